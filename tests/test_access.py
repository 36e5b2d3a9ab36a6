"""Who gets what at every address: the product against the tables of `config/access.py`.

One world with a week in every state, and something of everybody's that could leak. Each row of the table is asked by
all its people, each from the same world.
"""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from actionsteps.wording import text_digest
from coaching.models import Cycle, Result
from config import access
from config.access import (
    BANK,
    ECT,
    FORMER_MENTOR,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    LEFT_LATELY,
    LEFT_LONG_AGO,
    MENTOR,
    NEW_MENTOR,
    NO_ROLE,
    NOBODY,
    OTHER_ECT,
    OTHER_MENTOR,
    PEOPLE,
    ROUTES,
    SIGN_IN,
    SUPERUSER,
    TRUST_LEADER,
)
from config.access_joining import JOINING
from config.access_reminders import REMINDERS
from schools import actions
from schools.models import Mentorship, Role
from tests.access_bank import bank_world
from tests.access_before import BeforeWorld
from tests.access_check import CheckWorld
from tests.access_evidence import EvidenceWorld
from tests.access_files import FilesWorld
from tests.access_help import HelpWorld
from tests.access_insights import InsightsWorld
from tests.access_joining import JoiningWorld
from tests.access_promise import PromiseWorld, left_at
from tests.access_reminders import RemindersWorld
from tests.access_signing_in import SigningInWorld
from tests.access_weeks import WeeksWorld
from tests.factories import (
    MONDAY,
    NOW,
    CycleFactory,
    FocusFactory,
    KeptFormFactory,
    MentorshipFactory,
    OutcomeFactory,
    ParkedFactory,
    PauseFactory,
)
from tests.page import INLINE
from tests.people import client_of, person, seed_focus

WEEK = timedelta(days=7)
DAYS_AGO = {LEFT_LATELY: 10, LEFT_LONG_AGO: 61}
THEIRS_ALONE = {"evidence:change_note", "coaching:take_record"}


@pytest.fixture
def people(
    nobody_yet,
    ect,
    mentor,
    former_mentor,
    other_mentor,
    other_ect,
    leader,
    leader_mentor,
    other_leader,
    trust_leader,
    superuser,
    school,
):
    """Everybody of the table, by the name they have there."""
    return {
        NOBODY: None,
        NO_ROLE: nobody_yet,
        ECT: ect,
        MENTOR: mentor,
        FORMER_MENTOR: former_mentor,
        NEW_MENTOR: person("Nora New", Role.MENTOR, school),
        OTHER_MENTOR: other_mentor,
        OTHER_ECT: other_ect,
        LEADER: leader,
        LEADER_WHO_MENTORS: leader_mentor,
        LEADER_ELSEWHERE: other_leader,
        TRUST_LEADER: trust_leader,
        SUPERUSER: superuser,
        LEFT_LATELY: ect,
        LEFT_LONG_AGO: ect,
    }


@pytest.fixture
def world(people, pair, former_mentor, other_pair):
    """One ECT's weeks: reviewed, set, drafted, and the draft that a former mentor left behind."""
    reviewed = CycleFactory(mentorship=pair, week_of=MONDAY - 2 * WEEK, reviewed=True)
    old_focus = FocusFactory(cycle=reviewed)
    OutcomeFactory(focus=old_focus, result=Result.ACHIEVED)
    live = CycleFactory(mentorship=pair, week_of=MONDAY - WEEK, is_set=True)
    left = Mentorship.objects.get(mentor=former_mentor)
    left_behind = CycleFactory(mentorship=left, week_of=MONDAY - WEEK, opened=True)
    FocusFactory(cycle=left_behind)
    ParkedFactory(school=pair.school, ect=pair.ect, by=pair.mentor)
    FocusFactory(cycle=CycleFactory(mentorship=other_pair, is_set=True))
    draft = CycleFactory(mentorship=pair)
    FocusFactory(cycle=draft, steps=("",))
    focus = seed_focus(live)
    evidence = EvidenceWorld(people, pair, draft=draft, live=live)
    return SimpleNamespace(
        pair=pair,
        second=MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=person("Ola", Role.ECT, pair.school)),
        draft=draft,
        live=live,
        reviewed=reviewed,
        left_behind=left_behind,
        focus=focus,
        old_focus=old_focus,
        pause=PauseFactory(mentorship=pair, starts_on=MONDAY + WEEK, ends_on=MONDAY + WEEK + timedelta(days=6)),
        kept=KeptFormFactory(user=pair.mentor),
        bank=bank_world(people),
        joining=JoiningWorld(people),
        signing_in=SigningInWorld(people),
        before=BeforeWorld(people, draft=draft, live=live, reviewed=reviewed, left_behind=left_behind),
        check=CheckWorld(draft, focus),
        promise=PromiseWorld(pair, live),
        weeks=WeeksWorld(draft=draft, live=live, achieved=old_focus),
        reminders=RemindersWorld(people),
        evidence=evidence,
        insights=InsightsWorld(pair.school),
        files=FilesWorld(people, pair, evidence=evidence),
        help=HelpWorld(people, pair, focus),
    )


