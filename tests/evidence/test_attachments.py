"""Files beside an entry: added by its author, taken away by who reads it, gone from disk when they are gone."""

import uuid
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from PIL import Image

from evidence import actions, store
from evidence.actions.attaching import TOO_MANY
from evidence.files import MOST_BYTES
from evidence.models import Attachment
from schools.refusal import Refused
from tests.factories import NOW, EvidenceFactory
from tests.hostile import HOSTILE, NAMES
from tests.sides import AttachmentFactory
from tests.uploads import CLEAN, jpeg, office, pdf

KEY = uuid.UUID(int=1)


@pytest.fixture
def entry(pair):
    return EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor)


@pytest.fixture
def read_entry(pair):
    return EvidenceFactory(
        school=pair.school, ect=pair.ect, gathered_by=pair.mentor, shared_at=NOW, shared_by=pair.mentor
    )


@pytest.fixture
def disk(settings, tmp_path):
    """The private storage as it is in production: a folder, here an empty one of its own."""
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path / "private"


def upload(content, name="Books.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type=kind)


def attach(entry, content=None, name="Books.jpg", key=KEY, by=None):
    file = BytesIO(jpeg() if content is None else content)
    return actions.attach_file(entry, file=file, name=name, key=key, by=by or entry.created_by, at=NOW)


def at(entry, file=None, verb=""):
    return f"/evidence/{entry.pk}/files/" + (f"{file.pk}/{verb}" if file else "")


def add(client, entry, *files):
    return client.post(at(entry), {"files": list(files), "key": str(KEY)})


def files_on(disk):
    return [path for path in disk.rglob("*") if path.is_file()] if disk.exists() else []


@pytest.mark.parametrize("what", CLEAN)
def test_clean_file_of_every_kind_comes_back(what, entry, mentor, signed_in):
    name, content, kind = CLEAN[what]
    client = signed_in(mentor)

    assert add(client, entry, upload(content, name)).status_code == 302
    file = entry.attachments.get()
    answer = client.get(at(entry, file))

    back = b"".join(answer.streaming_content)
    assert (answer.status_code, answer["Content-Type"], len(back)) == (200, kind, file.size)
    assert back == content or Image.open(BytesIO(back)).get_format_mimetype() == kind


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_file_is_refused_on_the_page_and_nothing_is_kept(what, entry, mentor, signed_in, disk):
    name, make, _ = HOSTILE[what]

    answer = add(signed_in(mentor), entry, upload(make(), name))

    assert answer.status_code == 422
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    (error,) = answer.context["form"].errors["files"]
    assert error.startswith(f"{name}: ")
    assert not Attachment.objects.exists()
    assert files_on(disk) == []


@pytest.mark.parametrize("name", NAMES)
def test_name_is_harmless_in_the_header_and_on_the_page(name, entry, mentor, signed_in):
    client = signed_in(mentor)
    file = attach(entry, name=name)

    header = client.get(at(entry, file))["Content-Disposition"]
    page = client.get(f"/evidence/{entry.pk}/").content.decode()

    assert header.startswith("attachment; filename")
    assert not set(header) & set("\r\n\0")
    assert header.count("filename") - file.name.count("filename") == 1
    assert "<script>alert" not in page
    assert file.name.endswith(".jpg")


def test_download_can_run_in_no_page(entry, mentor, signed_in):
    answer = signed_in(mentor).get(at(entry, attach(entry)))

    assert answer["Content-Disposition"] == 'attachment; filename="Books.jpg"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_type_that_was_sent_counts_for_nothing(entry, mentor, signed_in):
    client = signed_in(mentor)

    add(client, entry, upload(pdf(), "Plan.html", "text/html"))

    file = entry.attachments.get()
    assert (file.name, file.kind) == ("Plan.pdf", "application/pdf")
    assert client.get(at(entry, file))["Content-Type"] == "application/pdf"


def test_good_files_are_kept_and_each_bad_one_is_named(entry, mentor, signed_in):
    bad = upload(b"<html>", "<b>page.jpg"), upload(b"", "nothing.pdf")

    answer = add(signed_in(mentor), entry, upload(jpeg()), bad[0], upload(office(), "Plan.docx"), bad[1])

    assert answer.status_code == 422
    assert [file.name for file in entry.attachments.order_by("place")] == ["Books.jpg", "Plan.docx"]
    assert [words.partition(":")[0] for words in answer.context["form"].errors["files"]] == [
        "<b>page.jpg",
        "nothing.pdf",
    ]
    page = answer.content.decode()
    assert "Added: Books.jpg, Plan.docx" in page
    assert "<b>page" not in page


def test_form_without_a_file_says_so(entry, mentor, signed_in):
    answer = signed_in(mentor).post(at(entry), {"key": str(KEY)})

    assert answer.status_code == 422
    assert answer.context["form"].errors["files"] == ["Choose a photo or a file"]


def test_reminder_stands_beside_the_field(entry, mentor, signed_in):
    assert "No pupil’s name, no pupil’s face" in signed_in(mentor).get(at(entry)).content.decode()


def test_sent_again_it_is_there_once(entry, mentor, signed_in, disk):
    client = signed_in(mentor)

    for _ in range(2):
        assert add(client, entry, upload(jpeg())).status_code == 302

    assert entry.attachments.count() == 1
    assert len(files_on(disk)) == 1


def test_six_files_are_the_most(entry, mentor, signed_in, disk):
    for width in range(6):
        attach(entry, jpeg(60 + width))

    with pytest.raises(ValidationError, match=TOO_MANY):
        attach(entry, jpeg(99))
    assert len(files_on(disk)) == 6
    assert "which is the most" in signed_in(mentor).get(at(entry)).content.decode()


def test_seventh_place_is_refused_by_the_database(entry):
    for _ in range(6):
        AttachmentFactory(evidence=entry)

    with pytest.raises(IntegrityError), transaction.atomic():
        AttachmentFactory(evidence=entry)


def test_place_that_was_left_is_taken_again(entry):
    first, second = attach(entry, jpeg(61)), attach(entry, jpeg(62))
    actions.remove_file(first, by=entry.created_by, at=NOW)

    third = attach(entry, jpeg(63))

    assert (second.place, third.place) == (2, 1)


def test_file_beyond_its_limit_is_taken_no_further(entry, mentor, signed_in, monkeypatch):
    """What the form sees of fifty megabytes is ten and a piece: neither memory nor disk held the rest."""
    sizes = []
    monkeypatch.setattr("evidence.actions.attaching.cleaned", lambda file, name: sizes.append(file.size))

    with pytest.raises(AttributeError):
        add(signed_in(mentor), entry, upload(b"\0" * 5 * MOST_BYTES))

    assert MOST_BYTES < sizes[0] <= MOST_BYTES + 128 * 1024


@pytest.mark.parametrize("cited", [False, True], ids=["shared", "cited"])
def test_file_that_others_were_shown_is_taken_out_and_leaves_a_line(
    pair, cited, ect, signed_in, mentor, disk, django_capture_on_commit_callbacks
):
    """It may show a pupil's face: neither file nor name is left, and nobody wonders where it went."""
    shown = {"cited_at": NOW} if cited else {"shared_at": NOW, "shared_by": pair.mentor}
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor, **shown)
    file = AttachmentFactory(evidence=entry, name="Joe in Year 8.jpg", stored_as=store.put(BytesIO(jpeg())))
    with pytest.raises(Refused, match="Only the person who logged this"):
        actions.remove_file(file, by=pair.ect, at=NOW)
    client = signed_in(mentor)
    assert f'action="{at(entry, file, "remove/")}"' in client.get(f"/evidence/{entry.pk}/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(at(entry, file, "remove/"))

    file.refresh_from_db()
    assert (file.name, file.erased_at is not None, files_on(disk)) == ("", True, [])
    page = client.get(f"/evidence/{entry.pk}/").content.decode()
    assert ("Take a file out" in page, "Joe in Year 8" in page) == (False, False)
    for who in (mentor, ect):
        page = signed_in(who).get(f"/evidence/{entry.pk}/").content.decode()
        assert "A file was taken out on Thu 18 Sep 2025" in page


def test_nobody_adds_to_what_a_set_week_rests_on(pair):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor, cited_at=NOW)

    with pytest.raises(Refused, match="A week that was set rests on this"):
        attach(entry)


