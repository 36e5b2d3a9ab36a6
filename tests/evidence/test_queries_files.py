"""What the pages of files and of notes cost: the same with one and with three, literally."""

from io import BytesIO

import pytest

from evidence import store
from tests.factories import EvidenceFactory, MentorshipFactory, SchoolFactory, UserFactory
from tests.sides import AttachmentFactory, PrivateNoteFactory
from tests.uploads import jpeg


@pytest.fixture
def entry(pair, n):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor)
    for _ in range(n):
        AttachmentFactory(evidence=entry, stored_as=store.put(BytesIO(jpeg())))
    return entry


@pytest.fixture
def notes(pair, n):
    """`n` notes about each of `n` ECTs of a mentor."""
    pairs = [pair]
    for _ in range(n - 1):
        pairs.append(MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory()))
    for one in pairs:
        for _ in range(n):
            note = PrivateNoteFactory(school=pair.school, author=pair.mentor, ect=one.ect)
    return note


def test_form_of_files(entry, mentor, costs):
    costs(mentor, f"/evidence/{entry.pk}/files/", 4)


def test_file_taken_away(entry, mentor, costs):
    costs(mentor, f"/evidence/{entry.pk}/files/{entry.attachments.last().pk}/", 4)


def test_notes(notes, mentor, costs):
    costs(mentor, "/notes/", 7)


def test_notes_of_a_trust_leader(n, school, trust_leader, costs):
    for _ in range(n):
        PrivateNoteFactory(school=SchoolFactory(trust=school.trust), author=trust_leader)

    costs(trust_leader, "/notes/", 7)


def test_change_note(notes, mentor, costs):
    costs(mentor, f"/notes/{notes.pk}/change/", 7)
