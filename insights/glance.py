"""This week at a glance: how many pairs of each school have met, are to meet, are overdue or paused. To the minute.

The states are those of `coaching.pairs.activity_of`, which names the pairs, from the same dates; here they are counted
for a whole trust, so a pair is a row of plain values.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from coaching.models import Cycle
from coaching.pairs import HOLIDAY, LATELY, OVERDUE, PAUSED, PLANNED, covering
from schools.calendar import first_meeting, is_holiday, is_paused, monday
from schools.models import Membership, Mentorship, Role, School
from schools.spells import not_lifted, spells_of

# A meeting of this week counts for one of these at the earliest.
LATE = timedelta(weeks=6)


@dataclass
class Glance:
    """Of a school now: pairs, those in each state, who met this week, reviews outstanding, ECTs without a mentor."""

    pairs: int = 0
    held: int = 0
    planned: int = 0
    overdue: int = 0
    paused: int = 0
    holiday: int = 0
    reviews: int = 0
    alone: int = 0


NAMES = {PLANNED: "planned", OVERDUE: "overdue", PAUSED: "paused", HOLIDAY: "holiday"}


def glances_of(schools, *, today, activities=None):
    """{school id: `Glance`} of these schools (their ids). Three queries for any number of schools and pairs.

    One where the `activities` of a school's pairs are at hand: their states are counted then.
    """
    found = {pk: Glance() for pk in schools}
    if activities is None:
        states = _states(schools, today)
    else:
        states = [(activity.school_id, activity.state) for activity in activities]
    for school_id, state in states:
        glance, name = found[school_id], NAMES[state]
        glance.pairs += 1
        setattr(glance, name, getattr(glance, name) + 1)
    for pk, held, reviews, alone in _facts(schools, today):
        found[pk].held, found[pk].reviews, found[pk].alone = held, reviews, alone
    if activities is not None:
        for pk in schools:
            found[pk].held = sum(has_met(one, today) for one in activities if one.school_id == pk)
    return found


def has_met(activity, today):
    """Whether a pair has met this week."""
    return activity.met_on is not None and monday(today) <= activity.met_on <= today


def _states(schools, today):
    """(school id, state) of every pair."""
    pauses = not_lifted(_live(schools).values("pk"), since=today - LATELY)
    spells = spells_of(schools, pauses)
    off = {pk: is_holiday(today, spells.terms[pk]) for pk in schools}
    for pk, school_id, weekday, rhythm, planned in _pairs(schools):
        pauses_of = spells.pauses.get(pk, ())
        terms = spells.terms[school_id]
        yield school_id, _state(planned, today, off[school_id], pauses_of, terms, (weekday, rhythm))


@dataclass(frozen=True)
class _Pair:
    """What the calendar asks of a pair."""

    weekday: int
    rhythm: str


def _state(planned, today, holiday, pauses, terms, rhythm):
    if pauses and (covering(pauses, today) or (planned and covering(pauses, max(planned, today)))):
        return PAUSED
    if holiday:
        return HOLIDAY
    if planned is None or planned >= today:
        return PLANNED
    if is_holiday(planned, terms) or is_paused(planned, pauses):
        planned = first_meeting(_Pair(*rhythm), planned, terms, pauses)
    return OVERDUE if planned < today else PLANNED


def _live(schools):
    return Mentorship.objects.live().filter(school__in=schools)


def _pairs(schools):
    draft = Cycle.objects.draft().filter(mentorship_id=OuterRef("pk"))
    live = Cycle.objects.to_review().filter(school_id=OuterRef("school_id"), ect_id=OuterRef("ect_id"))
    planned = Coalesce(Subquery(draft.values("meets_on")[:1]), Subquery(live.values("next_meeting_on")[:1]))
    return _live(schools).values_list("pk", "school_id", "weekday", "rhythm", planned)


def _facts(schools, today):
    """(school id, ECTs who met this week, reviews outstanding, ECTs without a mentor)."""
    first, here = monday(today), {"school": OuterRef("pk")}
    held = Cycle.objects.set().filter(**here, week_of__gte=first - LATE, meets_on__range=(first, today))
    late = Cycle.objects.to_review().filter(**here, next_meeting_on__lt=today)
    return School.objects.filter(pk__in=schools).values_list(
        "pk",
        _number_of(held, Count("ect", distinct=True)),
        _number_of(late, Count("pk")),
        _number_of(_without_mentor().filter(**here), Count("pk")),
    )


def _number_of(rows, count):
    return Coalesce(Subquery(rows.order_by().values("school").annotate(number=count).values("number")), 0)


def _without_mentor():
    paired = Mentorship.objects.live().filter(school=OuterRef("school"), ect=OuterRef("user"))
    return Membership.objects.live().filter(~Exists(paired), role=Role.ECT)


def names_without_mentor(school):
    """The ECTs of a school whom nobody mentors there, by name. One query."""
    return list(
        _without_mentor().filter(school=school).order_by("user__name", "pk").values_list("user__name", flat=True)
    )


def in_all(glances):
    """The `Glance` of several schools together."""
    total: Counter = Counter()
    for glance in glances:
        total.update(vars(glance))
    return Glance(**total)
