"""The overview of a school and a trust: what it says, what it withholds, what it costs, and that it reads no text."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import CharField, TextField
from django.test.utils import CaptureQueriesContext

from coaching.models import Cycle
from coaching.pairs import activity_of
from insights.actions import count_weeks
from insights.glance import Glance, glances_of, has_met
from insights.pictures import Line, Picture
from insights.places import school_now, schools_now
from insights.spans import Span, half_term_of, span_of
from insights.templatetags.pictures import picture
from insights.values import NAMES, PLACES
from schools.models import PauseKind, Role, School
from tests.bank import ActionStepFactory, SoughtFactory
from tests.counted import TotalFactory
from tests.factories import (
    MembershipFactory,
    PauseFactory,
    SchoolFactory,
    TermFactory,
    TrustFactory,
    UserFactory,
)
from tests.insights.programme import programme
from tests.people import client_of

FIRST = date(2025, 10, 6)
WEEK = timedelta(days=7)
WEEKS = 9
NOW = datetime(2025, 12, 11, 15, 40, tzinfo=ZoneInfo("Europe/London"))
# What may be read of people, places and the bank, and the codes that figures are made of.
CODES = {
    "origin",
    "result",
    "source",
    "kind",
    "rhythm",
    "no_focus_reason",
    "decision",
    "finding_codes",
    "ready",
    "why_now",
}


@pytest.fixture
def made(db):
    """A school of seven ECTs and one of two, of a trust, over nine weeks; it is the Thursday after."""
    steps = [ActionStepFactory(key_action=f"Wait for silence {n}") for n in range(2)]
    made = programme([7, 2], WEEKS, first=FIRST, seed=3, steps=steps)
    with time_machine.travel(NOW, tick=False):
        count_weeks(made.schools, at=NOW)
        yield made


@pytest.fixture
def leaders(made):
    big, small = made.schools
    users = [UserFactory() for _ in range(3)]
    for user, school in zip(users, made.schools, strict=False):
        MembershipFactory(user=user, school=school, role=Role.LEADER)
    MembershipFactory(user=users[2], of_trust=True, trust=made.trust)
    where = [f"/overview/schools/{big.pk}/", f"/overview/schools/{small.pk}/", f"/overview/trusts/{made.trust.pk}/"]
    return list(zip(map(client_of, users), where, strict=True))


def text_of(page):
    return " ".join(re.sub(r"(?s)<svg.*?</svg>|<[^>]+>", " ", page.content.decode()).split())


@pytest.mark.parametrize(
    ("day", "span"),
    [
        (date(2025, 9, 1), Span(2025, 1)),
        (date(2025, 10, 28), Span(2025, 1)),
        (date(2025, 11, 3), Span(2025, 2)),
        (date(2026, 1, 5), Span(2025, 3)),
        (date(2026, 2, 23), Span(2025, 4)),
        (date(2026, 4, 13), Span(2025, 5)),
        (date(2026, 6, 1), Span(2025, 6)),
        (date(2026, 8, 20), Span(2025, 6)),
        (date(2026, 9, 3), Span(2026, 1)),
    ],
)
def test_half_terms_have_the_same_ends_everywhere(day, span):
    assert half_term_of(day) == span


def test_span_that_is_not_offered_is_this_year():
    assert [span_of(key, today=FIRST) for key in ("2024-3", "2020-1", "2025-11-03:2025-11-09", "")] == [
        Span(2024, 3),
        *[Span(2025)] * 3,
    ]


def test_glance_counts_what_is_named_by_pair(made):
    big, small = made.schools
    pairs = made.pairs
    days = {"starts_on": FIRST - timedelta(days=90), "ends_on": FIRST - timedelta(days=20)}
    TermFactory(school=small, **days, half_term_starts_on=None, half_term_ends_on=None)
    PauseFactory(mentorship=pairs[0], kind=PauseKind.AWAY, starts_on=NOW.date(), ends_on=None)
    Cycle.objects.filter(mentorship=pairs[1], reviewed_at=None).update(next_meeting_on=date(2025, 12, 4))
    Cycle.objects.filter(mentorship=pairs[2], reviewed_at=None).update(next_meeting_on=date(2025, 12, 18))
    PauseFactory(mentorship=pairs[3], starts_on=date(2025, 12, 1), ends_on=date(2025, 12, 12))
    for today in (NOW.date(), date(2025, 12, 29), date(2026, 1, 8)):
        counted = glances_of(schools_now(made.trust.pk, user=pairs[0].mentor, today=today), today=today)

        for school in made.schools:
            activities = activity_of([school], today=today)
            here = school_now(school.pk, user=pairs[0].mentor, today=today)
            [named] = glances_of(here, today=today, activities=activities).values()
            assert counted[school.pk] == named
            assert named.pairs == len(activities) > 0
            assert named.held == sum(has_met(one, today) for one in activities)
            assert named.reviews == sum(one.review_due for one in activities)


def test_school_of_few_ects_gets_meetings_and_the_bank_and_a_sentence(made, leaders):
    client, where = leaders[1]
    SoughtFactory(school=made.schools[1], words="late homework", mentors=4)

    page = client.get(where)
    said = text_of(page) + text_of(client.get(f"{where}bank/"))

    assert "Here 2 ECTs are being mentored, so these figures stay away." in said
    assert "late homework" not in said
    assert "achieved" not in said
    assert page.context["page"].became == []
    assert re.search(r"\d+ of \d+ meetings were held", said)


def test_what_may_not_be_told_of_this_year_is_offered_over_the_last(made, leaders):
    client, where = leaders[1]
    TotalFactory(school=made.schools[1], year=2024, half=2, values=[6] * len(NAMES))

    for span in ("", "?span=2025-1", "?span=2024-1"):
        page = client.get(f"{where}{span}")
        assert page.context["page"].became == []
        assert '<a href="?span=2024#time-h">School year 2024/25</a>' in page.text
    assert "6 of 6</strong> achieved" in client.get(f"{where}?span=2024").text


def test_what_became_of_foci_stands_beside_the_year_before(made, leaders):
    client, where = leaders[0]
    before = [0] * len(NAMES)
    before[PLACES["outcomes"]], before[PLACES["achieved"]] = 9, 5
    TotalFactory(school=made.schools[0], year=2024, half=1, values=before)

    page = client.get(where).context["page"]

    assert {one.words: one.before for one in page.became if one.before} == {
        "achieved by the next meeting": (5, 9),
        "partly achieved": (0, 9),
        "not yet achieved": (0, 9),
        "had no chance to be tried": (0, 9),
    }
    assert "(School year 2024/25: 5 of 9)" in client.get(where).text


def test_places_without_anybody_say_what_comes_first(db):
    school, trust = SchoolFactory(), TrustFactory()
    leader, trust_leader = UserFactory(), UserFactory()
    MembershipFactory(user=leader, school=school, role=Role.LEADER)
    MembershipFactory(user=trust_leader, of_trust=True, trust=trust)

    first_day = client_of(leader).get(f"/overview/schools/{school.pk}/").text
    nothing = client_of(trust_leader).get(f"/overview/trusts/{trust.pk}/").text

    assert f'href="/schools/{school.pk}/people/">Bring in your ECTs' in first_day
    assert "No school is in the trust yet." in nothing
    assert "Only those with meetings overdue" not in nothing


def test_trust_tells_its_schools_side_by_side_in_alphabetical_order(made, leaders):
    client, where = leaders[2]
    small = made.schools[1]

    page = client.get(where + "?span=2025-1")
    rows = re.findall(r'<tr class="govuk-table__row"><th[^>]*><a[^>]*>(School [^<]*)</a></th>(.*?)</tr>', page.text)

    assert [name for name, _ in rows] == [school.name for school in made.schools]
    assert re.findall(r">([^<>]+)</td>", rows[1][1])[-3:] == ["–"] * 3
    assert re.fullmatch(r"\d+ of \d+", re.findall(r">([^<>]+)</td>", rows[0][1])[-1])
    overdue = client.get(where + "?show=overdue")
    assert (small.name in overdue.context["schools"]) == bool(overdue.context["page"].glances[small.pk].overdue)


def test_trust_shows_a_schools_name_as_text_whatever_is_in_it(trust_leader, school, clock):
    School.objects.filter(pk=school.pk).update(name="Hill % & <b>Vale</b>")

    page = client_of(trust_leader).get(f"/overview/trusts/{school.trust_id}/?span=2025").text

    assert f'<a href="/overview/schools/{school.pk}/?span=2025">Hill % &amp; &lt;b&gt;Vale&lt;/b&gt;</a>' in page


def test_file_tells_what_the_page_does(leaders):
    for client, where in (leaders[0], leaders[1]):
        sums = client.get(where).context["page"].told.sums(Span(2025))

        rows = list(csv.DictReader(io.StringIO(client.get(f"{where}overview.csv").content.decode("utf-8-sig"))))

        year = {row["about"]: (row["n"], row["of"]) for row in rows if row["span"] == "School year 2025/26"}
        if sums:
            assert year["foci achieved"] == (str(sums["achieved"]), str(sums["outcomes"]))
            assert year["steps ticked"] == (str(sums["ticked"]), str(sums["steps"]))
            assert year["evidence: Drop-in"] == (str(sums["from_drop_in"]), str(sums["entries"]))
            shown = re.search(r"(\d+) of (\d+)</strong> mentors rest most", client.get(where).text)
            assert year["mentors who rest most of their foci on evidence, lately"] == shown.groups()
        else:
            assert year.keys() == {"meetings held, of those held or planned", "every other figure"}
            assert year["every other figure"] == ("withheld: fewer than five ECTs",) * 2


def test_no_query_names_a_column_of_text(made, leaders):
    """Nor those that count the weeks."""
    texts = {
        f'"{model._meta.db_table}"."{field.column}"'
        for app in ("coaching", "evidence")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, (TextField, CharField)) and field.name not in CODES
    }
    with CaptureQueriesContext(connection) as queries:
        count_weeks(made.schools, at=NOW + 2 * WEEK)
        for client, where in leaders:
            client.get(where)
            client.get(f"{where}bank/")
            client.get(f"{where}overview.xlsx")
    asked = " ".join(query["sql"] for query in queries)

    assert len(texts) > 30
    assert '"coaching_focus"."had_how"' in asked
    assert [text for text in texts if text in asked] == []


def test_every_picture_has_its_numbers_in_its_table(leaders):
    client, where = leaders[0]

    page = client.get(where).text

    figures = re.findall(r"(?s)<figure.*?</figure>", page)
    assert len(figures) == 4
    for figure in figures:
        drawn, table = re.split(r"</svg>", figure)
        labels = re.findall(r'text-anchor="end">([^<]*)<', drawn)
        words = re.findall(r"<text [^>]*>(\d+ of \d+)<", drawn)
        rows = re.findall(r"<tr[^>]*><th[^>]*>([^<]*)</th><td[^>]*>([^<]*)</td>", table)
        assert list(zip(labels, words, strict=True)) == rows
        assert rows


def test_bars_are_as_long_as_their_shares_and_the_year_before_is_beside():
    lines = (Line("Autumn 1", 3, 4, before=(1, 2)), Line("Autumn 2", 0, 0))

    [one, none] = Picture("Meetings", ("Half term", "Held"), lines).bars

    assert (one.words, one.before, one.width, one.before_width) == ("3 of 4", "1 of 2", 120, 80)
    assert (none.words, none.before, none.width) == ("–", "–", 0)
    assert picture(Picture("Meetings", (), ()))["bars"] == []


@pytest.mark.parametrize(("which", "queries"), [(0, 7), (1, 7), (2, 7)], ids=["school", "few ECTs", "trust"])
def test_overview_costs_as_many_queries_for_three_times_as_much(
    made, leaders, which, queries, django_assert_num_queries
):
    client, where = leaders[which]
    client.get(where)
    with django_assert_num_queries(queries):
        client.get(where)
    more = programme([5, 5, 5], 4, first=FIRST, seed=9)
    for school in more.schools:
        school.trust = made.trust
        school.save()
    more.pairs[0].weeks.filter(reviewed_at=None).update(next_meeting_on=date(2025, 12, 4))
    client.get(where)

    with django_assert_num_queries(queries):
        client.get(where)


def test_empty_school_has_an_overview(school, leader, signed_in):
    page = signed_in(leader).get(f"/overview/schools/{school.pk}/")

    assert page.context["page"].glance == Glance()
    assert "Nobody is being mentored here at the moment." in page.text


def test_pairs_are_named_with_what_helps(pair, leader, signed_in):
    Cycle.objects.create(
        school=pair.school,
        ect=pair.ect,
        mentorship=pair,
        week_of=date(2025, 9, 8),
        meets_on=date(2025, 9, 11),
        next_meeting_on=date(2025, 9, 15),
        created_at=NOW,
        created_by=pair.mentor,
        set_at=datetime(2025, 9, 11, 15, tzinfo=ZoneInfo("Europe/London")),
        set_by=pair.mentor,
    )
    client, where = signed_in(leader), f"/overview/schools/{pair.school_id}/"

    first, planned = client.get(where).text, client.get(f"{where}?show=planned").text

    assert f"mailto:{pair.mentor.email}" in first
    assert f"/mentorships/{pair.pk}/change/" in first
    assert "1 meeting is overdue." in first
    assert pair.ect.name not in planned
