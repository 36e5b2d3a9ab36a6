"""Made-up programmes: schools of pairs that meet week after week, with all that figures are counted from. In bulk."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from coaching.models import Citation, Cycle, Focus, Outcome, Result, Step, Tick
from coaching.models.focus import Origin
from evidence.models import Evidence, Source
from schools.models import Membership, Mentorship, Pause, PauseKind, Rhythm, Role, School, Term, Trust, User

WEEK = timedelta(days=7)
LONDON = ZoneInfo("Europe/London")
CODES = ("vague_verb", "too_long", "nothing_to_see", "several_actions")


@dataclass
class Programme:
    """A trust, its schools, and every pair; `steps`: of the bank, to take foci from."""

    trust: Trust
    schools: list
    pairs: list
    steps: list = field(default_factory=list)


def programme(sizes, weeks, *, first, seed=1, steps=(), held=0.85, with_steps=True, in_trust=True):
    """A `Programme` of schools with so many ECTs each (`sizes`), over so many weeks from the Monday `first`."""
    random = Random(seed)
    mark = uuid.uuid4().hex[:6]
    trust = Trust.objects.create(name=f"Rivers Trust {mark}")
    schools = School.objects.bulk_create(
        School(urn=f"{random.randrange(10**6):06d}", name=f"School {n:03d} {mark}", trust=trust if in_trust else None)
        for n in range(len(sizes))
    )
    Term.objects.bulk_create(
        Term(school=one, name="Year", starts_on=first, ends_on=first + 60 * WEEK) for one in schools
    )
    people = [(school, n) for school, size in zip(schools, sizes, strict=True) for n in range(size)]
    ects, mentors = ([_user(f"{kind}{place}.{mark}") for place in range(len(people))] for kind in ("ect", "mentor"))
    users = User.objects.bulk_create([*ects, *mentors])
    ects, mentors = users[: len(people)], users[len(people) :]
    Membership.objects.bulk_create(
        Membership(user=user, role=role, school=school)
        for (school, _), *both in zip(people, ects, mentors, strict=True)
        for user, role in zip(both, (Role.ECT, Role.MENTOR), strict=True)
    )
    pairs = Mentorship.objects.bulk_create(
        Mentorship(
            school=school,
            # Some mentors have two.
            mentor=mentors[place - 1] if n % 4 == 3 else mentors[place],
            ect=ects[place],
            starts_on=first,
            weekday=random.randrange(5),
            rhythm=random.choice([Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY]),
        )
        for place, (school, n) in enumerate(people)
    )
    made = Programme(trust, schools, pairs, list(steps))
    _Weeks(made, random, with_steps).tell(weeks, first, held)
    return made


def _user(name):
    return User(email=f"{name}@made.example", name=name, password="!")


def at(day, hour=15):
    return datetime.combine(day, time(hour, 30), LONDON)


class _Weeks:
    """Tells the weeks of a programme, one after the other for all pairs."""

    def __init__(self, made, random, with_steps):
        self.made, self.random, self.with_steps = made, random, with_steps
        self.live, self.foci = {}, {}

    def tell(self, weeks, first, held):
        for number in range(weeks):
            monday = first + number * WEEK
            if self.random.random() < 0.1:
                pair = self.random.choice(self.made.pairs)
                Pause.objects.create(
                    school_id=pair.school_id,
                    mentorship=pair,
                    kind=PauseKind.NO_MEETING,
                    starts_on=monday,
                    ends_on=monday + timedelta(days=6),
                    made_by=pair.mentor,
                    made_at=at(monday, 9),
                )
            self.week(monday, [pair for pair in self.made.pairs if self.random.random() < held])

    def week(self, monday, pairs):
        cycles, reviewed = [], []
        for pair in pairs:
            when = at(monday + timedelta(days=pair.weekday))
            if before := self.live.get(pair.pk):
                before.reviewed_at, before.reviewed_by_id = when, pair.mentor_id
                reviewed.append(before)
            cycles.append(
                Cycle(
                    school_id=pair.school_id,
                    ect_id=pair.ect_id,
                    mentorship=pair,
                    week_of=monday,
                    meets_on=when.date(),
                    next_meeting_on=when.date() + WEEK,
                    minutes=self.random.choice([None, 30, 45, 50, 70]),
                    no_focus_reason="",
                    created_at=when,
                    created_by_id=pair.mentor_id,
                    set_at=when,
                    set_by_id=pair.mentor_id,
                )
            )
        self.give_outcomes(reviewed)
        Cycle.objects.bulk_update(reviewed, ["reviewed_at", "reviewed_by"], batch_size=500)
        for pair, cycle in zip(pairs, Cycle.objects.bulk_create(cycles), strict=True):
            before, self.live[pair.pk] = self.live.get(pair.pk), cycle
            cycle.before = before
        self.give_foci(cycles)

    def give_outcomes(self, cycles):
        Outcome.objects.bulk_create(
            Outcome(
                school_id=cycle.school_id,
                focus=focus,
                result=self.random.choice(Result.values + [Result.ACHIEVED] * 3),
                at=cycle.reviewed_at,
                by_id=cycle.set_by_id,
            )
            for cycle in cycles
            for focus in self.foci.get(cycle.pk, ())
            if focus.withdrawn_at is None
        )

    def give_foci(self, cycles):
        random, foci = self.random, []
        for cycle in cycles:
            before = self.foci.pop(cycle.before.pk, []) if cycle.before else []
            self.foci[cycle.pk] = [
                self.focus(cycle, place, before) for place in range(random.choice([0, 1, 1, 1, 2, 2, 3]))
            ]
            foci += self.foci[cycle.pk]
        Focus.objects.bulk_create(foci)
        if self.with_steps:
            self.give_steps(foci)
            self.give_evidence(foci)

    def focus(self, cycle, place, before):
        random = self.random
        old = before[place] if place < len(before) and random.random() < 0.4 else None
        step = random.choice(self.made.steps) if self.made.steps and random.random() < 0.6 else None
        out = random.random() < 0.05
        return Focus(
            school_id=cycle.school_id,
            cycle=cycle,
            position=place + 1,
            rank=place + 1,
            key_action="Point to the board",
            so_that="pupils know where to look",
            bank_step=step,
            bank_version=1 if step else None,
            refined_from=old,
            turn=old.turn + 1 if old else 1,
            line_id=old and (old.line_id or old.pk),
            had_how=True,
            had_so_that=True,
            had_evidence=random.random() < 0.8,
            origin=random.choice([Origin.BANKED, Origin.ADAPTED]) if step else Origin.BESPOKE,
            finding_codes=[code for code in CODES if random.random() < 0.15],
            created_at=cycle.set_at,
            created_by_id=cycle.set_by_id,
            withdrawn_at=cycle.set_at if out else None,
            withdrawn_by_id=cycle.set_by_id if out else None,
        )

    def give_steps(self, foci):
        steps = Step.objects.bulk_create(
            Step(school_id=focus.school_id, focus=focus, position=n, text="Stand still")
            for focus in foci
            for n in range(1, self.random.randrange(2, 5))
        )
        Tick.objects.bulk_create(
            Tick(
                school_id=step.school_id,
                step=step,
                done=self.random.random() < 0.8,
                at=step.focus.created_at,
                by_id=step.focus.cycle.ect_id,
            )
            for step in steps
            if self.random.random() < 0.7
        )

    def give_evidence(self, foci):
        for focus in foci:
            if focus.had_evidence:
                entry = Evidence.objects.create(
                    school_id=focus.school_id,
                    ect_id=focus.cycle.ect_id,
                    source=self.random.choice(Source.values[:3]),
                    seen_on=focus.cycle.meets_on,
                    seen="All pens down",
                    gathered_by_id=focus.created_by_id,
                    created_at=focus.created_at,
                    created_by_id=focus.created_by_id,
                )
                stamp = {"school_id": focus.school_id, "evidence": entry, "at": focus.created_at}
                Citation.objects.create(focus=focus, by_id=focus.created_by_id, **stamp)
