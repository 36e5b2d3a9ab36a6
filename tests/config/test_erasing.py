"""Erasing a person: the raw database, searched as text, holds no name, no address and no word of their coaching."""

import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from coaching.models import Cycle, Focus, Parked
from config.erasing import Due, due_person, erase, leavers_due
from config.erasing_rulings import ABOUT, BY_HAND, GONE, STAYS
from config.management.commands import anonymise_leavers
from evidence import store
from evidence.models import Attachment, Evidence, PrivateNote
from schools import leaving
from schools.actions import give_role
from schools.models import AccessRecord, Role, User
from tests.factories import (
    MONDAY,
    NOW,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
)
from tests.marked import full_world, marked, texts_of, words_in
from tests.people import client_of
from tests.posting import text_of
from tests.promised import EarlierRecordFactory

YEAR = timedelta(days=366)
WEEK = timedelta(days=7)


def dump():
    """Every table of the database as text: the product's, the cache, the sessions."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump())
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            said += [row[0] for row in cursor.fetchall()]
    return "\n".join(said)


def test_every_text_has_a_ruling():
    ruled = {label: {*texts.split(), *stays.split()} for label, (_, texts, stays) in ABOUT.items()}
    ruled |= {label: set(names) for label, names in BY_HAND.items()}
    whole = GONE.keys() | STAYS.keys()
    found = {model._meta.label: {column.name for column in texts_of(model)} for model in apps.get_models()}

    assert {label: names for label, names in found.items() if names and label not in whole} == ruled
    assert {label for label in whole if label not in found} == set()


@pytest.fixture
def world(pair, leader, other_pair, superuser):
    """The ECT with something of everything, their ways in, and people beside them of whom everything stays."""
    full_world(pair, leader=leader)
    ect = pair.ect
    client_of(ect).get("/")
    EmailAddress.objects.create(user=ect, email=ect.email, verified=True)
    Authenticator.objects.create(user=ect, type="totp", data={"secret": "x"})
    SocialAccount.objects.create(user=ect, provider="google", uid="1", extra_data={"name": ect.name})
    UserSession.objects.create(user=ect, ip="10.0.0.9", user_agent="x", session_key="x" * 32)
    of_users = {"user": superuser, "content_type": ContentType.objects.get_for_model(User), "action_flag": CHANGE}
    LogEntry.objects.create(**of_users, object_id=str(ect.pk), object_repr=ect.name, change_message="[]")
    Attachment.objects.filter(evidence__shared_at__isnull=False).update(stored_as=store.put(BytesIO(b"held")))
    cache.set("guesses", ect.email)
    return pair


def test_nothing_of_an_erased_ect_is_left_in_the_raw_database(
    world, ect, school, leader, other_pair, django_capture_on_commit_callbacks
):
    where = marked()
    FocusFactory(cycle=CycleFactory(mentorship=other_pair, is_set=True), key_action="Greet each pupil")
    ect.refresh_from_db()
    ect.name, ect.email = "Eddie Oléron-Ect", "eddie@100001.example"
    ect.save()
    of_other = EvidenceFactory(school=school, ect=other_pair.ect, seen="As EDDIE OLÉRON-ECT did.")
    brought = EarlierRecordFactory(school=school, ect=other_pair.ect, held={"by": "Eddie Oléron-Ect", "n": [1]})
    place = Attachment.objects.filter(evidence__shared_at__isnull=False).get().stored_as
    leaving.leave(ect, school=school, by=leader, at=NOW)
    counts = [model.objects.filter(ect=ect).count() for model in (Cycle, Evidence, Parked)]
    # What is there by right: the bank, the school, the other people, and what is said of others.
    stays = {word for word, label in where.items() if label.split(".")[0] == "actionsteps" or label in STAYING}

    with django_capture_on_commit_callbacks(execute=True):
        erase(due_person(ect), at=NOW)
    connection.check_constraints()
    raw = dump()

    assert {where[word] for word in words_in(raw) - stays} == set()
    assert "Greet each pupil" in raw
    for name in ("Oléron", "Ol\\u00e9ron", "eddie@", "Eddie"):
        assert (name, name.lower() in raw.lower()) == (name, False)
    assert counts == [model.objects.filter(ect=ect).count() for model in (Cycle, Evidence, Parked)]
    assert not store.is_there(place)
    of_other.refresh_from_db()
    brought.refresh_from_db()
    assert (of_other.seen, brought.held) == (
        "As a former teacher did.",
        {"by": "a former teacher", "n": [1]},
    )


STAYING = {
    "schools.Roster.headings",
    "schools.Roster.name",
    "schools.Roster.rows",
    "schools.School.name",
    "schools.Trust.name",
    "schools.Term.name",
    "schools.User.name",
    "schools.User.email",
    "coaching.Starter.text",
}


def test_erased_person_has_no_way_in_and_figures_stay(world, ect, school, leader, signed_in):
    client = signed_in(ect)
    facts = list(Focus.objects.order_by("pk").values_list("had_how", "had_evidence", "origin", "outcome__result"))
    leaving.leave(ect, school=school, by=leader, at=NOW)

    erase(due_person(ect), at=NOW)

    ect.refresh_from_db()
    assert (ect.name, ect.email) == (f"A former teacher {ect.pk}", f"erased-{ect.pk}@erased.invalid")
    assert (ect.is_active, ect.has_usable_password(), ect.erased_at) == (False, False, NOW)
    assert client.get("/").status_code == 302
    assert not any(row.get_decoded().get("_auth_user_id") == str(ect.pk) for row in Session.objects.all())
    assert [model.objects.filter(user=ect).count() for model in (EmailAddress, Authenticator, SocialAccount)] == [0] * 3
    assert facts == list(
        Focus.objects.order_by("pk").values_list("had_how", "had_evidence", "origin", "outcome__result")
    )
    assert set(PrivateNote.objects.filter(author=ect).values_list("text", flat=True)) == {""}
    assert cache.get("guesses") is None


def test_erased_mentor_leaves_the_ects_weeks_as_they_are(world, ect, mentor, school, leader, signed_in):
    Evidence.objects.filter(ect=ect, gathered_by=mentor).update(seen="Maya Mentor saw that all began at once")
    theirs = Focus.objects.filter(cycle__ect=ect).values_list("key_action", flat=True)
    before = list(theirs)
    leaving.leave(mentor, school=school, by=leader, at=NOW)

    erase(due_person(mentor), at=NOW)

    log = signed_in(ect).get(reverse("evidence:log", args=[school.pk, ect.pk])).text
    assert list(theirs) == before
    assert "a former teacher saw that all began at once" in log
    assert f"A former teacher {mentor.pk}" in log
    assert set(PrivateNote.objects.filter(author=mentor).values_list("text", flat=True)) == {""}
    assert "Maya" not in dump()


def test_who_is_still_here_is_not_erased(pair, capsys):
    with pytest.raises(CommandError, match="Let them leave first"):
        call_command("erase_person", pair.ect.email, "--do-it")
    with pytest.raises(CommandError, match="Nobody has this address"):
        call_command("erase_person", "who@x.example")


def test_leavers_are_erased_once_their_school_keeps_nothing_more(
    pair, ect, mentor, school, leader, other_leader, clock
):
    """At the school first, while they are still elsewhere; whole, once nothing is kept anywhere."""
    elsewhere = other_leader.memberships.get().school
    FocusFactory(cycle=CycleFactory(mentorship=pair, is_set=True), key_action="Greet each pupil")
    MembershipFactory(user=ect, role=Role.ECT, school=elsewhere)
    FocusFactory(cycle=CycleFactory(mentorship=MentorshipFactory(school=elsewhere, ect=ect), is_set=True))
    leaving.leave(ect, school=school, by=leader, at=NOW)

    def due(at):
        return [(one.user, one.schools, one.whole) for one in leavers_due(at=at)]

    assert due(NOW + 2 * YEAR - timedelta(days=3)) == []
    assert due(NOW + 2 * YEAR) == [(ect, [school.pk], False)]
    clock.move_to(NOW + 2 * YEAR)
    call_command("anonymise_leavers", "--do-it", stdout=StringIO())
    said = dict(Focus.objects.values_list("school", "key_action"))
    assert (said[school.pk], bool(said[elsewhere.pk])) == ("", True)
    assert due(NOW + 3 * YEAR) == []
    leaving.leave(ect, school=elsewhere, by=other_leader, at=NOW + 2 * YEAR)
    elsewhere.keeps_for_years = 1
    elsewhere.save()
    assert due(NOW + 3 * YEAR + timedelta(days=2)) == [(ect, [elsewhere.pk], True)]


def test_who_comes_back_while_leavers_are_erased_keeps_everything(world, ect, school, leader, clock, monkeypatch):
    leaving.leave(ect, school=school, by=leader, at=NOW)
    clock.move_to(NOW + 2 * YEAR)
    found = leavers_due(at=NOW + 2 * YEAR)
    give_role(ect, role=Role.ECT, school=school, by=leader, at=NOW + 2 * YEAR)
    before, said = dump(), StringIO()
    monkeypatch.setattr(anonymise_leavers, "leavers_due", lambda at: found)

    call_command("anonymise_leavers", "--do-it", stdout=said)

    assert dump() == before
    assert "They have a role again" in said.getvalue()
    assert "0 leavers erased." in said.getvalue()


def test_dry_run_changes_nothing_and_names_what_it_would(world, ect, school, leader, clock, capsys):
    leaving.leave(ect, school=school, by=leader, at=NOW)
    clock.move_to(NOW + 2 * YEAR)
    before = dump()

    call_command("anonymise_leavers")
    call_command("erase_person", ect.email)

    assert dump() == before
    said = capsys.readouterr().out
    assert "Eddie Ect <eddie@100001.example>, left Harbour Academy: the person and every word: 3 cycles, 6 foci" in said
    assert "1 leaver would be erased. To erase them: --do-it" in said


def test_record_by_law_is_noted_before_it_is_written(world, ect, school, leader, superuser, clock, tmp_path):
    leaving.leave(ect, school=school, by=leader, at=NOW)
    clock.move_to(NOW + timedelta(days=200))
    file = tmp_path / "record.json"
    asked = {"by": superuser.email, "stdout": StringIO()}

    call_command("export_record", ect.email, str(file), why="Asked for in writing", **asked)
    with pytest.raises(CommandError, match="Say why"):
        call_command("export_record", ect.email, str(tmp_path / "other.json"), why=" ", **asked)
    for elsewhere, says in ((file, "is there already"), (tmp_path / "none" / "x.json", "can’t be written")):
        with pytest.raises(CommandError, match=says):
            call_command("export_record", ect.email, str(elsewhere), why="Asked for in writing", **asked)

    noted = AccessRecord.objects.get(by=superuser)
    assert (noted.ect, noted.school, noted.kind, noted.why) == (ect, school, "taken", "Asked for in writing")
    assert [len(one["weeks"]) for one in json.loads(file.read_text())["schools"]] == [2]
    assert ([path.name for path in tmp_path.iterdir()], file.stat().st_mode & 0o777) == (["record.json"], 0o600)


def test_who_comes_back_reads_that_the_weeks_of_then_were_erased(world, ect, mentor, signed_in):
    long_ago = CycleFactory(mentorship=world, week_of=MONDAY - 30 * WEEK, reviewed=True)
    then = OutcomeFactory(focus=FocusFactory(cycle=long_ago), result="achieved").focus
    erase(Due(ect, list(ect.memberships.all())), at=NOW - 20 * WEEK)
    now = CycleFactory(mentorship=world, week_of=MONDAY - 9 * WEEK, reviewed=True)
    OutcomeFactory(focus=FocusFactory(cycle=now, refined_from=then, turn=2), result="partly")

    for who in (ect, mentor):
        client = signed_in(who)
        page = text_of(client.get(reverse("coaching:journey", args=[world.school_id, ect.pk])))
        assert page.count("What was written in this week was erased on 1 May 2025.") == page.count("Week of ") - 1
        assert "Focus 1 Achieved" in page
        assert "What changed in" not in page
        assert "erased on 1 May 2025" in text_of(client.get(f"/weeks/{long_ago.pk}/"))
