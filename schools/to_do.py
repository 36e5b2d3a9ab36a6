"""What is left to do until a school runs, each one click away."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from schools.models import Membership, Mentorship, Role, School, Term

HERE = Membership.objects.live().filter(school=OuterRef("pk"))
ECTS, MENTORS = HERE.filter(role=Role.ECT), HERE.filter(role=Role.MENTOR)
PAIRED = Mentorship.objects.live().filter(school=OuterRef("school"), ect=OuterRef("user"))
UNINVITED = HERE.filter(
    user__invitations=None, user__is_active=True, user__password__startswith=UNUSABLE_PASSWORD_PREFIX
)
LACKS = ("ects", "mentors", "alone", "waiting", "dates")


@dataclass(frozen=True)
class Task:
    """One thing to do: its words and where; what one press there says (`press`, sent as `do`) where that will do."""

    text: str
    href: str
    press: str = ""
    label: str = ""


def left_to_do(school, *, today, leads=False):
    """The `Task` rows left for a school: people, pairs, invitations, term dates, and for who `leads` it the bank; []
    once it runs. One query."""
    found = _asked(School.objects.filter(pk=school.pk), today).values(*LACKS, "bank_settings").get()
    tasks = _tasks(school.pk, found)
    if leads and found["bank_settings"] is None:
        there = reverse("actionsteps:settle_bank", args=[school.pk])
        tasks.append(Task("Settle how your school words its foci", there, "usual", "keep the usual words"))
    return tasks


def schools_to_do(schools, *, today):
    """[(school, its ECTs, mentors and pairs, its `Task` rows)] for a queryset of schools. One query."""
    numbers = {
        "ects_here": _number(HERE.filter(role=Role.ECT)),
        "mentors_here": _number(HERE.filter(role=Role.MENTOR)),
        "pairs_here": _number(Mentorship.objects.live().filter(school=OuterRef("pk"))),
    }
    return [
        (
            school,
            [getattr(school, number) for number in numbers],
            _tasks(school.pk, {name: getattr(school, name) for name in LACKS}),
        )
        for school in _asked(schools.annotate(**numbers), today)
    ]


def _number(rows):
    counted = rows.order_by().values("school").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _asked(schools, today):
    return schools.annotate(
        ects=Exists(ECTS),
        mentors=Exists(MENTORS),
        alone=Exists(ECTS.exclude(Exists(PAIRED))),
        waiting=Exists(UNINVITED),
        dates=Exists(Term.objects.filter(school=OuterRef("pk"), ends_on__gte=today)),
    )


def _tasks(school_id, found):
    tasks = [
        (not (found["ects"] and found["mentors"]), "Bring in your ECTs and their mentors", "schools:bring_people"),
        (found["alone"], "Give each ECT a mentor", "schools:people"),
        (found["waiting"], "Invite the people who can’t sign in yet", "schools:people"),
        (not found["dates"], "Enter this year’s term dates", "schools:terms"),
    ]
    return [Task(text, reverse(route, args=[school_id])) for is_left, text, route in tasks if is_left]
