"""What happens to the log. Each action asks, then writes, in one transaction."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence import rules
from evidence.models import Evidence, Source
from evidence.validators import LONGEST_TEXT, validate_not_in_future, validate_seen
from schools.models import Mentorship
from schools.refusal import Refused, refuse_if

STALE = "This page is out of date: something else was logged from it. Load it again."


@transaction.atomic
def log_evidence(*, school, ect, source, seen_on, seen, meaning="", key, by, at):
    """Log one thing seen or heard about an ECT; the same key and text again gives the same entry.

    Raises `Refused` if `by` may not or the key holds another text, `ValidationError` if something is lacking.
    """
    refuse_if(rules.why_not_log(by, ect_id=ect.pk, mentor_id=_mentor_id(school, ect)))
    validate_seen(seen)
    validate_not_in_future(seen_on, timezone.localdate(at))
    if source not in Source.values:
        raise ValidationError("Pick where this was seen or heard.", code="no_source")
    facts = {"ect_id": ect.pk, "source": source, "seen_on": seen_on, "seen": seen, "meaning": meaning[:LONGEST_TEXT]}
    try:
        with transaction.atomic():
            return Evidence.objects.create(
                school=school, key=key, gathered_by=by, created_at=at, created_by=by, **facts
            )
    except IntegrityError:
        logged = Evidence.objects.filter(created_by=by, key=key).first()
        if logged is None:
            raise
        if any(getattr(logged, name) != value for name, value in facts.items()):
            raise Refused(STALE) from None
        return logged


def _mentor_id(school, ect):
    return Mentorship.objects.live().filter(school=school, ect=ect).values_list("mentor_id", flat=True).first()