def subject(world, about):
    """The arguments of a route, for what its row is about."""
    if not hasattr(world, "subjects"):
        world.subjects = subjects(world)
    return world.subjects[about]


def subjects(world):
    return {
        **world.bank.subjects,
        **world.before.subjects,
        **world.joining.subjects,
        **world.signing_in.subjects,
        **world.weeks.subjects,
        **world.evidence.subjects,
        **world.files.subjects,
        **world.help.subjects,
        **world.insights.subjects,
        **world.promise.subjects,
        **world.reminders.subjects,
        "": [],
        "the pair": [world.pair.pk],
        "the ECT": [world.pair.school_id, world.pair.ect_id],
        "a pause": [world.pause.pk],
        "a draft": [world.draft.pk],
        "a draft, opened": [world.draft.pk],
        "a set week": [world.live.pk],
        "a reviewed week": [world.reviewed.pk],
        "a former mentor’s draft": [world.left_behind.pk],
        "a focus of a draft": [world.draft.pk, world.draft.foci.earliest("pk").pk],
        "a focus drafted": [world.draft.foci.earliest("pk").pk],
        "a live focus": [world.focus.pk],
        "a reviewed focus": [world.old_focus.pk],
        "a live step": [world.focus.steps.first().pk],
        "a reviewed step": [world.old_focus.steps.first().pk],
        "the mentor’s kept form": [world.kept.pk],
    }


def typed(world, route):
    """What a good POST to a route holds."""
    if not hasattr(world, "typed"):
        world.typed = typed_anywhere(world)
    # A file is read by whoever sends it: these are made anew.
    return (world.files.typed() | world.promise.typed()).get(route) or world.typed.get(route, {})


def typed_anywhere(world):
    key = str(uuid.UUID(int=7))
    typed = world.check.typed() | world.bank.typed() | world.joining.typed() | world.before.typed(world.second)
    typed |= (
        world.help.typed()
        | world.reminders.typed
        | world.evidence.typed()
        | world.weeks.typed()
        | world.signing_in.typed()
    )
    return {
        "coaching:start_week": {"key": key},
        "coaching:pause_pair": {"key": key, "kind": "no_meeting"},
        "coaching:meeting": {"praise": "You waited for silence", "drawn-praise": text_digest("")},
        "coaching:autosave": {"praise": "You waited for silence", "drawn-praise": text_digest("")},
        "coaching:close_week": {f"outcome-{world.focus.pk}-result": "achieved", "key": key},
        "coaching:reword_focus": {
            "key": key,
            "key_action": "Make each explanation clear",
            "steps": "script it in the lesson plan",
            "so_that": world.focus.so_that,
            "achievable": "on",
        },
        "coaching:propose_focus": {"key": key},
        "coaching:put_aside": {"code": "vague_verb"},
        "coaching:use_for_other": {"key": key, "mentorship": world.second.pk},
        "coaching:withdraw_focus": {"key": key, "reason": "The class changed"},
        "coaching:correct_outcome": {"key": key, "result": "partly", "note": "With one class only"},
        "coaching:write_script": {"text": "Eyes on me", "drawn-text": text_digest("")},
        "coaching:slip": {
            f"look-{world.focus.steps.first().pk}": "seen",
            "seen_on": NOW.date().isoformat(),
            "key": key,
        },
        "coaching:tick_step": {"done": "1"},
        "coaching:parse_wording": {"text": "Do this by that so that pupils learn"},
        **typed,
    }


@pytest.fixture
def cookies(people):
    """Everybody's session, begun once; each request starts from it anew."""
    return {name: client_of(user).cookies for name, user in people.items()}


def expected(row):
    return {name: 302 if name == NOBODY else 404 for name in PEOPLE} | ROUTES[row]


def happened(name, world, people):
    """What has happened before this person of the table knocks."""
    if name == NEW_MENTOR:
        actions.change_mentor(world.pair, mentor=people[name], by=people[LEADER], at=NOW)
    if name in DAYS_AGO:
        left_at(world.pair, by=people[LEADER], at=NOW - timedelta(days=DAYS_AGO[name]))


