"""Private notes: their author's alone, on every route, in every list, for as long as they are kept (A100)."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from evidence import actions
from evidence.models import PrivateNote
from schools import actions as house
from schools.refusal import Refused
from tests.factories import NOW, EvidenceFactory, SchoolFactory, UserFactory
from tests.people import person
from tests.posting import drawn, press, text_of
from tests.sides import PrivateNoteFactory

TEXT = "Ask for a quieter room"
KEY = uuid.UUID(int=1)
PAGE = "/notes/"


@pytest.fixture
def note(pair):
    return PrivateNoteFactory(school=pair.school, author=pair.mentor, ect=pair.ect, text=TEXT)


def change(note, text, *, by=None, drawn=TEXT, ect_id=None):
    ect_id = ect_id or note.ect_id
    return actions.change_note(
        note,
        school_id=note.school_id,
        ect_id=ect_id,
        text=text,
        drawn=text_digest(drawn),
        by=by or note.author,
        at=NOW + timedelta(hours=1),
    )


@pytest.mark.parametrize("who", ["mentor", "ect", "leader", "trust_leader", "leader_mentor"])
def test_everybody_with_a_role_has_notes_of_their_own(request, pair, who, signed_in):
    user = request.getfixturevalue(who)
    client = signed_in(user)

    assert press(client, PAGE, note="Bring the seating plan\n\nfor 8C").status_code == 302

    note = PrivateNote.objects.get()
    assert (note.author, note.school, note.ect) == (user, pair.school, None)
    assert "Bring the seating plan for 8C" in text_of(client.get(PAGE))


def test_mentor_writes_about_one_of_their_ects(pair, mentor, signed_in):
    press(signed_in(mentor), PAGE, note=TEXT, about=f"{pair.school_id}-{pair.ect_id}")

    assert PrivateNote.objects.get().ect == pair.ect
    assert pair.ect.name in text_of(signed_in(mentor).get(PAGE))


def test_ect_is_asked_about_nobody(pair, ect, signed_in):
    assert 'name="about"' not in signed_in(ect).get(PAGE).content.decode()


def test_trust_leader_says_which_school_it_is_about(school, trust_leader, signed_in):
    second = SchoolFactory(name="Second School", trust=school.trust)

    press(signed_in(trust_leader), PAGE, note=TEXT, about=str(second.pk))

    assert PrivateNote.objects.get().school == second


def test_nobody_writes_about_somebody_elses_ect(pair, other_pair, mentor, leader, signed_in):
    answer = press(signed_in(mentor), PAGE, note=TEXT, about=f"{pair.school_id}-{other_pair.ect_id}")

    assert answer.status_code == 422
    assert "Pick one of your own ECTs, or nobody" in text_of(answer)
    assert TEXT in text_of(answer)
    with pytest.raises(Refused, match="whom you mentor now"):
        actions.write_note(school_id=pair.school_id, ect_id=pair.ect_id, text=TEXT, key=KEY, by=leader, at=NOW)


def test_nobody_writes_at_a_school_they_have_no_part_in(pair, other_leader):
    with pytest.raises(Refused, match="no role at this school"):
        actions.write_note(school_id=pair.school_id, text=TEXT, key=KEY, by=other_leader, at=NOW)


def test_somebody_without_a_role_is_told_why_not(nobody_yet, signed_in):
    answer = signed_in(nobody_yet).post(PAGE, {"note": TEXT, "key": str(KEY)})

    assert answer.status_code == 403
    assert "you have no role at one just now" in text_of(answer)
    assert TEXT in text_of(answer)


def test_note_is_in_no_list_but_its_authors(
    note, mentor, ect, former_mentor, other_mentor, leader, trust_leader, superuser, signed_in
):
    for user in (ect, former_mentor, other_mentor, leader, trust_leader, superuser):
        assert TEXT not in signed_in(user).get(PAGE).content.decode()
    assert TEXT in signed_in(mentor).get(PAGE).content.decode()


def test_note_is_on_no_other_page(note, pair, draft, live, mentor, signed_in):
    EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=mentor)
    client = signed_in(mentor)

    for page in (
        "/",
        reverse("coaching:meeting", args=[draft.pk]),
        reverse("coaching:meeting", args=[live.pk]),
        reverse("coaching:journey", args=[pair.school_id, pair.ect_id]),
        reverse("evidence:log", args=[pair.school_id, pair.ect_id]),
    ):
        answer = client.get(page)
        assert (page, answer.status_code, TEXT in answer.content.decode()) == (page, 200, False)


def test_note_stays_its_authors_after_the_mentorship(note, pair, mentor, school, leader, signed_in):
    new = person("Nora New", "mentor", school)
    house.change_mentor(pair, mentor=new, by=leader, at=NOW)

    assert TEXT in signed_in(mentor).get(PAGE).content.decode()
    assert press(signed_in(mentor), f"/notes/{note.pk}/change/", note="Asked for it").status_code == 302
    note.refresh_from_db()
    assert (note.text, note.ect) == ("Asked for it", pair.ect)
    assert TEXT not in signed_in(new).get(PAGE).content.decode()
    with pytest.raises(Refused, match="whom you mentor now"):
        actions.write_note(school_id=pair.school_id, ect_id=pair.ect_id, text=TEXT, key=KEY, by=mentor, at=NOW)


def test_blank_note_is_asked_for_words(mentor, pair, signed_in):
    for text in ("", "  \r\n "):
        answer = press(signed_in(mentor), PAGE, note=text)
        assert answer.status_code == 422
        assert "Write something first" in text_of(answer)
    assert not PrivateNote.objects.exists()


def test_endless_note_is_shown_again_whole(mentor, pair, signed_in):
    text = "Bring it. " * 2_001

    answer = press(signed_in(mentor), PAGE, note=text)

    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()


def test_sent_twice_it_is_there_once(pair, mentor, signed_in):
    client = signed_in(mentor)
    for _ in range(2):
        assert client.post(PAGE, {"note": TEXT, "key": str(KEY)}).status_code == 302

    assert PrivateNote.objects.count() == 1


def test_old_page_with_other_words_overwrites_nothing_and_loses_nothing(pair, mentor, signed_in):
    client = signed_in(mentor)
    client.post(PAGE, {"note": TEXT, "key": str(KEY)})

    answer = client.post(PAGE, {"note": "Other words", "key": str(KEY)})

    assert answer.status_code == 409
    assert TEXT in text_of(answer)
    assert "Other words" in answer.content.decode()
    assert PrivateNote.objects.get().text == TEXT
    path = f"/notes/{PrivateNote.objects.get().pk}/change/"
    form = drawn(answer, path)
    assert client.post(path, form.fields).status_code == 302
    assert PrivateNote.objects.get().text == "Other words"


def test_same_key_with_other_words_is_refused_by_the_action(note, pair, mentor):
    with pytest.raises(Refused, match="out of date"):
        actions.write_note(school_id=pair.school_id, text="Other words", key=note.key, by=mentor, at=NOW)


def test_note_is_changed_over_what_was_shown_alone(note):
    assert change(note, "Asked").text == "Asked"
    assert change(note, "Asked again").text == "Asked"
    note.refresh_from_db()
    assert (note.text, note.changed_at, note.created_at) == ("Asked", NOW + timedelta(hours=1), NOW)


def test_two_tabs_show_both_texts(note, mentor, signed_in):
    path = f"/notes/{note.pk}/change/"
    client = signed_in(mentor)
    old = drawn(client.get(path), path)
    press(client, path, note="From the other tab")

    answer = press(client, path, page=old, note="From this tab")

    assert answer.status_code == 409
    page = text_of(answer)
    assert "From the other tab" in page
    assert "From this tab" in page


@pytest.mark.parametrize("who", ["ect", "leader", "superuser"])
def test_action_refuses_whoever_is_not_the_author(request, note, who):
    user = request.getfixturevalue(who)

    with pytest.raises(Refused, match="somebody else’s"):
        change(note, "Mine now", by=user)
    with pytest.raises(Refused, match="somebody else’s"):
        actions.remove_note(note, by=user)


def test_removed_it_is_gone(note, mentor, signed_in):
    assert signed_in(mentor).post(f"/notes/{note.pk}/remove/").status_code == 302

    assert not PrivateNote.objects.exists()


def test_notes_are_paged_by_key_newest_first(pair, mentor, signed_in):
    notes = PrivateNote.objects.bulk_create(
        PrivateNoteFactory.build(
            school=pair.school,
            author=mentor,
            text=f"Number {number:03}.",
            # Three at a time at the same moment.
            created_at=NOW - timedelta(minutes=number // 3),
        )
        for number in range(45)
    )
    client, seen, where = signed_in(mentor), [], PAGE
    PrivateNoteFactory(author=UserFactory(), school=pair.school)

    while where:
        page = client.get(where)
        seen += [shown.pk for shown in page.context["notes"]]
        where = page.context["next"] and PAGE + page.context["next"]

    ordered = sorted(notes, key=lambda note: (note.created_at, note.pk), reverse=True)
    assert seen == [note.pk for note in ordered]


@pytest.mark.parametrize("key", ["x", "20250918T154500000000-", "-5", "20250918T154500000000-x", "99"])
def test_address_that_makes_no_sense_is_not_found(mentor, signed_in, key):
    assert signed_in(mentor).get(PAGE, {"after": key}).status_code == 404


def test_note_typed_without_a_session_is_kept_for_its_author(pair, mentor, signed_in, client):
    form = drawn(signed_in(mentor).get(PAGE), PAGE)

    client.post(PAGE, {**form.fields, "note": TEXT})

    kept = text_of(signed_in(mentor).get("/kept/"))
    assert TEXT in kept
    assert "Note" in kept


def test_every_page_leads_to_ones_notes(pair, mentor, signed_in):
    assert 'href="/notes/"' in signed_in(mentor).get("/").content.decode()
