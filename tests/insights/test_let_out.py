"""Whose foci are told together, of a step of the bank: five ECTs' besides anybody's own, each focus once."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from insights.closing import close
from insights.steps import let_out
from insights.values import Reviewed

FIRST = date(2025, 9, 22)
WEEK = timedelta(days=7)
# Two schools of a trust: seven ECTs, the last two of one mentor; and four.
SCHOOL_OF = dict.fromkeys(range(7), 1) | dict.fromkeys(range(7, 11), 2)
KNOWN_TO = {str(ect): {100 + min(ect, 5) if ect < 7 else 100 + ect} for ect in SCHOOL_OF}
ONE = [1, 0, 1, 1]


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), number=st.integers(10, 120))
def test_what_is_let_out_is_over_five_besides_anybodys_own(seed, number):
    """Weeks 0 to 13 run over a half term's end; what waits then at both schools is told together."""
    random = Random(seed)
    told = [(random.randrange(14), random.choice(list(SCHOOL_OF)), random.choice([7, 7, 8])) for _ in range(number)]
    by_week = defaultdict(list)
    for week, ect, step in told:
        by_week[week, ect].append(step)
    weeks = [
        Reviewed(
            school_id=SCHOOL_OF[ect],
            trust_id=1,
            ect_id=ect,
            mentor_id=min(KNOWN_TO[str(ect)]),
            monday=FIRST + week * WEEK,
            values=Counter(foci=len(steps) + 1),
            steps={step: [steps.count(step) * one for one in ONE] for step in set(steps)},
        )
        for (week, ect), steps in sorted(by_week.items())
    ]
    starts = {1: FIRST, 2: FIRST}
    closing = close(weeks, schools=starts, counted_to=starts, until=FIRST + 14 * WEEK)
    waiting = {1: {}, 2: {}}

    inside = defaultdict(Counter)
    for closed in closing.closed:
        schools = {closed.school_id} if closed.school_id else {1, 2}
        for week in closed.weeks:
            for step, numbers in week.steps.items():
                inside[step][week.ect_id] += numbers[0]
        theirs = {school: waiting[school] for school in schools}
        for step, numbers in let_out(closed, theirs, KNOWN_TO).items():
            ects = {ect for ect, foci in inside[int(step)].items() if foci and SCHOOL_OF[ect] in schools}
            assert numbers[0] == numbers[2] == sum(inside[int(step)].pop(ect) for ect in ects)
            people = Counter(mentor for ect in ects for mentor in KNOWN_TO[str(ect)])
            assert len(ects) - max(people.values()) >= 5
        waiting |= theirs

    # Nothing is lost: what was not told waits.
    waits = Counter()
    for of_years in waiting.values():
        for step, of_ects in of_years.get("2025", {}).items():
            waits[int(step)] += sum(numbers[0] for numbers in of_ects.values())
    assert waits == Counter({step: of.total() for step, of in inside.items() if of.total()})
