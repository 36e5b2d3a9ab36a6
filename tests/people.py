"""The people of the tests, and the week they are in: Thursday 18 September 2025, a quarter to four.

`clock` stands still for every test that has a school in it. The mentor and the ECT are a pair; the former mentor
coached the same ECT before; the others must see nothing of it.
"""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from actionsteps.wording import Wording
from schools.models import Role
from tests.factories import (
    MONDAY,
    NOW,
    AchievableFactory,
    CitationFactory,
    CycleFactory,
    FocusFactory,
    MembershipFactory,
    MentorshipFactory,
    SchoolFactory,
    TermFactory,
    TrustFactory,
    UserFactory,
)

SEED = Wording(
    key_action="Make sure your explanations are clear",
    steps=(
        "identify what pupils should remember",
        "break instructions into two or three small steps that focus on it",
        "check for understanding across the whole class",
        "script this in the lesson plan",
    ),
    so_that="pupils know what they are meant to do in each task",
)


def client_of(user):
    """A client signed in as `user`; for None, of nobody. Most tests begin here: it leaves what signing in leaves, in a
    third of the statements of Django's `force_login`.
    """
    client = Client()
    if user is not None:
        session, user.last_login = SessionStore(), timezone.now()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
                "began": user.last_login.timestamp(),
                "seen": user.last_login.timestamp(),
                "owed": "",
            }
        )
        session.create()
        user.save(update_fields=["last_login"])
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.fixture
def signed_in():
    """A function: a person's own signed-in client."""
    return client_of


@pytest.fixture
def clock():
    """The clock, standing at NOW; `clock.move_to(…)` moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def school(db, clock):
    """A school of a trust, in its autumn term."""
    school = SchoolFactory(urn="100001", name="Harbour Academy", trust=TrustFactory(name="Harbour Trust"))
    TermFactory(school=school)
    return school


def person(name, role, school):
    email = f"{name.split()[0].lower()}@{school.urn}.example"
    user = UserFactory(name=name, email=email)
    MembershipFactory(user=user, role=role, school=school)
    return user


@pytest.fixture
def mentor(school):
    return person("Maya Mentor", Role.MENTOR, school)


@pytest.fixture
def ect(school):
    return person("Eddie Ect", Role.ECT, school)


@pytest.fixture
def pair(school, mentor, ect):
    """The live mentorship of the mentor and the ECT: Thursdays, every week."""
    return MentorshipFactory(school=school, mentor=mentor, ect=ect, starts_on=MONDAY - timedelta(days=14))


@pytest.fixture
def former_mentor(school, ect):
    """Coached the same ECT at the same school until a week before the present mentor began."""
    former = person("Freda Former", Role.MENTOR, school)
    MentorshipFactory(
        school=school,
        mentor=former,
        ect=ect,
        starts_on=MONDAY - timedelta(days=60),
        ended_at=NOW - timedelta(days=20),
        ended_by=former,
    )
    return former


@pytest.fixture
def other_pair(school):
    """Another mentor and another ECT of the same school."""
    return MentorshipFactory(
        school=school,
        mentor=person("Oscar Other", Role.MENTOR, school),
        ect=person("Olive Another", Role.ECT, school),
    )


@pytest.fixture
def other_mentor(other_pair):
    return other_pair.mentor


@pytest.fixture
def other_ect(other_pair):
    return other_pair.ect


@pytest.fixture
def leader(school):
    return person("Lena Leader", Role.LEADER, school)


@pytest.fixture
def leader_mentor(school):
    """A leader of the school who mentors somebody else there."""
    user = person("Lukas Both", Role.LEADER, school)
    MembershipFactory(user=user, role=Role.MENTOR, school=school)
    MentorshipFactory(school=school, mentor=user, ect=person("Una Theirs", Role.ECT, school))
    return user


@pytest.fixture
def other_leader(db, clock):
    """A leader of a school of another trust."""
    return person("Ludo Elsewhere", Role.LEADER, SchoolFactory(urn="200002", name="Moorland School"))


@pytest.fixture
def trust_leader(school):
    user = UserFactory(name="Tara Trust", email="tara@trust.example")
    MembershipFactory(user=user, role=Role.TRUST_LEADER, school=None, trust=school.trust)
    return user


@pytest.fixture
def superuser(db, clock):
    return UserFactory(name="Sue Support", email="sue@support.example", is_staff=True, is_superuser=True)


@pytest.fixture
def nobody_yet(db, clock):
    """Somebody who can sign in and has no role anywhere."""
    return UserFactory(name="Nell Newcomer", email="nell@nowhere.example")


@pytest.fixture
def draft(pair):
    """This week's draft: one blank focus, with one blank step, as a mentor finds it."""
    cycle = CycleFactory(mentorship=pair)
    FocusFactory(cycle=cycle, key_action="", so_that="", steps=("",))
    return cycle


@pytest.fixture
def live(pair):
    """Last week, set and not yet reviewed: the seed example, cited, answered yes; due this week."""
    cycle = CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(days=7), is_set=True)
    focus = seed_focus(cycle)
    AchievableFactory(focus=focus)
    CitationFactory(focus=focus, evidence__seen_on=cycle.meets_on)
    return cycle


def seed_focus(cycle, **fields):
    """The seed example as a focus of `cycle`."""
    return FocusFactory(cycle=cycle, key_action=SEED.key_action, so_that=SEED.so_that, steps=SEED.steps, **fields)
