"""This week at a glance: how many pairs of each school have met, are to meet, are overdue or paused. To the minute.

The states are those of `coaching.pairs.activity_of`, which names the pairs, from the same dates; here they are counted
for a whole trust, so only a pair that may be overdue or paused is read, as a row of plain values.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from coaching.models import Cycle
from coaching.pairs import HOLIDAY, LATELY, OVERDUE, PAUSED, PLANNED, covering
from insights.places import ects_without_mentor
from schools.calendar import first_meeting, is_holiday, is_paused, monday
from schools.models import Mentorship
from schools.prepared import prepared
from schools.spells import spells_of_schools

# Terms that ended before say nothing of a meeting that is planned.
TERMS_SINCE = timedelta(days=400)


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
    """{school id: `Glance`} of these `SchoolNow`s. Two queries for any number of schools and pairs; none where the
    `activities` of a school's pairs are at hand: their states are counted then."""
    found = {one.pk: Glance(pairs=one.pairs, held=one.held, reviews=one.reviews, alone=one.alone) for one in schools}
    if activities is None:
        counts = _states(schools, today)
    else:
        counts = Counter((activity.school_id, activity.state) for activity in activities)
    for (school_id, state), number in counts.items():
        setattr(found[school_id], NAMES[state], number)
    return found


def has_met(activity, today):
    """Whether a pair has met this week."""
    return activity.met_on is not None and monday(today) <= activity.met_on <= today


def _states(schools, today):
    """{(school id, state): how many pairs}."""
    ids = [school.pk for school in schools]
    spells = spells_of_schools(ids, paused_since=today - LATELY, terms_since=today - TERMS_SINCE)
    usual = {pk: HOLIDAY if is_holiday(today, spells.terms[pk]) else PLANNED for pk in ids}
    counts = Counter({(school.pk, usual[school.pk]): school.pairs for school in schools})
    for pk, school_id, weekday, rhythm, planned in _pairs(schools=ids, today=today, paused=list(spells.pauses)):
        pauses, terms = spells.pauses.get(pk, ()), spells.terms[school_id]
        counts[school_id, usual[school_id]] -= 1
        counts[school_id, _state(planned, today, usual[school_id], pauses, terms, _Pair(weekday, rhythm))] += 1
    return counts


@dataclass(frozen=True)
class _Pair:
    """What the calendar asks of a pair."""

    weekday: int
    rhythm: str


def _state(planned, today, usual, pauses, terms, pair):
    if pauses and (covering(pauses, today) or (planned and covering(pauses, max(planned, today)))):
        return PAUSED
    if usual == HOLIDAY or planned is None or planned >= today:
        return usual
    if is_holiday(planned, terms) or is_paused(planned, pauses):
        planned = first_meeting(pair, planned, terms, pauses)
    return OVERDUE if planned < today else PLANNED


@prepared
def _pairs(*, schools, today, paused):
    draft = Cycle.objects.draft().filter(mentorship_id=OuterRef("pk"))
    live = Cycle.objects.to_review().filter(school_id=OuterRef("school_id"), ect_id=OuterRef("ect_id"))
    planned = Coalesce(Subquery(draft.values("meets_on")[:1]), Subquery(live.values("next_meeting_on")[:1]))
    pairs = Mentorship.objects.live().filter(school__in=schools).annotate(planned=planned)
    pairs = pairs.filter(Q(planned__lt=today) | Q(pk__in=paused))
    return pairs.values_list("pk", "school_id", "weekday", "rhythm", "planned")


def names_without_mentor(school_id):
    """The ECTs of a school whom nobody mentors there, by name. One query."""
    return _names_without_mentor(school=school_id)


@prepared
def _names_without_mentor(*, school):
    alone = ects_without_mentor().filter(school=school)
    return alone.order_by("user__name", "pk").values_list("user__name", flat=True)


def in_all(glances):
    """The `Glance` of several schools together."""
    return Glance(*map(sum, zip(*(vars(glance).values() for glance in glances), strict=True)))
