"""An ECT's whole record: all that their pages show, nothing that they don't, as people and as programs read it."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from coaching.models import Asked, Cycle
from coaching.record_format import RECORD, cleaned
from coaching.record_taken import as_page
from coaching.whole_record import whole_record
from evidence import store
from evidence.models import Attachment, Evidence
from schools import leaving
from tests.factories import NOW
from tests.marked import full_world, marked, words_in


@pytest.fixture
def weeks(pair, leader):
    return full_world(pair, leader=leader)


def pages_of(client, user, pair):
    """Everything that the ECT is shown."""
    args = [pair.school_id, pair.ect_id]
    paths = ["/", "/notes/", reverse("coaching:journey", args=args), reverse("evidence:log", args=args)]
    paths += [reverse("coaching:meeting", args=[week.pk]) for week in Cycle.objects.visible_to(user)]
    paths += [reverse("coaching:asked_here", args=args)]
    paths += [reverse("coaching:asked", args=[row.pk]) for row in Asked.objects.all()]
    paths += [reverse("evidence:entry", args=[entry.pk]) for entry in Evidence.objects.visible_to(user)]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return " ".join(answer.text for answer in answers)


def test_record_holds_what_the_ects_pages_show_and_nothing_else(weeks, pair, ect, signed_in):
    where = marked()
    ect.refresh_from_db()

    record = json.dumps(whole_record(ect, at=NOW))
    pages = words_in(pages_of(signed_in(ect), ect, pair))

    assert {where[word] for word in words_in(record) - pages} == set()
    draft = weeks[2]
    opened = words_in(signed_in(ect).get(reverse("coaching:meeting", args=[draft.pk])).text)
    # What pages show beside it: the bank's own, and the draft, which is no part of the record.
    left_out = {where[word] for word in pages - words_in(record) - opened}
    assert left_out == set()


def test_page_and_file_of_a_record_say_the_same(weeks, ect, mentor):
    where = marked()
    record = whole_record(ect, at=NOW)

    page = as_page(record).decode()

    # A sentence is one with its parts; the URN and where a file lies are for programs.
    assert {where[word] for word in words_in(json.dumps(record)) - words_in(page)} == set()
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page


def test_record_is_in_the_shape_that_is_read(weeks, ect):
    record = whole_record(ect, at=NOW)

    assert cleaned(RECORD, record) == record
    assert json.loads(json.dumps(record)) == record


def test_outcome_is_no_part_of_it_before_its_review(weeks, ect):
    reviewed, live = whole_record(ect, at=NOW)["schools"][0]["weeks"]

    assert [focus["result"] for focus in reviewed["foci"]] == ["partly", "achieved", "not_yet"]
    assert {focus["result"] for focus in live["foci"]} == {""}


@pytest.mark.parametrize("form", ["html", "json"])
def test_record_is_taken_away_as_a_file(weeks, ect, signed_in, form):
    answer = signed_in(ect).get(reverse("coaching:take_record", args=[form]))

    assert answer["Content-Disposition"] == f'attachment; filename="so-that-record-2025-09-18.{form}"'
    assert answer["Cache-Control"] == "no-store, private"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_attached_files_come_along_only_if_they_are_chosen(weeks, ect, signed_in):
    for file in Attachment.objects.all():
        Attachment.objects.filter(pk=file.pk).update(stored_as=store.put(BytesIO(b"held %d" % file.pk)))
    Attachment.objects.filter(evidence__created_by=ect).update(stored_as="gone/gone")
    read = Evidence.objects.read_by_ect().filter(ect=ect, attachments__isnull=False).exclude(created_by=ect)

    answer = signed_in(ect).get(reverse("coaching:take_record", args=["zip"]))
    plain = json.loads(signed_in(ect).get(reverse("coaching:take_record", args=["json"])).content)

    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    names = [f"files/e{entry.pk}/1 Exercise book.jpg" for entry in read]
    assert archive.namelist() == ["record.html", "record.json", *names]
    assert archive.read(names[0]) == b"held %d" % read[0].attachments.get().pk
    assert {file["path"] for entry in plain["schools"][0]["evidence"] for file in entry["files"]} == {""}


def test_mentor_takes_own_notes_and_no_ects_record(weeks, mentor, signed_in):
    record = json.loads(signed_in(mentor).get(reverse("coaching:take_record", args=["json"])).content)

    assert record["schools"] == []
    assert [note["text"] for note in record["private_notes"]] == ["Ask for a quieter room"]


def test_leaver_takes_it_for_sixty_days(weeks, ect, school, leader, signed_in, clock):
    leaving.leave(ect, school=school, by=leader, at=NOW)

    clock.move_to(NOW + timedelta(days=59))
    within = whole_record(ect, at=NOW)
    home = signed_in(ect).get("/").text
    clock.move_to(NOW + timedelta(days=61))
    after = whole_record(ect, at=NOW)
    gone = signed_in(ect).get("/").text

    assert [len(school["weeks"]) for school in within["schools"]] == [2]
    assert "Until <strong>Monday 17 November</strong> you can read" in home
    assert after["schools"] == []
    assert "You have left your school." in gone


def test_leaver_opens_a_week_and_what_it_rests_on_for_sixty_days(live, ect, school, leader, signed_in, clock):
    entry = Evidence.objects.get()
    Evidence.objects.update(cited_at=NOW)
    leaving.leave(ect, school=school, by=leader, at=NOW)
    pages = [reverse("coaching:meeting", args=[live.pk]), reverse("evidence:entry", args=[entry.pk])]
    answers = []

    for days in (0, 59, 61):
        clock.move_to(NOW + timedelta(days=days))
        client = signed_in(ect)
        answers.append([client.get(page).status_code for page in pages])

    assert answers == [[200, 200], [200, 200], [404, 404]]


def test_record_page_names_what_is_in_it(weeks, ect, nobody_yet, signed_in):
    own = signed_in(ect).get(reverse("coaching:own_record")).text
    nothing = signed_in(nobody_yet).get(reverse("coaching:own_record")).text

    assert "at Harbour Academy, and your own private notes (1)" in own
    assert "There is nothing of your own here yet." in nothing
    assert signed_in(ect).get(reverse("coaching:take_record", args=["exe"])).status_code == 404


def test_nothing_typed_is_markup_in_the_file(ect, pair, weeks):
    Evidence.objects.filter(created_by=ect).update(seen="<script>alert(1)</script><img src=x onerror=alert(1)>")

    page = as_page(whole_record(ect, at=NOW)).decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img" in page
    assert "<script" not in page
    assert "<img" not in page
