"""A school's own openings for praise and for a probe question: added, changed, retired (A88)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionsteps.normal import normal_text
from actionsteps.rules import why_not_settle
from actionsteps.wording import text_digest
from coaching.models import Starter
from coaching.rules import STALE
from coaching.starters import ships
from schools.hats import hats_of
from schools.models import School
from schools.refusal import refuse_if

MOST = 200


@transaction.atomic
def add_starter(*, school, kind, text, area=None, key, by, at):
    """Add an opening to a school's own; the same key and text again gives the same one.

    Raises `Refused` unless `by` leads the school or if the key is another's, ValidationError for one that is there
    already.
    """
    refuse_if(why_not_settle(hats_of(by), school_id=school.pk))
    _lock(school.pk)
    if made := Starter.objects.filter(created_by=by, key=key).first():
        same = (made.school_id, made.kind, made.text) == (school.pk, kind, text)
        refuse_if("" if same else STALE)
        return made
    _refuse_double(school.pk, kind, text)
    if Starter.objects.filter(school=school, kind=kind, retired_at=None).count() >= MOST:
        raise ValidationError(f"{MOST} of a kind are the most. Retire one first.", code="too_many")
    return Starter.objects.create(school=school, key=key, kind=kind, text=text, area=area, created_at=at, created_by=by)


@transaction.atomic
def change_starter(starter, *, text, area, drawn, by, at):
    """Give an opening another text or area, if it still reads as it did when `drawn`, its digest, was taken."""
    starter = _locked(starter, by)
    if text != starter.text:
        if drawn != text_digest(starter.text):
            raise ValidationError(f"It was changed meanwhile, to: “{starter.text}”", code="changed")
        _refuse_double(starter.school_id, starter.kind, text, but=starter)
    starter.text, starter.area = text, area
    starter.save(update_fields=["text", "area"])
    return starter


@transaction.atomic
def retire_starter(starter, *, retired, by, at):
    """Offer an opening no longer, or again where none of the same words stands in its place."""
    starter = _locked(starter, by)
    if bool(starter.retired_at) == retired:
        return starter
    if not retired:
        _refuse_double(starter.school_id, starter.kind, starter.text, but=starter)
    starter.retired_at, starter.retired_by = (at, by) if retired else (None, None)
    starter.save(update_fields=["retired_at", "retired_by"])
    return starter


def _lock(school_id):
    """Whoever else keeps this school's openings waits; rows that only point to the school don't."""
    School.objects.select_for_update(no_key=True).get(pk=school_id)


def _locked(starter, by):
    refuse_if(why_not_settle(hats_of(by), school_id=starter.school_id))
    _lock(starter.school_id)
    return Starter.objects.get(pk=starter.pk)


def _refuse_double(school_id, kind, text, but=None):
    if ships(kind, text):
        raise ValidationError("This one comes with So That already.", code="ships")
    others = Starter.objects.filter(school=school_id, kind=kind, retired_at=None)
    others = others.exclude(pk=but.pk) if but else others
    if normal_text(text) in map(normal_text, others.values_list("text", flat=True)):
        raise ValidationError("Your school has this one already.", code="double")