PARTS = 8  # as many worlds, for the processes to share


@pytest.mark.table
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_gets_the_answer_of_the_table(world, people, cookies, part):
    """An eighth of the rows, in one world: whatever a request does there is undone before the next."""
    rows = sorted(ROUTES)[part::PARTS]
    asked = {row: (reverse(row[1], args=subject(world, row[2])), typed(world, row[1])) for row in rows}
    answers = {row: {} for row in rows}
    client = Client()

    for name in PEOPLE:
        with transaction.atomic():
            happened(name, world, people)
            for row, (path, data) in asked.items():
                method, _, about = row
                client.cookies.clear()
                client.cookies.update(cookies[name])
                with transaction.atomic():
                    if about == "a draft, opened":
                        Cycle.objects.filter(pk=world.draft.pk).update(opened_at=NOW, opened_by=world.pair.mentor)
                    response = client.get(path) if method == "GET" else client.post(path, data)
                    transaction.set_rollback(True)
                answers[row][name] = response.status_code
            transaction.set_rollback(True)

    for row in rows:
        assert (row, answers[row]) == (row, expected(row))


def routes(patterns=None, namespace=""):
    """The names of all routes but the support site's."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        elif pattern.namespace != "admin":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)


def test_every_route_has_a_row():
    assert set(routes()) == {route for _, route, _ in ROUTES} | SIGN_IN


def test_every_route_answers_no_other_method(world, people):
    client = client_of(people[MENTOR])
    rows = {(method, route): about for method, route, about in ROUTES}

    for route, about in {route: about for (_, route), about in rows.items()}.items():
        path = reverse(route, args=subject(world, about))
        for method, ask in (("GET", client.get), ("POST", client.post)):
            if (method, route) not in rows:
                assert (route, ask(path).status_code) == (route, 405)
        assert (route, client.delete(path).status_code) == (route, 405)


def test_the_table_names_only_people_it_knows():
    assert {name for row in ROUTES.values() for name in row} <= set(PEOPLE)
    assert {len(row) for row in access.WHO_SEES_WHAT.values()} == {len(access.READERS)}


@pytest.mark.parametrize("end", ["end_mentorship", "change_mentor"])
def test_an_ended_mentorship_shows_its_mentor_nothing_from_that_minute(world, people, end):
    mentor, leader = people[MENTOR], people[LEADER]
    client = client_of(mentor)
    # Their own notes stay theirs; an invitation, or the link of an e-mail or a calendar, is for whoever holds it.
    own = BANK.keys() | JOINING.keys() | REMINDERS.keys() | {row for row in ROUTES if row[1] in THEIRS_ALONE}
    rows = [row for row in ROUTES if row[0] == "GET" and row[2] and row not in own]
    pages = [reverse(route, args=subject(world, about)) for _, route, about in rows]
    before = {client.get(page).status_code for page in pages}

    if end == "end_mentorship":
        actions.end_mentorship(world.pair, by=leader, at=NOW)
    else:
        actions.change_mentor(world.pair, mentor=people[NEW_MENTOR], by=leader, at=NOW)

    assert before == {200, 403, 404}
    assert [page for page in pages if client.get(page).status_code != 404] == []
    assert world.pair.ect.name not in client.get("/").content.decode()


def test_leaders_see_that_meetings_happen_and_no_word_of_them(world, people):
    words = [world.focus.key_action, world.focus.so_that, *(step.text for step in world.focus.steps.all())]

    for name in (
        LEADER,
        LEADER_WHO_MENTORS,
        TRUST_LEADER,
        LEADER_ELSEWHERE,
        SUPERUSER,
        NO_ROLE,
        OTHER_MENTOR,
        OTHER_ECT,
    ):
        page = client_of(people[name]).get("/").content.decode()
        assert (name, [word for word in words if word in page]) == (name, [])
    assert world.pair.ect.name in client_of(people[LEADER]).get("/").content.decode()
    assert world.pair.ect.name not in client_of(people[LEADER_ELSEWHERE]).get("/").content.decode()


@pytest.mark.parametrize("name", [ECT, MENTOR])
def test_no_page_holds_anything_inline(world, people, name):
    client = client_of(people[name])

    for method, route, about in ROUTES:
        if method == "GET":
            response = client.get(reverse(route, args=subject(world, about)))
            if response["Content-Type"].startswith("text/html"):
                assert (route, INLINE.findall(response.content.decode())) == (route, [])
            assert (route, response["Cache-Control"]) == (route, "no-store, private")
