"""The figures counted slowly and plainly, row by row, apart from the product's way: what it is compared with."""

from datetime import timedelta

from django.utils import timezone

from coaching.models import Cycle

WEEK = timedelta(days=7)
VAGUE = {"vague_verb", "vague_adverb", "outcome_as_action", "nothing_to_see"}


def monday_of(moment):
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())


def half_of(monday):
    """(school year, half term) of a Monday, by the ends that decision 28 lists."""
    number = monday.month * 100 + monday.day
    if number >= 825:
        return monday.year, 2 if number >= 1029 else 1
    half = 3 + (number >= 219) + (number >= 410) + (number >= 601)
    return monday.year - 1, half


def with_foci(weeks):
    return len({week.ect_id for week in weeks if week.foci.filter(withdrawn_at=None).exists()})


def batches(schools, until):
    """The batches that may be told, in the order they closed: (school id or None, year, half or 0, list of weeks)."""
    reviewed = [
        week
        for week in Cycle.objects.filter(school__in=schools, reviewed_at__isnull=False)
        if monday_of(week.reviewed_at) < until
    ]
    if not reviewed:
        return []
    found, waiting = [], {school.pk: [] for school in schools}
    monday = min(monday_of(week.reviewed_at) for week in reviewed)
    while monday < until:
        for school in schools:
            pot = waiting[school.pk]
            pot += [w for w in reviewed if w.school_id == school.pk and monday_of(w.reviewed_at) == monday]
            if with_foci(pot) >= 5:
                found.append((school.pk, pot))
                waiting[school.pk] = []
        if half_of(monday) != half_of(monday + WEEK):
            rest = [week for pot in waiting.values() for week in pot]
            if schools[0].trust_id and with_foci(rest) >= 5:
                found.append((None, rest))
                waiting = {school.pk: [] for school in schools}
        if half_of(monday)[0] != half_of(monday + WEEK)[0]:
            waiting = {school.pk: [] for school in schools}
        monday += WEEK
    told = []
    for school_id, weeks in found:
        halves = {half_of(monday_of(week.reviewed_at)) for week in weeks}
        year, half = max(halves)
        told.append((school_id, year, half if len(halves) == 1 else 0, weeks))
    return told


NUMBERS = {
    "foci": ("evidence", "vague", "banked", "adapted", "bespoke", "refined"),
    "outcomes": ("achieved", "partly", "not_yet", "no_chance"),
    "steps": ("ticked",),
    "timed": ("short", "long"),
    "entries": (),
}


def of_week(week):
    """The numbers of one week."""
    number = dict.fromkeys([name for of, parts in NUMBERS.items() for name in (of, *parts)], 0)
    if week.minutes is not None:
        number["timed"] += 1
        number["short"] += week.minutes <= 45
        number["long"] += week.minutes > 60
    entries = set()
    for focus in week.foci.filter(withdrawn_at=None):
        number["foci"] += 1
        number["evidence"] += focus.had_evidence
        number["vague"] += any(code in VAGUE for code in focus.finding_codes)
        number["refined"] += focus.turn >= 3
        number[focus.origin] += 1
        number["outcomes"] += 1
        number[focus.outcome.result] += 1
        for step in focus.steps.filter(retired_at=None):
            number["steps"] += 1
            number["ticked"] += hasattr(step, "tick") and step.tick.done
        entries |= {citation.evidence_id for citation in focus.citations.all()}
    number["entries"] += len(entries)
    return number


def counted(weeks):
    """What is told of the weeks of one batch."""
    for week in weeks:
        if not hasattr(week, "numbers"):
            week.numbers = of_week(week)
    rows = [(week.ect_id, week.numbers) for week in weeks]
    number = {name: sum(row[name] for _, row in rows) for name in rows[0][1]}
    for of, parts in NUMBERS.items():
        are_few = len({ect for ect, row in rows if row[of]}) < 5
        if are_few or (of == "outcomes" and number[of] in [number[result] for result in parts]):
            number |= dict.fromkeys((of, *parts), 0)
    return number


def figures(told, year, half=None, school_id=None):
    """The sums over the batches of a school year, or a half term of it; of a school, or of all. {} for none."""
    total = {}
    for of_school, of_year, of_half, weeks in told:
        if of_year == year and half in (None, of_half) and school_id in (None, of_school):
            for name, n in counted(weeks).items():
                total[name] = total.get(name, 0) + n
    return total


def meetings(pairs, monday, is_free):
    """(held, of how many) in the week of a Monday: pairs that met, and those that were to."""
    held = of = 0
    for pair in pairs:
        weeks = [monday_of(week.set_at) for week in pair.weeks.filter(set_at__isnull=False)]
        met = monday in weeks
        day = monday + timedelta(days=pair.weekday)
        to_meet = pair.starts_on <= day and is_free(pair, day)
        if pair.rhythm == "fortnightly" and monday - WEEK in weeks:
            to_meet = False
        held += met
        of += met or to_meet
    return held, of
