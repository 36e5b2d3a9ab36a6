"""The log's part of the world in which everybody knocks at every address."""

import uuid

from actionsteps.wording import text_digest
from config.access import ECT, FORMER_MENTOR, LEADER, MENTOR
from evidence.models import Source
from schools.models import Role
from tests.factories import MONDAY, NOW, CitationFactory, EvidenceFactory

SEEN = "Nine pupils had begun by five past nine."
LONG_AGO = MONDAY.replace(month=7)


class EvidenceWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, people, pair, *, draft, live):
        about = {"school": pair.school, "ect": pair.ect}
        self.ects = pair.ect.memberships.filter(role=Role.ECT)
        mentors = EvidenceFactory(**about, gathered_by=people[MENTOR])
        shared = EvidenceFactory(**about, gathered_by=people[MENTOR], shared_at=NOW, shared_by=people[MENTOR])
        in_draft = CitationFactory(focus=draft.foci.first()).evidence
        in_week = EvidenceFactory(**about, gathered_by=people[MENTOR], cited_at=NOW)
        CitationFactory(focus=live.foci.first(), evidence=in_week)
        reflection = EvidenceFactory(**about, gathered_by=people[ECT], source=Source.REFLECTION)
        former = EvidenceFactory(
            **about, gathered_by=people[FORMER_MENTOR], seen_on=LONG_AGO, created_at=NOW.replace(month=7)
        )
        walked = EvidenceFactory(**about, gathered_by=people[LEADER])
        closed = EvidenceFactory(**about, gathered_by=people[LEADER], closed_at=NOW)
        # Nothing hangs on these, so that they may be removed.
        bare = [EvidenceFactory(**about, gathered_by=people[name]) for name in (MENTOR, LEADER)]
        bare.append(EvidenceFactory(**about, gathered_by=people[ECT], source=Source.REFLECTION))
        self.subjects = {
            "the mentor’s bare entry": [bare[0].pk],
            "the leader’s bare entry": [bare[1].pk],
            "the ECT’s bare reflection": [bare[2].pk],
            "the mentor’s entry": [mentors.pk],
            "a shared entry": [shared.pk],
            "an entry cited in a draft": [in_draft.pk],
            "an entry cited in a set week": [in_week.pk],
            "the ECT’s reflection": [reflection.pk],
            "a former mentor’s entry": [former.pk],
            "the leader’s entry": [walked.pk],
            "the leader’s entry, a week being set since": [closed.pk],
        }

    def typed(self):
        entry = {"source": "drop_in", "seen_on": MONDAY.isoformat(), "seen": SEEN, "key": str(uuid.UUID(int=11))}
        first = {"source": "drop_in", "seen_on": MONDAY.isoformat()}
        stored = "Pupils did not fully understand what they were meant to do in tasks."
        drawn = {f"drawn-{name}": text_digest(text) for name, text in {**first, "seen": stored}.items()}
        return {
            "evidence:write_entry": entry,
            "evidence:autosave_new": entry,
            "evidence:autosave_entry": {**first, "seen": stored, **drawn},
            "evidence:change_entry": {**first, "seen": stored, **drawn},
            "evidence:check_seen": {"seen": "A great lesson", "source": "drop_in"},
            "evidence:walk": {**entry, "ects": [self.ects.get().pk]},
        }
