"""The log's pages: what each shows to whom, how it is narrowed and paged, and that nothing typed is lost."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from evidence.models import Evidence
from schools.models import Membership
from tests.bank import AreaFactory
from tests.factories import MONDAY, NOW, EvidenceFactory

TODAY = NOW.date()


def words(response):
    return response.content.decode()


def entries_of(response):
    """The ids of the entries on a page, in order."""
    return [int(pk) for pk in re.findall(r'id="entry-(\d+)"', words(response))]


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def as_ect(signed_in, ect):
    return signed_in(ect)


@pytest.fixture
def log(pair):
    return reverse("evidence:log", args=[pair.school_id, pair.ect_id])


@pytest.fixture
def about(pair):
    """What every entry of the pair's log says."""
    return {"school": pair.school, "ect": pair.ect, "gathered_by": pair.mentor}


def typed(**fields):
    first = {"source": "drop_in", "seen_on": TODAY.isoformat(), "seen": "Nine pupils began at once"}
    return {**first, "key": str(uuid.UUID(int=31)), "do": "save", **fields}


# Reading


def test_log_shows_each_entry_with_what_was_seen_apart_from_what_it_may_mean(as_mentor, log, about):
    area = AreaFactory(name="Starts and routines")
    entry = EvidenceFactory(**about, meaning="They had not heard it", class_name="8C", area=area)

    page = words(as_mentor.get(log))

    assert "Drop-in</strong> Mon 15 Sep · 8C · Starts and routines · you" in page
    assert f'<p class="entry__seen">{entry.seen}</p>' in page
    assert "It may mean:</span> They had not heard it</p>" in page
    assert "Share with Eddie" in page


def test_ect_finds_what_is_shared_and_nothing_else(as_ect, log, about):
    EvidenceFactory(**about, seen="Not for Eddie yet")
    shared = EvidenceFactory(**about, shared_at=NOW, shared_by=about["gathered_by"])

    page = as_ect.get(log)

    assert entries_of(page) == [shared.pk]
    assert "Not for Eddie yet" not in words(page)
    assert ("Log a reflection" in words(page), "Share with" in words(page)) == (True, False)


def test_log_counts_in_its_mix_what_its_reader_may_read_of_six_weeks(as_mentor, as_ect, log, about):
    for _ in range(3):
        EvidenceFactory(**about, seen_on=TODAY)
    EvidenceFactory(**about, seen_on=TODAY, source="work", cited_at=NOW)
    EvidenceFactory(**about, seen_on=TODAY - timedelta(weeks=6), source="pupils")

    counted = [
        dict(re.findall(r'scope="row">([^<]*)</th><td class="govuk-table__cell">(\d+)<', words(client.get(log))))
        for client in (as_mentor, as_ect)
    ]

    assert counted == [{"Drop-in": "3", "Work scrutiny": "1"}, {"Work scrutiny": "1"}]


def test_log_of_one_kind_suggests_others(as_mentor, log, about):
    for _ in range(3):
        EvidenceFactory(**about, seen_on=TODAY)
    assert "All three entries are from drop-ins." in words(as_mentor.get(log))

    EvidenceFactory(**about, seen_on=TODAY, source="work")
    assert "All three entries" not in words(as_mentor.get(log))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=work", ["work"]),
        ("source=gossip", ["latest", "work", "early"]),
        ("since=2025-09-10", ["latest", "work"]),
        ("until=2025-09-10", ["early"]),
        ("since=01/09/2025&until=12/09/2025", ["early"]),
        ("since=someday&area=x&after=never", ["latest", "work", "early"]),
        ("after=9999-99-99.1", ["latest", "work", "early"]),
        ("source=pupils", []),
    ],
)
def test_log_is_narrowed_by_its_address(as_mentor, log, about, query, found):
    rows = {
        "early": EvidenceFactory(**about, seen_on="2025-09-02"),
        "work": EvidenceFactory(**about, seen_on="2025-09-15", source="work"),
        "latest": EvidenceFactory(**about, seen_on="2025-09-16"),
    }

    assert entries_of(as_mentor.get(f"{log}?{query}")) == [rows[name].pk for name in found]


def test_log_is_narrowed_by_area(as_mentor, log, about):
    area = AreaFactory()
    EvidenceFactory(**about)
    of_area = EvidenceFactory(**about, area=area)

    assert entries_of(as_mentor.get(f"{log}?area={area.pk}")) == [of_area.pk]


