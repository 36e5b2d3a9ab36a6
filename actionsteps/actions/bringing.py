"""Bringing a table of steps into a bank: kept, shown, then all of it or nothing."""

from datetime import timedelta

from django.db import transaction

from actionsteps.actions.locks import lock_bank
from actionsteps.actions.many import write_many
from actionsteps.actions.own import add_area
from actionsteps.exchange import plan
from actionsteps.models import Upload
from actionsteps.rules import why_not_keep_bank
from schools.hats import hats_of
from schools.refusal import Refused, refuse_if

KEPT = timedelta(days=1)
BROUGHT_IN = "This file has been brought in already."


@transaction.atomic
def keep_upload(table, *, name, school=None, trust=None, by, at):
    """Keep what was read of a file until it is confirmed, a day at most."""
    refuse_if(why_not_keep_bank(hats_of(by), school_id=school and school.pk, trust_id=trust and trust.pk))
    clear_uploads(at=at)
    return Upload.objects.create(
        school=school, trust=trust, name=name[:200], headings=list(table.headings), rows=list(table.rows), at=at, by=by
    )


def clear_uploads(*, at):
    """Delete the files that were kept a day. Returns how many."""
    return Upload.objects.filter(at__lt=at - KEPT).delete()[0]


def plan_of(upload, *, checked=True):
    """The `Plan` of a kept upload, against the bank as it is now."""
    rows = [(number, row) for number, row in upload.rows]
    return plan(rows, upload.headings, school=upload.school, trust=upload.trust, checked=checked)


@transaction.atomic
def bring_in(upload, *, shown, by, at):
    """Write every row that is new or changed, and return the `Plan`; refused rows are left out, as was shown.

    `shown` is the digest of the plan that the person saw: `Refused` where the bank has changed since, or the file has
    been brought in already.
    """
    rows = Upload.objects.select_for_update(of=("self",)).select_related("school__trust", "trust")
    upload = rows.filter(pk=upload.pk, by=by).first()
    if upload is None or upload.is_brought_in:
        raise Refused(BROUGHT_IN)
    owner = {"trust": upload.trust} if upload.trust_id else {"school": upload.school}
    lock_bank(**owner)
    refuse_if(why_not_keep_bank(hats_of(by), school_id=upload.school_id, trust_id=upload.trust_id))
    planned = plan_of(upload, checked=False)
    if planned.digest != shown:
        raise Refused("The bank has changed since this was shown. Look at it again, then confirm.")
    made = {}
    for fate in planned.writes:
        if fate.new_area:
            key = fate.area.casefold()
            made[key] = made.get(key) or add_area(**owner, name=fate.area, standard=fate.standard, by=by, at=at)
            fate.written["area"] = made[key]
    write_many(planned.writes, **owner, by=by, at=at)
    upload.headings, upload.rows = [], []
    upload.save(update_fields=["headings", "rows"])
    return planned
