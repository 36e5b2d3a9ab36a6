"""The demo: three schools of a trust, ten ECTs, a term of weeks in every state. The people and the prose are data."""

import tomllib
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from actionsteps import actions as bank
from actionsteps.actions.starter import load_starter_bank
from actionsteps.models import Policy
from coaching.models import Cycle, Focus
from config.demo.attached import attach_demo
from config.demo.log import log_demo
from config.demo.story import SPACE, Story, meeting_days
from config.demo.terms import closed_around, terms_around
from config.demo.words import write_demo
from schools import actions as house
from schools.models import ClosedDay, Rhythm, Role, School, Term, Trust, User

FOLDER = Path(__file__).parent


def people():
    """Who is in the demo, as people.toml says."""
    return tomllib.loads((FOLDER / "people.toml").read_text())


def weeks_of(first_name):
    """The weeks of an ECT's story."""
    return tomllib.loads((FOLDER / "stories" / f"{first_name.lower()}.toml").read_text())["week"]


@transaction.atomic
def seed(*, today):
    """Fill an empty database with the demo as it stands at the start of the day `today`. The same for the same day."""
    cast = Cast(people(), today=today)
    for facts in cast.facts["pairs"]:
        tell(cast, facts, today=today)
    log_demo(cast, today=today)
    attach_demo(cast, today=today)
    write_demo(cast, today=today)
    settle(cast, cast.facts["own"], today=today)


class Cast:
    """The trust, its schools and everybody in them."""

    def __init__(self, facts, *, today):
        self.facts = facts
        # Everybody was there before the first week of any story.
        self.at = timezone.make_aware(datetime.combine(today - timedelta(days=365), time(9)))
        self.password = make_password(facts["password"])
        self.users, self.school_of, self.terms = {}, {}, terms_around(today)
        self.closed = closed_around(today)
        load_starter_bank(at=self.at)
        self.support = self.person("Sam Okoro", "sam.okoro@three-rivers.example", is_staff=True, is_superuser=True)
        trust = Trust.objects.create(name=facts["trust"])
        for person in facts["trust_leaders"]:
            user = self.person(person["name"], person["email"])
            house.give_role(user, role=Role.TRUST_LEADER, trust=trust, by=self.support, at=self.at)
        for school in facts["schools"]:
            self.fill(School.objects.create(urn=school["urn"], name=school["name"], trust=trust), school)

    def fill(self, school, facts):
        """The terms of a school and its people."""
        Term.objects.bulk_create(Term(school=school, **vars(term)) for term in self.terms)
        ClosedDay.objects.bulk_create(ClosedDay(school=school, **vars(days)) for days in self.closed)
        for names, role in (("leaders", Role.LEADER), ("mentors", Role.MENTOR), ("ects", Role.ECT)):
            for name, email in facts[names]:
                user = self.person(name, email)
                self.school_of[name] = school
                house.give_role(user, role=role, school=school, by=self.support, at=self.at)

    def person(self, name, email, **fields):
        user = User(email=email, name=name, password=self.password, joined_at=self.at, **fields)
        user.save()
        self.users[name] = user
        return user


def settle(cast, facts, *, today):
    """What a school made its own: a note on style, an area, and a focus that waits to be answered for its bank."""
    leader, ect = cast.users[facts["leader"]], cast.users[facts["proposed"]]
    school = cast.school_of[leader.name]
    at = timezone.make_aware(datetime.combine(today, time.min)) - timedelta(hours=4)
    bank.settle_bank(school, policy=Policy.BOTH, house_note=facts["note"], by=leader, at=at)
    area = bank.add_area(school=school, name=facts["area"], standard=facts["standard"], by=leader, at=at)
    focus = Focus.objects.filter(cycle__ect=ect, cycle__in=Cycle.objects.to_review()).order_by("rank").first()
    bank.propose(
        school=school,
        wording=focus.wording,
        note=facts["word"],
        area=area,
        key=uuid.uuid5(SPACE, "proposal"),
        by=focus.cycle.mentorship.mentor,
        at=at,
    )


def tell(cast, facts, *, today):
    """Make a pair and tell its weeks."""
    school = cast.school_of[facts["ect"]]
    weeks = weeks_of(facts["ect"].split()[0])
    first_mentor = cast.users[facts.get("from", facts["mentor"])]
    mentorship = house.pair(
        school=school,
        mentor=first_mentor,
        ect=cast.users[facts["ect"]],
        starts_on=today - timedelta(days=300),
        rhythm=Rhythm(facts.get("rhythm", Rhythm.WEEKLY)),
        weekday=facts["weekday"],
        time=facts["time"],
        by=cast.support,
        at=cast.at,
    )
    is_draft, is_overdue = facts["ends"] == "draft", facts["ends"] == "overdue"
    held = len(weeks) - is_draft
    # The last meeting of an overdue pair was the one before the last that was due.
    days = meeting_days(mentorship, [*cast.terms, *cast.closed], before=today, number=held + is_overdue)[:held]
    mentorship.starts_on = days[0] - timedelta(days=3)
    mentorship.save(update_fields=["starts_on"])

    def change_mentor(old, *, at):
        return house.change_mentor(old, mentor=cast.users[facts["mentor"]], by=cast.support, at=at)

    Story(facts["ect"], weeks, mentorship, ends=facts["ends"], today=today).tell(
        days, new_mentor_at=facts.get("handed_over"), change_mentor=change_mentor, opened=facts.get("opened", False)
    )
