"""What is left to do until a school runs, each one click away."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef
from django.urls import reverse

from schools.models import Membership, Mentorship, Role, School, Term

ECTS = Membership.objects.live().filter(school=OuterRef("pk"), role=Role.ECT)
MENTORS = Membership.objects.live().filter(school=OuterRef("pk"), role=Role.MENTOR)


@dataclass(frozen=True)
class Task:
    """One thing to do: its words and where."""

    text: str
    href: str


def left_to_do(school, *, today):
    """The `Task` rows left for a school: people, pairs, invitations, term dates; [] once it runs. One query."""
    paired = Mentorship.objects.live().filter(school=OuterRef("school"), ect=OuterRef("user"))
    waiting = Membership.objects.live().filter(school=OuterRef("pk"), user__invitations=None, user__is_active=True)
    waiting = waiting.filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    found = (
        School.objects.filter(pk=school.pk)
        .annotate(
            ects=Exists(ECTS),
            mentors=Exists(MENTORS),
            alone=Exists(ECTS.exclude(Exists(paired))),
            waiting=Exists(waiting),
            dates=Exists(Term.objects.filter(school=OuterRef("pk"), ends_on__gte=today)),
        )
        .values("ects", "mentors", "alone", "waiting", "dates")
        .get()
    )
    tasks = [
        (not (found["ects"] and found["mentors"]), "Bring in your ECTs and their mentors", "schools:bring_people"),
        (found["alone"], "Give each ECT a mentor", "schools:people"),
        (found["waiting"], "Invite the people who can’t sign in yet", "schools:people"),
        (not found["dates"], "Enter this year’s term dates", "schools:terms"),
    ]
    return [Task(text, reverse(route, args=[school.pk])) for is_left, text, route in tasks if is_left]
