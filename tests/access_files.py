"""The files and the private notes of the world in which everybody knocks at every address."""

import uuid
from io import BytesIO

from actionsteps.wording import text_digest
from config.access import ECT, FORMER_MENTOR, LEADER, MENTOR, SUPERUSER, TRUST_LEADER
from evidence import store
from evidence.models import Evidence
from tests.access_bank import Again
from tests.factories import NOW
from tests.sides import AttachmentFactory, PrivateNoteFactory
from tests.uploads import jpeg

ENTRIES = (
    "the mentor’s entry",
    "a shared entry",
    "an entry cited in a draft",
    "an entry cited in a set week",
    "the ECT’s reflection",
    "a former mentor’s entry",
    "the leader’s entry",
)
NOTES = {
    ECT: "the ECT’s private note",
    MENTOR: "the mentor’s private note about the ECT",
    FORMER_MENTOR: "the former mentor’s private note about the ECT",
    LEADER: "the leader’s private note",
    TRUST_LEADER: "the trust leader’s private note",
    SUPERUSER: "the superuser’s private note",
}


class FilesWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, people, pair, *, evidence):
        self.subjects = {}
        for words in ENTRIES:
            (entry_id,) = evidence.subjects[words]
            entry = Evidence.objects.get(pk=entry_id)
            file = AttachmentFactory(evidence=entry, stored_as=store.put(BytesIO(jpeg())))
            self.subjects[f"a file of {words}"] = [entry.pk, file.pk]
        shared = Evidence.objects.get(pk=evidence.subjects["a shared entry"][0])
        erased = AttachmentFactory(evidence=shared, name="", erased_at=NOW)
        mentors = self.subjects["a file of the mentor’s entry"][1]
        self.subjects["an erased file of a shared entry"] = [shared.pk, erased.pk]
        self.subjects["the mentor’s file at a shared entry’s address"] = [shared.pk, mentors]
        self.text = "Ask for a quieter room"
        for who, words in NOTES.items():
            about = pair.ect if who in (MENTOR, FORMER_MENTOR) else None
            note = PrivateNoteFactory(school=pair.school, author=people[who], ect=about, text=self.text)
            self.subjects[words] = [note.pk]

    def typed(self):
        return {
            "evidence:add_files": {"files": Again("Books.jpg", jpeg()), "key": str(uuid.UUID(int=12))},
            "evidence:notes": {"note": "Bring the seating plan", "key": str(uuid.UUID(int=13))},
            "evidence:change_note": {"note": "Bring it", "drawn-note": text_digest(self.text)},
        }
