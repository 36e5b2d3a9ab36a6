"""An entry is taken out of the log by the leader who logged it, while the mentor cites it or cites it no longer."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from coaching import actions
from coaching.models import Citation
from evidence import actions as log
from evidence.actions.locks import GONE, NOTE_GONE
from evidence.models import Evidence
from schools.refusal import Refused
from tests.factories import NOW, CitationFactory, EvidenceFactory
from tests.meanwhile import meanwhile


@pytest.mark.parametrize(
    ("act", "is_live"),
    [
        pytest.param(actions.uncite, True, id="cited no longer"),
        pytest.param(actions.cite, True, id="cited in a live week"),
        pytest.param(actions.cite, False, id="cited in a draft"),
    ],
)
def test_entry_removed_while_it_is_cited_or_not_ends_without_an_error(
    on_postgres, transactional_db, request, leader, act, is_live
):
    """Both lock the entry before what rests on it: neither waits for what the other holds, and no page is an error."""
    week = request.getfixturevalue("live" if is_live else "draft")
    about = {"school": week.school, "ect": week.ect, "seen_on": week.meets_on}
    focus, entry = week.foci.get(), EvidenceFactory(**about, gathered_by=leader)
    if act is actions.uncite:
        CitationFactory(focus=focus, evidence=entry, at=NOW + timedelta(minutes=1))

    with transaction.atomic():
        Evidence.objects.select_for_update().get(pk=entry.pk)
        mentor = meanwhile(lambda: act(focus, entry, by=week.mentorship.mentor, at=NOW))
        log.remove_entry(entry, by=leader, at=NOW)

    assert mentor() == repr(Refused(GONE))
    assert not Evidence.objects.filter(pk=entry.pk).exists()
    assert not Citation.objects.filter(evidence_id=entry.pk).exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda focus, entry, by: actions.cite(focus, entry, by=by, at=NOW),
        lambda focus, entry, by: log.change_entry(entry, typed={"seen": "Seven"}, drawn={}, by=by, at=NOW),
        lambda focus, entry, by: log.share_entry(entry, by=by, at=NOW),
        lambda focus, entry, by: log.remove_entry(entry, by=by, at=NOW),
        lambda focus, entry, by: log.attach_file(entry, file=None, name="", key=uuid.uuid4(), by=by, at=NOW),
    ],
    ids=["cited", "changed", "shared", "removed again", "added to"],
)
def test_press_that_comes_a_moment_after_the_removal_is_told_so(draft, mentor, act):
    entry = EvidenceFactory(school=draft.school, ect=draft.ect, gathered_by=mentor)
    log.remove_entry(entry, by=mentor, at=NOW)

    with pytest.raises(Refused, match=GONE):
        act(draft.foci.get(), entry, mentor)


def test_press_that_comes_a_moment_after_a_note_was_removed_is_told_so(school, mentor):
    note = log.write_note(school_id=school.pk, text="Ask about 8C", key=uuid.uuid4(), by=mentor, at=NOW)
    log.remove_note(note, by=mentor)

    with pytest.raises(Refused, match=NOTE_GONE):
        log.remove_note(note, by=mentor)
