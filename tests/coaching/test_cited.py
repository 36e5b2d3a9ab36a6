"""Evidence in the week: shared with the ECT once a set week rests on it, in the meeting however much there is, and
what rests on it shown in the log."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching import actions
from evidence.models import Evidence
from tests.bank import AreaFactory
from tests.coaching.weeks import GREET, agree, key
from tests.factories import MONDAY, NOW, CitationFactory, EvidenceFactory, FocusFactory

SEEN = {"source": "drop_in", "seen_on": date(2025, 9, 17), "seen": "Six pupils asked what to do"}


def words(response):
    return response.content.decode()


@pytest.fixture
def about(pair):
    return {"school": pair.school, "ect": pair.ect, "gathered_by": pair.mentor, "seen_on": MONDAY}


@pytest.fixture
def ready(draft):
    """The draft, with its next meeting planned."""
    draft.next_meeting_on = draft.meets_on + timedelta(days=7)
    draft.save()
    return draft


@pytest.fixture
def log(pair):
    return reverse("evidence:log", args=[pair.school_id, pair.ect_id])


def cited_at(entry):
    return Evidence.objects.get(pk=entry.pk).cited_at


# Cited in a set week


def test_setting_the_week_shares_what_it_rests_on(ready, pair, about):
    cited, other = EvidenceFactory(**about), EvidenceFactory(**about)
    actions.cite(ready.foci.get(), cited, by=pair.mentor, at=NOW)
    assert list(Evidence.objects.visible_to(pair.ect)) == []

    agree(ready.foci.get(), GREET, by=pair.mentor, at=NOW)
    actions.set_week(ready, by=pair.mentor, at=NOW)

    assert list(Evidence.objects.visible_to(pair.ect)) == [cited]
    assert (cited_at(cited), cited_at(other)) == (NOW, None)


def test_week_rests_on_nothing_that_was_seen_after_it(ready, pair, about):
    entry = EvidenceFactory(**about)
    actions.cite(ready.foci.get(), entry, by=pair.mentor, at=NOW)
    agree(ready.foci.get(), GREET, by=pair.mentor, at=NOW)
    Evidence.objects.update(seen_on=ready.meets_on + timedelta(days=1))

    with pytest.raises(ValidationError) as refused:
        actions.set_week(ready, by=pair.mentor, at=NOW)

    ready.refresh_from_db()
    assert (refused.value.code, ready.is_draft, cited_at(entry)) == ("seen_later", True, None)


def test_what_a_live_week_cites_is_shared_until_it_no_longer_does(live, pair, about):
    focus, entry = live.foci.get(), EvidenceFactory(**about | {"seen_on": live.meets_on})
    later = NOW + timedelta(hours=1)

    actions.cite(focus, entry, by=pair.mentor, at=later)
    assert cited_at(entry) == later
    actions.uncite(focus, entry, by=pair.mentor, at=later)

    assert cited_at(entry) is None
    in_place = actions.log_evidence(
        focus, **SEEN | {"seen_on": live.meets_on}, key=key(), by=pair.mentor, at=later
    ).evidence
    assert cited_at(in_place) == later


def test_ect_reads_in_an_opened_draft_what_is_theirs_to_read(draft, pair, about, signed_in):
    focus = draft.foci.get()
    focus.key_action = GREET.key_action
    focus.save()
    for entry in (
        EvidenceFactory(**about, seen="Not shared yet"),
        EvidenceFactory(**about, seen="Shared by the mentor", shared_at=NOW, shared_by=pair.mentor),
        EvidenceFactory(**about | {"gathered_by": pair.ect, "source": "reflection"}, seen="Written by the ECT"),
    ):
        actions.cite(focus, entry, by=pair.mentor, at=NOW)
    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=NOW)

    page = words(signed_in(pair.ect).get(reverse("coaching:meeting", args=[draft.pk])))

    assert [text in page for text in ("Not shared yet", "Shared by the mentor", "Written by the ECT")] == [
        False,
        True,
        True,
    ]


# In the meeting


@pytest.fixture
def meeting(draft):
    return reverse("coaching:meeting", args=[draft.pk])


@pytest.mark.parametrize("count", [1, 3, 40])
@pytest.mark.parametrize("foci", [1, 3])
def test_meeting_costs_the_same_with_forty_new_entries(draft, about, meeting, signed_in, count, foci):
    area = AreaFactory()
    for _ in range(foci - 1):
        FocusFactory(cycle=draft)
    for entry in [EvidenceFactory(**about, area=area) for _ in range(count)]:
        CitationFactory(focus=draft.foci.first(), evidence=entry)
    client = signed_in(draft.mentorship.mentor)
    client.get(meeting)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(meeting)

    assert page.status_code == 200
    assert len(queries) == 11


def test_forty_entries_can_all_be_cited_and_most_are_folded(draft, about, meeting, signed_in):
    entries = [EvidenceFactory(**about, seen=f"Seen as number {number}") for number in range(40)]
    focus = draft.foci.get()
    actions.cite(focus, entries[0], by=draft.mentorship.mentor, at=NOW)

    page = words(signed_in(draft.mentorship.mentor).get(meeting))

    boxes = {int(pk) for pk in re.findall(rf'name="cite-{focus.pk}" value="(\d+)"', page)}
    assert boxes == {entry.pk for entry in entries}
    open_part = page.split(f'name="cites-{focus.pk}"')[1].split("<details")[0]
    shown = {int(pk) for pk in re.findall(rf'name="cite-{focus.pk}" value="(\d+)"', open_part)}
    # The three newest, and the one that is ticked.
    assert shown == {entry.pk for entry in [*entries[-3:], entries[0]]}
    assert page.count("37 more</span>") == 2
    assert page.count("36 more</span>") == 1


def test_entry_in_the_meeting_says_its_class_and_area(draft, about, meeting, signed_in):
    EvidenceFactory(**about, class_name="8C", area=AreaFactory(name="Starts and routines"))

    page = words(signed_in(draft.mentorship.mentor).get(meeting))

    assert "Drop-in · Mon 15 Sep · 8C · Starts and routines · you" in page
    assert "Drop-in, Mon 15 Sep, 8C: " in page


def test_probe_says_when_all_is_of_one_kind_and_links_to_the_log(draft, about, meeting, signed_in, log):
    client = signed_in(draft.mentorship.mentor)
    for _ in range(3):
        EvidenceFactory(**about)
    assert "All three entries are from drop-ins." in words(client.get(meeting))

    EvidenceFactory(**about, source="work")
    page = words(client.get(meeting))
    assert ("All three entries" in page, f'href="{log}"' in page) == (False, True)


def test_meeting_without_evidence_draws_no_remark(draft, meeting, signed_in):
    page = words(signed_in(draft.mentorship.mentor).get(meeting))

    assert ("Evidence to ask about" in page, "Other sources" in page) == (False, False)


# What rests on it


@pytest.fixture
def supported(pair):
    where = reverse("coaching:supported_foci", args=[pair.school_id, pair.ect_id])
    return lambda *entries: f"{where}?" + "&".join(f"entry={entry.pk}" for entry in entries)


def test_log_shows_the_focus_that_rests_on_an_entry(live, pair, supported, signed_in, log):
    focus = live.foci.get()
    entry = focus.citations.get().evidence
    Evidence.objects.update(cited_at=NOW)

    for user in (pair.mentor, pair.ect):
        client = signed_in(user)
        page = words(client.get(supported(entry)))
        assert (focus.key_action in page, f'href="/weeks/{live.pk}/#focus-{focus.pk}"' in page) == (True, True)
        assert f'href="{supported(entry)}"' in words(client.get(log))
        places = words(client.get(supported(entry), headers={"HX-Request": "true"}))
        assert (f'id="supports-{entry.pk}" hx-swap-oob="true"' in places, "<html" in places) == (True, False)


def test_draft_that_rests_on_an_entry_is_known_to_its_mentor_alone(draft, pair, about, supported, signed_in):
    entry, unseen = EvidenceFactory(**about, shared_at=NOW, shared_by=pair.mentor), EvidenceFactory(**about)
    focus = draft.foci.get()
    focus.key_action = GREET.key_action
    focus.save()
    for one in (entry, unseen):
        actions.cite(focus, one, by=pair.mentor, at=NOW)

    assert "(draft)" in words(signed_in(pair.mentor).get(supported(entry)))
    assert GREET.key_action not in words(signed_in(pair.ect).get(supported(entry)))
    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=NOW)
    page = words(signed_in(pair.ect).get(supported(entry, unseen)))
    assert (f"supports-{entry.pk}" in page, f"supports-{unseen.pk}" in page) == (True, False)


def test_entries_of_another_ect_rest_nothing_here(live, other_pair, supported, signed_in):
    theirs = EvidenceFactory(school=other_pair.school, ect=other_pair.ect)
    CitationFactory(focus=FocusFactory(cycle__mentorship=other_pair, cycle__is_set=True), evidence=theirs)

    page = words(signed_in(live.mentorship.mentor).get(supported(theirs)))

    assert "No focus rests on this." in page
