"""Counting the weeks that are over: once for each, by whoever looks first, or by the command `count_weeks`."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Min, Q, Sum

from actionsteps.actions import count_uses
from coaching.models import Cycle
from insights.closing import close
from insights.facts import held_and_planned, in_span, reviewed_weeks
from insights.models import Counted, Tally, Total, Week
from insights.steps import let_out
from insights.values import added, summed
from schools.calendar import monday
from schools.dates import day_of
from schools.models import Mentorship, School, Trust


def count_weeks(schools, *, at):
    """Count what weeks before the one of `at` are not counted yet, at these schools and all others of their trusts.

    One query where nothing is left to do. Else, for each trust and each school without one, a transaction of its own
    and a number of queries that no number of pairs or weeks changes.
    """
    this_week = monday(day_of(at))
    ids = [school.pk for school in schools]
    done = set(Counted.objects.filter(school__in=ids, to__gte=this_week).values_list("school_id", flat=True))
    left = [school for school in schools if school.pk not in done]
    for trust_id in {school.trust_id for school in left if school.trust_id}:
        _count(Trust.objects.filter(pk=trust_id), School.objects.filter(trust=trust_id), until=this_week)
    for school in left:
        if not school.trust_id:
            _count(School.objects.filter(pk=school.pk), School.objects.filter(pk=school.pk), until=this_week)


@transaction.atomic
def _count(house, schools, *, until):
    """Count the weeks of a house (a trust, or a school without one; a query for its row) before the Monday `until`."""
    # Who looks at the same minute waits here, and finds it done.
    list(house.select_for_update(no_key=True).values_list("pk"))
    schools = {school.pk: school for school in schools.only("pk", "trust_id")}
    so_far = {row.school_id: row for row in Counted.objects.filter(school__in=schools)}
    if all(pk in so_far and so_far[pk].to >= until for pk in schools):
        return
    starts = dict.fromkeys(schools, until) | _first_weeks(schools.keys() - so_far.keys(), until)
    counted_to = {pk: so_far[pk].to if pk in so_far else starts[pk] for pk in schools}
    open_from = {pk: so_far[pk].open_from if pk in so_far else starts[pk] for pk in schools}
    weeks = reviewed_weeks(schools.values(), since=min(open_from.values()), until=until)
    closing = close(weeks, schools=open_from, counted_to=counted_to, until=until)
    waiting = {pk: so_far[pk].waiting if pk in so_far else {} for pk in schools}
    _keep(_tallies(closing.closed, waiting, counted_to))
    since = min(counted_to.values())
    rows = [row for row in held_and_planned(list(schools), since=since, until=until) if row[1] >= counted_to[row[0]]]
    Week.objects.bulk_create(
        [Week(school_id=pk, monday=week, held=held, planned=of, **in_span(week)) for pk, week, held, of in rows],
        batch_size=500,
    )
    held = _held_so_far(schools)
    Counted.objects.bulk_create(
        [
            Counted(
                school_id=pk,
                to=max(until, counted_to[pk]),
                open_from=closing.open_from[pk],
                held=held[pk],
                waiting=waiting[pk],
            )
            for pk in schools
        ],
        update_conflicts=True,
        unique_fields=["school"],
        update_fields=["to", "open_from", "held", "waiting"],
    )


def _held_so_far(schools):
    """{school id: [[year, half, held, planned], …]} of all weeks that are counted. One query."""
    found = defaultdict(list)
    halves = Week.objects.filter(school__in=schools).order_by("school_id", "year", "half")
    for school_id, *sums in halves.values_list("school_id", "year", "half").annotate(Sum("held"), Sum("planned")):
        found[school_id].append(sums)
    return found


def _keep(tallies):
    """Store new tallies, in the order of their weeks, with the totals they are part of; the bank counts its uses."""
    Tally.objects.bulk_create(tallies)
    by_place = defaultdict(list)
    for tally in tallies:
        by_place[tally.school_id, tally.trust_id, tally.year, tally.half].append(tally)
    places = Q(school__in={key[0] for key in by_place if key[0]}) | Q(trust__in={key[1] for key in by_place if key[1]})
    before = Total.objects.filter(places, year__in={key[2] for key in by_place})
    known = {(row.school_id, row.trust_id, row.year, row.half): row for row in before if by_place}
    Total.objects.filter(pk__in=[row.pk for key, row in known.items() if key in by_place]).delete()
    Total.objects.bulk_create([_total(key, [*filter(None, [known.get(key)]), *rows]) for key, rows in by_place.items()])
    uses: Counter = Counter()
    for tally in tallies:
        uses.update({int(step): foci for step, (foci, *_) in tally.steps.items()})
    # Last: every house's steps are among the rows that this locks.
    count_uses(uses)


def _total(key, rows):
    values, areas, steps = added([(row.values, _by_text(row.areas), _by_text(row.steps)) for row in rows])
    school_id, trust_id, year, half = key
    sums = {"values": values, "areas": areas, "steps": steps}
    return Total(school_id=school_id, trust_id=trust_id, year=year, half=half, last=rows[-1].last, **sums)


def _by_text(counts):
    """As they are once they have been stored: a key of JSON is text."""
    return {str(key): number for key, number in counts.items()}


def _first_weeks(schools, until):
    """{school id: the Monday of the first week that was set there}, where any was before `until`."""
    firsts = Cycle.objects.filter(school__in=schools, set_at__isnull=False).values_list("school_id")
    return {pk: min(until, monday(day_of(at))) for pk, at in firsts.annotate(Min("set_at"))}


def _tallies(closed, waiting, counted_to):
    """A `Tally` of each `Closed`, with the steps that may be told with it; the others go on in `waiting`. One query."""
    known_to = defaultdict(set)
    for ect, mentor in Mentorship.objects.filter(school__in=waiting).values_list("ect_id", "mentor_id"):
        known_to[str(ect)].add(mentor)
    tallies = []
    for one in closed:
        # First the sums: they take out of the weeks' steps what would be everybody's.
        sums = summed(one.weeks)
        schools = [one.school_id] if one.school_id else [pk for pk in waiting if counted_to[pk] <= one.last]
        theirs = {pk: waiting[pk] for pk in schools}
        steps = let_out(one, theirs, known_to)
        waiting.update(theirs)
        tallies.append(_tally(one, sums, steps))
    return tallies


def _tally(closed, sums, steps):
    return Tally(
        school_id=closed.school_id,
        trust_id=closed.trust_id,
        year=closed.year,
        half=closed.half,
        first=closed.first,
        last=closed.last,
        ects=sums.ects,
        fewest=sums.fewest,
        values=sums.values,
        areas=sums.areas,
        steps=steps,
    )
