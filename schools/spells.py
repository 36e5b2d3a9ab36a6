"""The calendar of a school and of its pairs, read in one query: terms, closed days, pauses."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import CharField, DateField, DateTimeField, F, Q, Value
from django.db.models.functions import Cast

from schools.models import ClosedDay, Mentorship, Pause, Term
from schools.prepared import prepared

TERM, CLOSED = "term", "closed"


class Spell(NamedTuple):
    """A term or closed days of a school, or a pause of a mentorship (`kind`, then, is its `PauseKind`)."""

    kind: str
    of: int
    pk: int
    starts_on: date
    ends_on: date | None
    half_term_starts_on: date | None
    half_term_ends_on: date | None
    lifted_at: datetime | None

    @property
    def is_closed(self):
        return self.kind == CLOSED


@dataclass
class Spells:
    """What `schools.calendar` asks for: `terms` by school, with its closed days; `pauses` by mentorship, in order."""

    terms: dict = field(default_factory=lambda: defaultdict(list))
    pauses: dict = field(default_factory=lambda: defaultdict(list))


def spells_of(schools, pauses):
    """The `Spells` of these schools (their ids) and `pauses` (a queryset). One query for any number of both."""
    return _sorted(_every(schools, pauses))


def spells_of_pairs(schools, mentorships, *, since):
    """The `Spells` of these schools and of these mentorships, by their ids, as far as they are not lifted and reach the
    day `since`. One query, whose SQL is made once."""
    return _sorted(_of_pairs(schools=schools, mentorships=mentorships, since=since))


@prepared
def _of_pairs(*, schools, mentorships, since):
    return _every(schools, not_lifted(mentorships, since=since))


def spells_of_schools(schools, *, paused_since, terms_since):
    """The `Spells` of these schools (their ids) and of the pairs that meet there, as far as pauses are not lifted and
    reach the day `paused_since`, terms and closed days the day `terms_since`. One query, whose SQL is made once."""
    return _sorted(_of_schools(schools=schools, paused_since=paused_since, terms_since=terms_since))


@prepared
def _of_schools(*, schools, paused_since, terms_since):
    terms = _rows(Term, TERM).filter(school_id__in=schools, ends_on__gte=terms_since)
    closed = _rows(ClosedDay, CLOSED).filter(school_id__in=schools, ends_on__gte=terms_since)
    pairs = Mentorship.objects.live().filter(school_id__in=schools).values("pk")
    return terms.union(closed, _pauses(not_lifted(pairs, since=paused_since)), all=True)


def _every(schools, pauses):
    terms = _rows(Term, TERM).filter(school_id__in=schools)
    closed = _rows(ClosedDay, CLOSED).filter(school_id__in=schools)
    return terms.union(closed, _pauses(pauses), all=True)


def _sorted(rows):
    found = Spells()
    for row in rows:
        spell = Spell(*row)
        group = found.terms if spell.kind in (TERM, CLOSED) else found.pauses
        group[spell.of].append(spell)
    for rows in (*found.terms.values(), *found.pauses.values()):
        rows.sort(key=lambda spell: (spell.starts_on, spell.pk))
    return found


def _none(kind):
    return Cast(Value(None), kind())


def _rows(model, kind):
    half = ("half_term_starts_on", "half_term_ends_on")
    named = {} if model is Term else dict.fromkeys(half, _none(DateField))
    rows = model.objects.annotate(
        spell=Value(kind, CharField()), of=F("school_id"), lifted=_none(DateTimeField), **named
    )
    return rows.values_list("spell", "of", "pk", "starts_on", "ends_on", *half, "lifted")


def _pauses(pauses):
    rows = pauses.order_by().annotate(
        spell=F("kind"),
        of=F("mentorship_id"),
        half_term_starts_on=_none(DateField),
        half_term_ends_on=_none(DateField),
        lifted=F("lifted_at"),
    )
    return rows.values_list(
        "spell", "of", "pk", "starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on", "lifted"
    )


def not_lifted(mentorships, *, since=None):
    """The pauses of these mentorships (their ids) that are not lifted; with `since`, those that reach that day."""
    pauses = Pause.objects.filter(mentorship_id__in=mentorships, lifted_at=None)
    return pauses if since is None else pauses.filter(Q(ends_on=None) | Q(ends_on__gte=since))
