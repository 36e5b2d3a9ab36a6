"""When the use of a bank's step may be told: once five ECTs besides anybody's own worked on it (decision 30).

A step says what somebody works on, and often of which subject: among five ECTs of a tally it would be one's own. So
each step waits for itself, and is let out with a tally, once, by whole weeks.
"""

from collections import Counter

from insights.values import ENOUGH

NOTHING = (0, 0, 0, 0)


def let_out(closed, waiting, known_to):
    """The steps that may be told with a `Closed`: {step id: [foci, adapted, outcomes, achieved]}.

    `waiting`: {school id: {school year: {step id: {ECT's id: such numbers}}}}, ids as text, of the schools whose weeks
    may be summed in it. Its weeks are put there, and what is let out is taken away. What waits from an earlier school
    year is left out. `known_to`: {ECT's id as text: the ids of who mentors or mentored them}.
    """
    year = str(closed.year)
    for school, of_years in waiting.items():
        waiting[school] = {year: of_years.get(year, {})}
    for week in closed.weeks:
        for step, numbers in week.steps.items():
            of_ects = waiting[week.school_id][year].setdefault(str(step), {})
            ect = str(week.ect_id)
            of_ects[ect] = _sum([of_ects.get(ect, NOTHING), numbers])
    # That one comes out now tells that somebody of this tally worked on it.
    if not are_enough({str(week.ect_id) for week in closed.weeks if week.values["foci"]}, known_to):
        return {}
    schools = [waiting[closed.school_id][year]] if closed.school_id else [one[year] for one in waiting.values()]
    told = {}
    for step in sorted({step for steps in schools for step in steps}, key=int):
        rows = [row for steps in schools for row in steps.get(step, {}).items()]
        if are_enough({ect for ect, _ in rows}, known_to):
            told[step] = _told(rows, known_to)
            for steps in schools:
                steps.pop(step, None)
    return told


def are_enough(ects, known_to):
    """Whether so many ECTs are five even for whoever takes away those they mentor, or themselves."""
    theirs = Counter(mentor for ect in ects for mentor in known_to.get(ect, ()))
    return len(ects) - max([1, *theirs.values()]) >= ENOUGH


def _told(rows, known_to):
    numbers = _sum([row for _, row in rows])
    # What became of the foci of fewer is left out.
    if not are_enough({ect for ect, row in rows if row[2]}, known_to):
        numbers[2:] = 0, 0
    return numbers


def _sum(rows):
    return list(map(sum, zip(*rows, strict=True)))