def test_removed_it_is_gone_from_disk(entry, mentor, signed_in, disk, django_capture_on_commit_callbacks):
    file = attach(entry)
    client = signed_in(mentor)
    assert len(files_on(disk)) == 1

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(at(entry, file, "remove/")).status_code == 302

    assert files_on(disk) == []
    assert client.get(at(entry, file)).status_code == 404


def test_row_that_is_not_written_leaves_no_file(entry, disk, monkeypatch):
    def fails(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("evidence.actions.attaching._attach", fails)

    with pytest.raises(IntegrityError):
        attach(entry)
    assert files_on(disk) == []


def test_file_on_disk_says_nothing_and_is_its_owners(entry, settings, tmp_path):
    private = {**storages.backends["private"], **_in_production(tmp_path)}
    settings.STORAGES = {**settings.STORAGES, "private": private}

    file = attach(entry, name="Amira, Year 8.jpg")

    (path,) = files_on(tmp_path)
    assert path.name == file.stored_as.split("/")[1]
    assert len(path.name) == 32
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def _in_production(tmp_path):
    options = {"location": tmp_path, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


def test_erased_neither_file_nor_name_is_left(read_entry, ect, signed_in, disk, django_capture_on_commit_callbacks):
    place = store.put(BytesIO(jpeg()))
    file = AttachmentFactory(evidence=read_entry, name="Joe in Year 8.jpg", stored_as=place)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase_file", file.pk, stdout=StringIO())

    file.refresh_from_db()
    assert (file.name, file.erased_at is not None, files_on(disk)) == ("", True, [])
    client = signed_in(ect)
    assert client.get(at(read_entry, file)).status_code == 404
    assert "A file was taken out on" in client.get(f"/evidence/{read_entry.pk}/").content.decode()


def test_erasing_what_is_not_there_says_so(db):
    with pytest.raises(CommandError, match="There is no such file"):
        call_command("erase_file", 1)


def clear(**options):
    said = StringIO()
    call_command("clear_files", stdout=said, **options)
    return said.getvalue()


def test_files_without_an_entry_are_found_and_cleared(entry, disk, clock):
    kept = attach(entry)
    orphan = store.put(BytesIO(b"left by a crash"))
    clock.move_to(NOW + timedelta(days=400 * 3))

    assert clear(dry_run=True) == "1 files without an entry.\n0 entries without their file.\n"
    assert len(files_on(disk)) == 2
    assert clear() == "1 files without an entry deleted.\n0 entries without their file.\n"
    assert (store.is_there(kept.stored_as), store.is_there(orphan)) == (True, False)


def test_file_that_may_be_about_to_get_its_row_stays(db, disk):
    place = store.put(BytesIO(b"a moment ago"))

    clear()

    assert store.is_there(place)


def test_entry_without_its_file_is_counted_and_answers_404(entry, mentor, signed_in, disk):
    file = AttachmentFactory(evidence=entry, stored_as="ab/nothing")

    assert "1 entries without their file" in clear()
    assert signed_in(mentor).get(at(entry, file)).status_code == 404


def test_files_stand_in_the_log_and_on_the_entry(read_entry, ect, mentor, signed_in):
    file = AttachmentFactory(evidence=read_entry, name="Books.jpg", size=1_258_291)

    for who in (ect, mentor):
        for page in (f"/evidence/{read_entry.school_id}/{read_entry.ect_id}/", f"/evidence/{read_entry.pk}/"):
            text = signed_in(who).get(page).content.decode()
            assert f'href="{at(read_entry, file)}"' in text
            assert "photo, 1.2 MB" in text


def test_save_and_add_a_photo_leads_to_its_form(pair, mentor, signed_in):
    typed = {"source": "work", "seen_on": NOW.date().isoformat(), "seen": "Nine books were marked", "key": str(KEY)}

    answer = signed_in(mentor).post(f"/evidence/{pair.school_id}/{pair.ect_id}/new/", {**typed, "do": "attach"})

    entry = pair.ect.evidence.get()
    assert answer["Location"] == at(entry)
