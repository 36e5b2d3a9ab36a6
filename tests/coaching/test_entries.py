"""Evidence, citations and rounds of practice (A7, A8, A37)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from coaching import actions
from coaching.models import Citation
from coaching.validators import MOST_STEPS
from evidence.actions import log_evidence as log
from evidence.models import Evidence
from schools.refusal import Refused
from tests.coaching.weeks import GREET, hold, key
from tests.factories import MONDAY, NOW, EvidenceFactory

SEEN = {"source": "drop_in", "seen_on": date(2025, 9, 17), "seen": "Six pupils asked what to do"}


@pytest.fixture
def focus(draft):
    return draft.foci.get()


def test_log_evidence_is_an_entry_of_the_log_and_cited(focus, pair):
    again = key()

    citations = {
        actions.log_evidence(focus, **SEEN, meaning="Too long", key=again, by=pair.mentor, at=NOW).pk for _ in range(2)
    }

    entry = Evidence.objects.get()
    assert len(citations) == 1
    assert (entry.school, entry.ect, entry.gathered_by, entry.created_at) == (pair.school, pair.ect, pair.mentor, NOW)
    assert (entry.source, entry.seen_on, entry.seen, entry.meaning) == (*SEEN.values(), "Too long")
    assert Citation.objects.get().evidence == entry


def test_same_key_with_other_text_is_a_stale_tab(focus, pair):
    again = key()
    actions.log_evidence(focus, **SEEN, key=again, by=pair.mentor, at=NOW)

    with pytest.raises(Refused):
        actions.log_evidence(focus, **SEEN | {"seen": "Nobody asked"}, key=again, by=pair.mentor, at=NOW)

    assert Evidence.objects.get().seen == SEEN["seen"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seen": " \n"}, "nothing_seen"),
        ({"seen": "x" * 20_001}, "too_long"),
        ({"source": "hearsay"}, "no_source"),
        ({"seen_on": date(2025, 9, 19)}, "seen_later"),
    ],
)
def test_evidence_that_lacks_something_is_not_logged(focus, pair, change, code):
    with pytest.raises(ValidationError) as refused:
        actions.log_evidence(focus, **SEEN | change, key=key(), by=pair.mentor, at=NOW)

    assert (refused.value.code, Evidence.objects.count()) == (code, 0)


def test_nothing_is_seen_tomorrow(pair):
    tomorrow = SEEN | {"seen_on": NOW.date() + timedelta(days=1)}

    with pytest.raises(ValidationError) as refused:
        log(school=pair.school, ect=pair.ect, **tomorrow, key=key(), by=pair.mentor, at=NOW)

    assert refused.value.code == "in_future"


def test_log_is_for_the_ect_and_their_mentor(pair, former_mentor, other_mentor, other_ect):
    for user in (former_mentor, other_mentor, other_ect):
        with pytest.raises(Refused):
            log(school=pair.school, ect=pair.ect, **SEEN, key=key(), by=user, at=NOW)
    own = log(school=pair.school, ect=pair.ect, **SEEN | {"source": "reflection"}, key=key(), by=pair.ect, at=NOW)

    assert Evidence.objects.get() == own


def test_cite_and_uncite_may_be_said_twice(focus, pair):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect)

    cited = {actions.cite(focus, entry, by=pair.mentor, at=NOW).pk for _ in range(2)}
    for _ in range(2):
        actions.uncite(focus, entry, by=pair.mentor, at=NOW)

    assert (len(cited), focus.citations.count(), Evidence.objects.count()) == (1, 0, 1)


def test_evidence_about_somebody_else_is_not_cited(focus, pair, other_pair):
    for entry in (EvidenceFactory(school=pair.school, ect=other_pair.ect), EvidenceFactory(ect=pair.ect)):
        with pytest.raises(Refused):
            actions.cite(focus, entry, by=pair.mentor, at=NOW)

    assert Citation.objects.count() == 0


def test_evidence_from_after_the_meeting_is_not_cited(focus, pair):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, seen_on=date(2025, 9, 19))

    with pytest.raises(ValidationError):
        actions.cite(focus, entry, by=pair.mentor, at=NOW)


def test_what_was_cited_when_the_week_was_set_stays_cited(pair):
    live = hold(pair, GREET, day=date(2025, 9, 16)).foci.get()
    before, after = EvidenceFactory.create_batch(2, school=pair.school, ect=pair.ect, seen_on=MONDAY)
    citation = actions.cite(live, before, by=pair.mentor, at=NOW)
    Citation.objects.filter(pk=citation.pk).update(at=live.cycle.set_at)
    actions.cite(live, after, by=pair.mentor, at=NOW)

    actions.uncite(live, after, by=pair.mentor, at=NOW)
    with pytest.raises(Refused):
        actions.uncite(live, before, by=pair.mentor, at=NOW)

    assert [citation.evidence for citation in live.citations.all()] == [before]


def test_rounds_are_numbered_and_made_once_a_key(focus, pair):
    again = key()

    rounds = [actions.add_rehearsal(focus, key=again, by=pair.mentor, at=NOW) for _ in range(2)]
    rounds.append(actions.add_rehearsal(focus, key=key(), by=pair.mentor, at=NOW))
    actions.remove_rehearsal(rounds[0], by=pair.mentor, at=NOW)
    third = actions.add_rehearsal(focus, key=key(), by=pair.mentor, at=NOW)

    assert [rehearsal.round for rehearsal in rounds] == [1, 1, 2]
    assert (third.round, third.school_id) == (3, focus.school_id)


def test_steps_end_at_a_list_that_somebody_can_work_through(focus, pair):
    for _ in range(MOST_STEPS - 1):
        actions.add_step(focus, key=key(), by=pair.mentor, at=NOW)

    with pytest.raises(ValidationError) as refused:
        actions.add_step(focus, key=key(), by=pair.mentor, at=NOW)

    assert (refused.value.code, focus.steps.count()) == ("too_many_steps", MOST_STEPS)
