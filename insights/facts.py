"""What is read of weeks to count them: stored facts, codes and results. No column of text is ever asked for."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from actionsteps.precision import VAGUE_CODES
from coaching.models import Citation, Cycle, Focus, Result, Step
from coaching.models.focus import Origin
from insights.spans import half_term_of
from insights.values import Reviewed
from schools.calendar import is_holiday, is_paused, monday
from schools.dates import day_of
from schools.models import Mentorship, Pause, Rhythm
from schools.spells import spells_of

WEEK = timedelta(days=7)
# Minutes: what a meeting is meant to take, and what is long.
MEANT, LONG = 45, 60
REFINED_TWICE = 3


def midnight(day):
    """The moment a day begins, in the school's time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def reviewed_weeks(schools, *, since, until):
    """The `Reviewed` weeks of `schools` (rows of School) reviewed from the Monday `since` to before `until`.

    Four queries. A reviewed week is read-only, so what is counted of it stays: corrections signed later are not, since
    a figure that moves by one would tell whose.
    """
    trusts = {school.pk: school.trust_id for school in schools}
    weeks = Cycle.objects.filter(
        school__in=trusts, reviewed_at__gte=midnight(since), reviewed_at__lt=midnight(until), erased_at=None
    )
    found = {}
    rows = weeks.values_list("pk", "school_id", "ect_id", "mentorship__mentor_id", "reviewed_at", "minutes")
    for pk, school_id, ect_id, mentor_id, at, minutes in rows:
        found[pk] = one = Reviewed(school_id, trusts[school_id], ect_id, mentor_id, monday(day_of(at)))
        one.values["weeks"] = 1
        if minutes is not None:
            one.values.update(timed=1, short=int(minutes <= MEANT), long=int(minutes > LONG))
    _add_foci(found, weeks)
    ids = weeks.values("pk")
    live = Step.objects.filter(focus__cycle__in=ids, focus__withdrawn_at=None, retired_at=None)
    counts = live.values_list("focus__cycle_id").annotate(
        number=Count("pk"), ticked=Count("pk", filter=Q(tick__done=True))
    )
    for pk, steps, ticked in counts:
        found[pk].values.update(steps=steps, ticked=ticked)
    cited = Citation.objects.filter(focus__cycle__in=ids, focus__withdrawn_at=None)
    # An entry that several foci of a week rest on is one.
    entries = cited.values_list("focus__cycle_id", "evidence__source").annotate(Count("evidence", distinct=True))
    for pk, source, number in entries:
        found[pk].values.update({"entries": number, f"from_{source}": number})
    return list(found.values())


def _add_foci(found, weeks):
    rows = Focus.objects.filter(cycle__in=weeks.values("pk"), withdrawn_at=None).values_list(
        "cycle_id",
        "had_how",
        "had_so_that",
        "had_evidence",
        "origin",
        "finding_codes",
        "turn",
        "outcome__result",
        "bank_step_id",
        "bank_step__area_id",
    )
    for pk, how, so_that, evidence, origin, codes, turn, result, step, area in rows:
        one = found[pk]
        one.values.update(
            foci=1,
            how=bool(how),
            so_that=bool(so_that),
            evidence=bool(evidence),
            vague=not VAGUE_CODES.isdisjoint(codes),
            refined=turn >= REFINED_TWICE,
        )
        if origin:
            one.values[origin] += 1
        if result:
            one.values.update({"outcomes": 1, result: 1})
        if step and origin in (Origin.BANKED, Origin.ADAPTED):
            one.areas[area] += 1
            numbers = (1, int(origin == Origin.ADAPTED), int(bool(result)), int(result == Result.ACHIEVED))
            one.steps[step] = [a + b for a, b in zip(one.steps.get(step, (0, 0, 0, 0)), numbers, strict=True)]


def met(schools, *, since, until):
    """{(school id, Monday): the ids of the ECTs whose week was set in that week}. One query."""
    found = defaultdict(set)
    weeks = Cycle.objects.filter(school__in=schools, set_at__gte=midnight(since), set_at__lt=midnight(until))
    for school_id, ect_id, at in weeks.values_list("school_id", "ect_id", "set_at"):
        found[school_id, monday(day_of(at))].add(ect_id)
    return found


def due(schools, *, since, until):
    """{(school id, Monday): Counter of the ECTs a meeting was to be held with, each by the days of its rhythm}.

    By the pair's own weekday, outside holidays and pauses, while the mentorship lasted. Two queries.
    """
    mentorships = Mentorship.objects.filter(school__in=schools, starts_on__lt=until).exclude(
        ended_at__lt=midnight(since)
    )
    pairs = list(mentorships.values_list("pk", "school_id", "ect_id", "weekday", "rhythm", "starts_on", "ended_at"))
    pauses = Pause.objects.filter(mentorship__in=mentorships.values("pk"), lifted_at=None)
    spells = spells_of(schools, pauses)
    found = defaultdict(Counter)
    for pk, school_id, ect_id, weekday, rhythm, starts_on, ended_at in pairs:
        terms, pauses_of = spells.terms[school_id], spells.pauses[pk]
        last = day_of(ended_at) if ended_at else until
        day = max(since, monday(starts_on)) + timedelta(days=weekday)
        while day < until and day <= last:
            if day >= starts_on and not is_holiday(day, terms) and not _is_away(day, pauses_of):
                found[school_id, monday(day)][ect_id] = Rhythm(rhythm).days
            day += WEEK
    return found


def _is_away(day, pauses):
    return is_paused(day, pauses) or any(pause.ends_on is None and pause.starts_on <= day for pause in pauses)


def held_and_planned(schools, *, since, until):
    """[(school id, Monday, how many pairs met, of how many that did or were to)] for the weeks that had any.

    Where a pair meets every two weeks, it was to meet unless it had the week before. Three queries.
    """
    have, were = met(schools, since=since - WEEK, until=until), due(schools, since=since, until=until)
    rows = []
    for school_id, week in sorted({*have, *were}):
        if week < since:
            continue
        there, before = have[school_id, week], have[school_id, week - WEEK]
        expected = {ect for ect, days in were[school_id, week].items() if days == WEEK.days or ect not in before}
        rows.append((school_id, week, len(there), len(there | expected)))
    return rows


def in_span(week):
    """The year and half term of a Monday, as they are stored."""
    span = half_term_of(week)
    return {"year": span.year, "half": span.half}
