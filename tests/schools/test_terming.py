"""A school's terms and closed days: by hand, and from a file once it was shown what would change."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schools import terming
from schools.holidays import Told
from schools.models import ClosedDay, Term
from schools.refusal import Refused
from schools.term_dates import plan
from tests.factories import ClosedDayFactory, TermFactory
from tests.people import client_of

TODAY = date(2025, 9, 18)
SPRING = {"name": "Spring 2026", "starts_on": date(2026, 1, 5), "ends_on": date(2026, 3, 27)}
CALENDAR = b"""BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
SUMMARY:Autumn term\r
DTSTART;VALUE=DATE:20250901\r
DTEND;VALUE=DATE:20251219\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Spring term\r
DTSTART;VALUE=DATE:20260105\r
DTEND;VALUE=DATE:20260328\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Half term\r
DTSTART;VALUE=DATE:20260216\r
DTEND;VALUE=DATE:20260221\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:INSET\r
DTSTART;VALUE=DATE:20251128\r
DTEND;VALUE=DATE:20251129\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Sports day\r
DTSTART;VALUE=DATE:20260610\r
END:VEVENT\r
END:VCALENDAR\r
"""


def told(name, starts_on, ends_on=None):
    return Told(name, starts_on, ends_on or starts_on)


def fates(lines, terms=(), closed=()):
    planned = plan(lines, terms=list(terms), closed=list(closed), today=TODAY)
    return [(one.fate, one.facts["name"], one.lines) for one in planned.fates]


# By hand


def test_write_term_the_same_again_is_one(school, leader):
    made = terming.write_term(Term(school=school, **SPRING), by=leader)

    again = terming.write_term(Term(school=school, **SPRING), by=leader)

    assert (again.pk, Term.objects.count()) == (made.pk, 2)
    # With a half term it is not the same: nobody reads “Saved” of what was left out.
    half = {"half_term_starts_on": date(2026, 2, 16), "half_term_ends_on": date(2026, 2, 20)}
    with pytest.raises(ValidationError, match="It lies over Spring 2026"):
        terming.write_term(Term(school=school, **SPRING, **half), by=leader)


def test_write_term_over_another_is_refused(school, leader):
    with pytest.raises(ValidationError, match="It lies over Autumn 2025"):
        terming.write_term(Term(school=school, **SPRING | {"starts_on": date(2025, 12, 19)}), by=leader)


def test_write_term_is_for_who_leads_the_school(school, mentor):
    with pytest.raises(Refused, match="set by a leader"):
        terming.write_term(Term(school=school, **SPRING), by=mentor)


def test_write_term_from_a_stale_page_is_refused(school, leader):
    term = school.terms.get()
    drawn = terming.reads_as(term)
    Term.objects.update(ends_on=date(2025, 12, 12))
    term.name = "Autumn"

    with pytest.raises(Refused, match="changed this meanwhile"):
        terming.write_term(term, drawn=drawn, by=leader)


def test_remove_dates_again_does_nothing(school, leader):
    days = ClosedDayFactory(school=school)
    terming.remove_dates(days, by=leader)

    terming.remove_dates(ClosedDay(pk=days.pk or 1, school=school), by=leader)

    assert ClosedDay.objects.count() == 0


# From a file


def test_plan_new_terms_and_days(school):
    lines = [
        told("Spring term", date(2026, 1, 5), date(2026, 3, 27)),
        told("INSET", date(2026, 1, 5)),
        told("Easter holiday", date(2026, 3, 28), date(2026, 4, 12)),
    ]

    assert fates(lines) == [("new", "Spring 2026", []), ("new", "INSET", [])]


def test_plan_says_what_changes():
    term = TermFactory.build()
    lines = [
        told("Autumn term", date(2025, 9, 1), date(2025, 12, 18)),
        told("Half term", date(2025, 10, 20), date(2025, 10, 31)),
    ]

    assert fates(lines, [term]) == [
        (
            "changed",
            "Autumn 2025",
            ["ends: Fri 19 Dec 2025 → Thu 18 Dec 2025", "half term starts: Mon 27 Oct 2025 → Mon 20 Oct 2025"],
        )
    ]


def bring(lines, school, leader):
    """Bring these lines in as they are shown; how the school's terms and closed days read then."""
    planned = terming.plan_of(lines, school=school, today=TODAY)
    terming.bring_dates(lines, school=school, shown=planned.digest, today=TODAY, by=leader)
    rows = [*school.terms.order_by("starts_on"), *school.closed_days.order_by("starts_on")]
    return [(f"{row.starts_on:%d.%m.}", f"{row.ends_on:%d.%m.}") for row in rows]


