"""What an overview begins with: the schools it is of, whether the person leads them, and what is counted of each now.

One query, whose SQL is made once: the door of the page, and the glance of as many schools as there are.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from coaching.models import Cycle
from coaching.pair_rows import latest_weeks
from schools.calendar import monday
from schools.models import Membership, Mentorship, Role, School
from schools.prepared import prepared


class SchoolNow(NamedTuple):
    """A school with its trust's name, as a person comes to it: whether they lead it or its trust, and whether some of
    its ECTs are, or were, their own (`knows`). Then: up to when its weeks are counted (None: not yet) and what was held
    in them (`Counted.held`, as JSON); how many pairs meet, how many of them met this week and have a review
    outstanding, how many ECTs have no mentor."""

    pk: int
    name: str
    trust_id: int | None
    trust: str | None
    as_leader: bool
    as_trust_leader: bool
    knows: bool
    counted_to: date | None
    held_so_far: str | None
    pairs: int
    held: int
    reviews: int
    alone: int


def school_now(school_id, *, user, today):
    """A school as [`SchoolNow`], [] where there is none. One query."""
    return _read(_school, school=school_id, user=user.pk, today=today)


def schools_now(trust_id, *, user, today):
    """The schools of a trust as `SchoolNow`s, in alphabetical order. One query."""
    return _read(_schools, trust=trust_id, user=user.pk, today=today)


def _read(ask, *, today, **whose):
    return [SchoolNow(*row) for row in ask(today=today, first=monday(today), **whose)]


@prepared
def _school(*, school, user, today, first):
    return _with_facts(School.objects.filter(pk=school), user, today, first)


@prepared
def _schools(*, trust, user, today, first):
    return _with_facts(School.objects.filter(trust=trust), user, today, first)


def _with_facts(schools, user, today, first):
    here = {"school": OuterRef("pk")}
    leads = Membership.objects.live().filter(user=user)
    theirs = Mentorship.objects.filter(Q(mentor=user) | Q(ect=user))
    pairs = Mentorship.objects.live()
    met = pairs.annotate(last_met=Subquery(latest_weeks().values("meets_on")[:1]))
    reviews = Cycle.objects.to_review().filter(next_meeting_on__lt=today)
    return schools.order_by("name", "pk").values_list(
        "pk",
        "name",
        "trust_id",
        "trust__name",
        Exists(leads.filter(role=Role.LEADER, **here)),
        Exists(leads.filter(role=Role.TRUST_LEADER, trust=OuterRef("trust"))),
        Exists(theirs.filter(**here)),
        "counted__to",
        Cast("counted__held", TextField()),
        _number_of(pairs.filter(**here)),
        _number_of(met.filter(last_met__range=(first, today), **here)),
        _number_of(reviews.filter(_has_pair("ect"), **here)),
        _number_of(ects_without_mentor().filter(**here)),
    )


def _number_of(rows):
    return Coalesce(Subquery(rows.order_by().values("school").annotate(number=Count("pk")).values("number")), 0)


def _has_pair(ect):
    return Exists(Mentorship.objects.live().filter(school=OuterRef("school"), ect=OuterRef(ect)))


def ects_without_mentor():
    """The roles of ECTs whom nobody mentors at the school."""
    return Membership.objects.live().filter(~_has_pair("user"), role=Role.ECT)
