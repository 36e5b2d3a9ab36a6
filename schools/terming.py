"""A school's terms and closed days: written, removed, brought in. Each action locks the school, asks, writes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from schools import rules
from schools.actions import manages
from schools.holidays import Told
from schools.models import ClosedDay, School, Term
from schools.refusal import Refused, refuse_if
from schools.term_dates import plan

STALE = "Somebody else changed this meanwhile. Load it again."


@transaction.atomic
def write_term(term, *, by, drawn=None):
    """Write a term of a school, new or changed; the same again changes nothing, and returns the term.

    `drawn` is how a term that is changed read when its form was drawn. Raises `Refused` if `by` may not, and
    ValidationError where it lies over another term or its dates don't fit together.
    """
    return _write(term, by=by, drawn=drawn, check=_validate_apart)


@transaction.atomic
def write_closed(days, *, by, drawn=None):
    """Write closed days of a school, as `write_term` does terms."""
    return _write(days, by=by, drawn=drawn)


@transaction.atomic
def remove_dates(row, *, by):
    """Remove a term or closed days; again does nothing."""
    _locked(row.school_id, by)
    type(row).objects.filter(pk=row.pk).delete()


@transaction.atomic
def bring_dates(told, *, school, shown, today, by):
    """Write what `plan` says is new or changed, and return the plan. Raises `Refused` where `shown` is the digest of
    another plan: the dates have changed since it was shown."""
    _locked(school.pk, by)
    planned = plan_of(told, school=school, today=today)
    if planned.digest != shown:
        raise Refused("The dates have changed since this was shown. Look at it again, then confirm.")
    for fate in planned.writes:
        row = fate.row or fate.model(school=school)
        for name, value in fate.facts.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
    return planned


def plan_of(told, *, school, today):
    """The `DatesPlan` of what a file told, against what the school has now. Two queries."""
    terms, closed = Term.objects.filter(school=school), ClosedDay.objects.filter(school=school)
    return plan(told, terms=list(terms.order_by("starts_on")), closed=list(closed.order_by("starts_on")), today=today)


def packed(told):
    """What a file told as plain values, to be signed into the page that asks for confirmation."""
    return [[one.name[:80], one.starts_on.isoformat(), one.ends_on.isoformat()] for one in told]


def unpacked(rows):
    """The opposite of `packed`."""
    return [Told(name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in rows]


def reads_as(row):
    """How a row reads, for a form to say what it was drawn with."""
    names = [column.attname for column in row._meta.concrete_fields if column.name not in ("id", "school")]
    return "|".join(str(getattr(row, name) or "") for name in names)


def _write(row, *, by, drawn, check=None):
    _locked(row.school_id, by)
    rows = type(row).objects.filter(school_id=row.school_id)
    if row.pk is None:
        made = rows.filter(starts_on=row.starts_on).first()
        if made and reads_as(made) == reads_as(row):
            return made
    else:
        stored = rows.filter(pk=row.pk).first()
        if stored is None or (drawn is not None and drawn not in (reads_as(stored), reads_as(row))):
            raise Refused(STALE)
    if check:
        check(row, rows)
    row.full_clean()
    row.save()
    return row


def _validate_apart(term, terms):
    over = terms.filter(starts_on__lte=term.ends_on, ends_on__gte=term.starts_on).exclude(pk=term.pk).first()
    if over:
        raise ValidationError(f"It lies over {over.name}: a day is in one term.", code="overlap")


def _locked(school_id, by):
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id)
    refuse_if(rules.why_not_set_terms(manages=manages(by, school=school)))
    return school