def test_closed_days_that_a_file_tells_one_by_one_are_all_kept(school, leader):
    ClosedDayFactory(school=school, name="INSET", starts_on=date(2025, 11, 26), ends_on=date(2025, 11, 28))

    written = bring([told("INSET", date(2025, 11, day)) for day in (25, 26, 27, 28)], school, leader)

    assert written[1:] == [("25.11.", "25.11."), ("26.11.", "26.11."), ("27.11.", "27.11."), ("28.11.", "28.11.")]


def test_closed_days_that_a_file_moves_become_one_of_those_it_tells(school, leader):
    ClosedDayFactory(school=school, name="INSET", starts_on=date(2025, 11, 26), ends_on=date(2025, 11, 28))

    written = bring([told("INSET", date(2025, 11, day)) for day in (27, 28)], school, leader)

    assert written[1:] == [("27.11.", "27.11."), ("28.11.", "28.11.")]


def test_term_that_a_file_tells_as_two_becomes_two(school, leader):
    school.terms.update(ends_on=date(2026, 3, 27), half_term_starts_on=None, half_term_ends_on=None)
    spring = told("Spring term", date(2026, 1, 5), date(2026, 3, 27))

    written = bring([told("Autumn term", date(2025, 9, 1), date(2025, 12, 19)), spring], school, leader)

    assert written == [("01.09.", "19.12."), ("05.01.", "27.03.")]


def test_term_of_one_day_is_passed_over():
    lines = [told("Spring term starts", date(2026, 1, 5)), told("Spring term ends", date(2026, 1, 5))]

    found = plan(lines, terms=[], closed=[], today=TODAY)

    assert (found.fates, found.passed_over) == ([], ["Spring term ends", "Spring term starts"])


def test_break_of_a_weekend_is_passed_over(school, leader):
    lines = [told("Spring term", date(2026, 1, 5), date(2026, 3, 27))]
    lines.append(told("Half-term break", date(2026, 2, 14), date(2026, 2, 15)))

    assert bring(lines, school, leader)[1:] == [("05.01.", "27.03.")]
    assert plan(lines, terms=[], closed=[], today=TODAY).passed_over == ["Half-term break"]


def test_plan_keeps_what_the_file_does_not_say():
    term = TermFactory.build()

    assert fates([told("Autumn term", term.starts_on, term.ends_on)], [term]) == [("same", "Autumn 2025", [])]


def test_plan_half_term_alone_is_that_of_the_school_s_term():
    term = TermFactory.build(half_term_starts_on=None, half_term_ends_on=None)

    [fate] = fates([told("October half term", date(2025, 10, 27), date(2025, 10, 31))], [term])

    assert fate == (
        "changed",
        "Autumn 2025",
        ["half term starts: none → Mon 27 Oct 2025", "half term ends: none → Fri 31 Oct 2025"],
    )


def test_plan_term_over_two_is_left_out():
    terms = [
        TermFactory.build(name="Autumn 1", ends_on=date(2025, 10, 24), half_term_starts_on=None),
        TermFactory.build(name="Autumn 2", starts_on=date(2025, 11, 3), half_term_starts_on=None),
    ]

    [fate] = fates([told("Autumn term", date(2025, 9, 2), date(2025, 12, 19))], terms)

    assert fate == (
        "refused",
        "Autumn 2025",
        ["It lies over Autumn 1 and Autumn 2. Remove or change one of them first."],
    )


def test_plan_leaves_out_what_is_in_the_holidays_anyway():
    term = TermFactory.build()
    lines = [told("Boxing Day", date(2025, 12, 26)), told("Christmas holiday", date(2025, 12, 22), date(2026, 1, 2))]

    assert fates(lines, [term]) == []


def test_plan_passes_over_earlier_years():
    assert fates([told("Autumn term", date(2024, 9, 2), date(2024, 12, 20))]) == []


def test_plan_days_that_start_together_are_one():
    lines = [told("INSET", date(2025, 11, 27)), told("School closed", date(2025, 11, 27), date(2025, 11, 28))]

    assert fates(lines, [TermFactory.build()]) == [("new", "School closed", [])]


def test_bring_dates_writes_what_was_shown_once(school, leader):
    lines = [told("INSET", date(2025, 11, 28)), told("Spring term", date(2026, 1, 5), date(2026, 3, 27))]
    shown = terming.plan_of(lines, school=school, today=TODAY).digest
    terming.bring_dates(lines, school=school, shown=shown, today=TODAY, by=leader)

    with pytest.raises(Refused, match="have changed since this was shown"):
        terming.bring_dates(lines, school=school, shown=shown, today=TODAY, by=leader)

    assert (Term.objects.count(), ClosedDay.objects.get().name) == (2, "INSET")


# The pages


def address(name, school, *args):
    return reverse(f"schools:{name}", args=[school.pk, *args])


def upload(client, school, content=CALENDAR, name="dates.ics"):
    return client.post(address("bring_dates", school), {"file": SimpleUploadedFile(name, content)})


