"""A photo beside an entry and a private note, in a browser: added, refused, taken away; nothing for axe to find."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import EvidenceFactory
from tests.hostile import PAGE
from tests.sides import AttachmentFactory, PrivateNoteFactory
from tests.uploads import jpeg

PHOTO = {"name": "Books.jpg", "mimeType": "image/jpeg", "buffer": jpeg(300, 200)}
DISGUISED = {"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": PAGE}


@pytest.fixture
def entry(pair):
    return EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor)


def test_files_and_notes_have_nothing_for_axe_to_find(open_page, sign_in, look, mentor, entry):
    AttachmentFactory(evidence=entry, name=f"{'Nine books of class ' * 5}8C.jpg")
    AttachmentFactory(evidence=entry)
    note = PrivateNoteFactory(school=entry.school, author=mentor, ect=entry.ect)
    page = open_page()
    sign_in(page, mentor)
    found = {}

    for path in (f"/evidence/{entry.pk}/", f"/evidence/{entry.pk}/files/", "/notes/", f"/notes/{note.pk}/change/"):
        page.goto(path)
        found[path] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_photo_is_added_and_taken_away_and_a_page_in_disguise_is_refused(open_page, sign_in, mentor, entry):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(f"/evidence/{entry.pk}/")
    page.get_by_role("link", name="Add a photo or file").click()
    expect(page.get_by_text("No pupil’s name, no pupil’s face.")).to_be_visible()

    page.get_by_label("Photos or files").set_input_files([PHOTO, DISGUISED])
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_text("Added: Books.jpg")).to_be_visible()
    expect(page.get_by_role("link", name="Plan.pdf: This is not a file that can be added")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Books.jpg", exact=True).click()
    assert download.value.suggested_filename == "Books.jpg"
    assert Path(download.value.path()).read_bytes().startswith(b"\xff\xd8\xff")

    page.get_by_role("button", name="Remove Books.jpg").click()

    expect(page.get_by_text("Removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Books.jpg", exact=True)).to_have_count(0)
