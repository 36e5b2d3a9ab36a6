"""What a private note may be about, and how a page shows it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from schools.dates import short_day
from schools.hats import hats_of
from schools.models import Mentorship, School

NOBODY = "Nobody in particular"


@dataclass(frozen=True)
class ShownNote:
    """A note as its author's page shows it."""

    pk: int
    path: str  # what its addresses begin with
    when: str
    about: str
    text: str


def abouts_of(user, note=None):
    """What `user` may write a note about, as (value, words): a school they have a role at, an ECT they mentor now.

    With what `note` is about already, though they may mentor that ECT no longer. The value is that of `about_of`. Four
    queries.
    """
    hats = hats_of(user)
    theirs = School.objects.filter(Q(pk__in=hats.schools) | Q(trust__in=hats.trust_leader_at))
    schools = dict(theirs.order_by("name", "pk").values_list("pk", "name"))
    found = {_value(pk): name if len(schools) > 1 else NOBODY for pk, name in schools.items()}
    pairs = Mentorship.objects.live().filter(mentor=user).order_by("ect__name", "pk")
    for school_id, ect_id, name in pairs.values_list("school_id", "ect_id", "ect__name"):
        found[_value(school_id, ect_id)] = name
    if note is not None:
        found.setdefault(about_of(note), note.ect.name if note.ect else note.school.name)
    return list(found.items())


def about_of(note):
    """What a note is about, as a form holds it."""
    return _value(note.school_id, note.ect_id)


def shown_note(note):
    """A note as a `ShownNote`. Reads its ECT: load them together."""
    day = timezone.localtime(note.created_at).date()
    when = short_day(day) + ("" if day.year == timezone.localdate().year else f" {day.year}")
    about = note.ect.name if note.ect else ""
    return ShownNote(pk=note.pk, path=f"/notes/{note.pk}/", when=when, about=about, text=note.text)


def _value(school_id, ect_id=None):
    return f"{school_id}-{ect_id}" if ect_id else str(school_id)