def hidden(page, name):
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def test_file_is_shown_then_written(school, leader):
    client = client_of(leader)

    shown = upload(client, school)
    page = shown.content.decode()
    before = (Term.objects.count(), ClosedDay.objects.count())
    done = client.post(
        address("confirm_dates", school), {"told": hidden(page, "told"), "shown": hidden(page, "shown")}, follow=True
    )

    assert (shown.status_code, before) == (200, (1, 0))
    assert "ends: Fri 19 Dec 2025 → Thu 18 Dec 2025" in page
    assert "Passed over: Sports day." in page
    assert "3 written" in done.content.decode()
    spring = Term.objects.get(name="Spring 2026")
    assert (spring.half_term_starts_on, spring.half_term_ends_on) == (date(2026, 2, 16), date(2026, 2, 20))
    assert (ClosedDay.objects.get().starts_on, Term.objects.get(name="Autumn 2025").ends_on) == (
        date(2025, 11, 28),
        date(2025, 12, 18),
    )


def test_file_confirmed_twice_ends_where_it_did_and_says_that_nothing_is_left(school, leader):
    client = client_of(leader)
    page = upload(client, school).content.decode()
    data = {"told": hidden(page, "told"), "shown": hidden(page, "shown")}
    first = client.post(address("confirm_dates", school), data)

    again = client.post(address("confirm_dates", school), data, follow=True)

    assert again.redirect_chain == [(first.url, 302)]
    assert "These dates are here already: nothing was left to write." in again.text
    assert Term.objects.count() == 2


def test_file_confirmed_after_a_term_changed_is_shown_anew(school, leader):
    client = client_of(leader)
    page = upload(client, school).content.decode()
    Term.objects.update(ends_on=date(2025, 12, 17))

    answer = client.post(
        address("confirm_dates", school), {"told": hidden(page, "told"), "shown": hidden(page, "shown")}
    )

    assert answer.status_code == 409
    assert "have changed since this was shown" in answer.text
    assert "Wed 17 Dec 2025 → Thu 18 Dec 2025" in answer.text


def test_file_of_another_school_is_not_confirmed(school, leader, other_leader):
    page = upload(client_of(leader), school).content.decode()
    other = other_leader.memberships.get().school

    answer = client_of(other_leader).post(
        address("confirm_dates", other), {"told": hidden(page, "told"), "shown": hidden(page, "shown")}
    )

    assert answer.status_code == 404


def test_file_that_cannot_be_read_says_what_to_do(school, leader):
    answer = upload(client_of(leader), school, b"%PDF-1.7", "dates.pdf")

    assert answer.status_code == 422
    assert "This is a PDF" in answer.content.decode()


def test_term_by_hand_is_added_changed_and_removed(school, leader):
    client = client_of(leader)
    typed = {"name": "Spring 2026", "starts_on": "2026-01-05", "ends_on": "2026-03-27"}

    client.post(address("add_term", school), typed)
    term = Term.objects.get(name="Spring 2026")
    page = client.get(address("change_term", school, term.pk)).content.decode()
    client.post(
        address("change_term", school, term.pk),
        typed
        | {"drawn": hidden(page, "drawn"), "half_term_starts_on": "2026-02-16", "half_term_ends_on": "2026-02-20"},
    )
    term.refresh_from_db()
    listed = client.get(address("terms", school)).content.decode()
    client.post(address("remove_term", school, term.pk))

    assert term.half_term_ends_on == date(2026, 2, 20)
    assert "Mon 16 Feb 2026 to Fri 20 Feb 2026" in listed
    assert not Term.objects.filter(pk=term.pk).exists()


def test_closed_day_needs_no_last_day(school, leader):
    client_of(leader).post(address("add_closed", school), {"name": "INSET", "starts_on": "2025-11-28"})

    days = ClosedDay.objects.get()
    assert (days.starts_on, days.ends_on) == (date(2025, 11, 28), date(2025, 11, 28))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "", "starts_on": "2026-01-05", "ends_on": "2026-03-27"}, "Enter its name."),
        ({"name": "Spring", "starts_on": "soon", "ends_on": "2026-03-27"}, "Enter a date."),
        ({"name": "Spring", "starts_on": "2026-03-27", "ends_on": "2026-01-05"}, "A term ends after it starts."),
        ({"name": "Spring", "starts_on": "2025-12-01", "ends_on": "2026-03-27"}, "It lies over Autumn 2025"),
        (
            {"name": "Spring", "starts_on": "2026-01-05", "ends_on": "2026-03-27", "half_term_starts_on": "2026-02-16"},
            "Half term starts and ends within the term.",
        ),
    ],
)
def test_term_typed_wrong_keeps_what_was_typed(school, leader, typed, says):
    answer = client_of(leader).post(address("add_term", school), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'value="{typed["name"]}"' in page or not typed["name"]