def test_log_pages_by_key_each_entry_once(as_mentor, log, about):
    rows = [EvidenceFactory(**about, seen_on=MONDAY - timedelta(days=n // 3)) for n in range(50)]
    where, seen, pages = f"{log}?source=drop_in", [], 0

    while where:
        page = as_mentor.get(where)
        seen += entries_of(page)
        pages += 1
        more = re.search(r'rel="next" href="([^"]*)"', words(page))
        where = f"{log}{more[1].replace('&amp;', '&')}" if more else ""

    assert seen == [row.pk for row in sorted(rows, key=lambda row: (row.seen_on, row.pk), reverse=True)]
    assert pages == 3


def test_htmx_gets_the_entries_alone(as_mentor, log, about):
    entry = EvidenceFactory(**about)

    page = as_mentor.get(log, headers={"HX-Request": "true", "HX-Target": "entries"})

    assert (entries_of(page), "<html" in words(page)) == ([entry.pk], False)
    assert "HX-Target" in page["Vary"]


# Writing


def test_new_entry_is_drawn_for_today_and_nothing_picked(as_mentor, log):
    page = words(as_mentor.get(f"{log}new/"))

    assert f'value="{TODAY.isoformat()}"' in page
    assert "checked" not in page


def test_mentor_logs_and_the_ect_does_not_read_it_yet(as_mentor, as_ect, log, mentor, ect):
    answer = as_mentor.post(f"{log}new/", typed(meaning="The task was clear", class_name="8C"))

    entry = Evidence.objects.get()
    assert answer.headers["Location"] == f"{log}#entry-{entry.pk}"
    assert (entry.gathered_by, entry.meaning, entry.class_name, entry.is_read_by_ect) == (
        mentor,
        "The task was clear",
        "8C",
        False,
    )
    assert as_ect.get(f"/evidence/{entry.pk}/").status_code == 404


def test_save_and_share_lets_the_ect_read_it(as_mentor, as_ect, log):
    as_mentor.post(f"{log}new/", typed(do="share"))

    assert as_ect.get(f"/evidence/{Evidence.objects.get().pk}/").status_code == 200


def test_ects_reflection_has_its_source(as_ect, log):
    as_ect.post(f"{log}new/", typed(source="drop_in", seen="I waited, and two more hands went up"))

    assert Evidence.objects.get().source == "reflection"


def test_ect_who_left_reads_and_writes_nothing_more(as_ect, log, pair, leader):
    from schools import actions

    EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.ect, source="reflection")
    actions.end_mentorship(pair, by=leader, at=NOW)
    assert as_ect.get(f"{log}new/").status_code == 200

    Membership.objects.filter(user=pair.ect).update(ended_at=NOW)
    assert [as_ect.get(where).status_code for where in (log, f"{log}new/")] == [200, 403]
    assert as_ect.post(f"{log}new/", typed()).status_code == 403


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"source": ""}, "Pick where this was seen or heard"),
        ({"seen": " \n "}, "Enter what was seen or said"),
        ({"seen_on": "someday"}, "Enter a date, like 27/11/2026"),
        ({"seen_on": "2025-09-19"}, "Evidence is of a day that has been."),
        ({"class_name": "x" * 61}, "60 characters"),
    ],
)
def test_entry_that_lacks_something_comes_back_with_what_was_typed(as_mentor, log, fields, says):
    answer = as_mentor.post(f"{log}new/", typed(meaning="Perhaps the room", **fields))

    page = words(answer)
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert (says in page, "Perhaps the room" in page) == (True, True)
    assert "<title>Error:" in page


def test_form_sent_twice_logs_once_and_with_other_words_shows_both(as_mentor, log):
    for _ in range(2):
        as_mentor.post(f"{log}new/", typed())
    other = as_mentor.post(f"{log}new/", typed(seen="Ten pupils began at once"))

    page = words(other)
    assert (Evidence.objects.count(), other.status_code) == (1, 409)
    assert ("Nine pupils began at once" in page, "Ten pupils began at once" in page) == (True, True)


def test_stale_change_shows_both_and_goes_through_when_sent_again(as_mentor, about):
    entry = EvidenceFactory(**about)
    where = f"/evidence/{entry.pk}/change/"
    stale = {f"drawn-{name}": text_digest(entry.text_of(name)) for name in ("source", "seen_on", "seen")}
    Evidence.objects.update(seen="As saved in another tab")
    mine = {"source": "drop_in", "seen_on": "2025-09-15", "seen": "As typed in this one"}

    answer = as_mentor.post(where, mine | stale)

    page = words(answer)
    assert answer.status_code == 409
    assert ("As saved in another tab" in page, "As typed in this one" in page) == (True, True)
    fresh = dict(re.findall(r'name="(drawn-\w+)" value="([^"]*)"', page))
    assert as_mentor.post(where, mine | fresh).status_code == 302
    entry.refresh_from_db()
    assert entry.seen == "As typed in this one"


# Judgement


def test_wording_that_judges_is_saved_and_noticed(as_mentor, log):
    answer = as_mentor.post(f"{log}new/", typed(seen="A great lesson"))

    page = words(as_mentor.get(answer.headers["Location"]))
    assert Evidence.objects.get().seen == "A great lesson"
    assert ("“great lesson”" in page, "Say what made you think so" in page) == (True, True)


def test_judgement_in_a_reflection_is_left_alone(as_ect, log):
    as_ect.post(f"{log}new/", typed(seen="I thought it was a great lesson"))

    page = words(as_ect.get(f"/evidence/{Evidence.objects.get().pk}/"))
    assert "Say what made you think so" not in page


def test_check_answers_with_what_is_noticed(as_mentor):
    where = reverse("evidence:check_seen")

    assert "“Poor behaviour”" in words(as_mentor.post(where, {"seen": "Poor behaviour", "source": "drop_in"}))
    assert words(as_mentor.post(where, {"seen": "Poor behaviour", "source": "reflection"})).strip() == ""
    assert words(as_mentor.post(where, {"seen": "Two pupils stood up"})).strip() == ""


# One entry


def test_share_and_remove_go_back_to_the_log(as_mentor, log, about):
    shared, gone = EvidenceFactory(**about), EvidenceFactory(**about)

    answers = [as_mentor.post(f"/evidence/{shared.pk}/share/"), as_mentor.post(f"/evidence/{gone.pk}/remove/")]

    assert [answer.headers["Location"] for answer in answers] == [f"{log}#entry-{shared.pk}", log]
    assert Evidence.objects.get() == shared
    assert Evidence.objects.get().is_read_by_ect


def test_logs_texts_are_escaped(as_mentor, log, about):
    EvidenceFactory(**about, seen="<b>Nine</b>", meaning="<i>so</i>", class_name="<u>8C</u>")

    page = words(as_mentor.get(log))

    assert [tag for tag in ("<b>", "<i>", "<u>") if tag in page] == []
