"""What happens to e-mails and calendar addresses. A digest is claimed before it is handed over (decision 27).

Nobody asks for a digest, so nobody may or may not: these take `at=` alone. What they ask of the row, they ask in the
statement that writes it, so that of two workers one wins.
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction

from coaching.models import MAILS, CalendarAddress, Digest, MailSettings, Reminder
from schools.models import User

# So long a worker may take over one e-mail before it counts as dead.
LEASE = timedelta(minutes=10)
# So long it is known what was told. Longer than any week stays open.
KEPT = timedelta(days=400)
AT_ONCE = 1000


def claim(user, *, day, items, refused=None, at):
    """The digest of a person for a day, claimed by this worker, with its `items` told; None where another was first.

    `refused` is the day's digest where the mail server refused it before.
    """
    try:
        with transaction.atomic():
            if refused is None:
                digest = Digest.objects.create(user=user, day=day, claimed_at=at)
            else:
                mine = Digest.objects.filter(pk=refused.pk, claimed_at=None)
                if not mine.update(claimed_at=at, tries=refused.tries + 1):
                    return None
                digest = refused
            Reminder.objects.bulk_create(
                Reminder(
                    school_id=item.pair.school_id,
                    digest=digest,
                    user=user,
                    kind=item.kind,
                    about=item.about,
                    day=item.day,
                )
                for item in items
            )
    except IntegrityError:
        return None
    return digest


@transaction.atomic
def take_up(digest, *, keys, at):
    """Take a digest over from a worker that died with it in hand; False where another was first.

    What is not due any more (not in `keys`) is let go.
    """
    mine = Digest.objects.filter(pk=digest.pk, sent_at=None, claimed_at=digest.claimed_at)
    if not mine.update(claimed_at=at, tries=digest.tries + 1):
        return False
    for reminder in Reminder.objects.filter(digest=digest):
        if (reminder.kind, reminder.about, reminder.day) not in keys:
            reminder.delete()
    return True


def mark_sent(digest, *, at):
    """Note that the mail server took a digest."""
    Digest.objects.filter(pk=digest.pk).update(sent_at=at)


@transaction.atomic
def let_go(digest):
    """Note that the mail server refused a digest: nothing of it was told."""
    Reminder.objects.filter(digest=digest).delete()
    Digest.objects.filter(pk=digest.pk).update(claimed_at=None)


def forget(*, at):
    """Delete what was told more than `KEPT` ago; returns how many digests. Safe at any time."""
    before, count = (at - KEPT).date(), 0
    oldest = Digest.objects.order_by("pk").values_list("pk", "day")
    while (first := oldest.first()) and first[1] < before:
        old = [pk for pk, day in oldest[:AT_ONCE] if day < before]
        with transaction.atomic():
            Reminder.objects.filter(digest__in=old).delete()
            count += Digest.objects.filter(pk__in=old).delete()[0]
    return count


@transaction.atomic
def choose_mails(user, *, wanted):
    """Switch kinds of e-mail on or off for a person: `wanted`, by kind; what it doesn't name stays."""
    User.objects.select_for_update().get(pk=user.pk)
    settings, _ = MailSettings.objects.get_or_create(user=user)
    for kind, on in wanted.items():
        setattr(settings, kind, on)
    settings.save()
    return settings


def stop_mails(user):
    """Switch all e-mails off for a person: what the link in each of them does."""
    return choose_mails(user, wanted=dict.fromkeys(MAILS, False))


@transaction.atomic
def renew_address(user, *, shown, at):
    """Give a person's calendar a new address, which ends the one before; their first, if they have none.

    `shown` is the key of the address that their page showed, or None: where that is not the present one, it was renewed
    meanwhile, and stays.
    """
    User.objects.select_for_update().get(pk=user.pk)
    address = CalendarAddress.objects.filter(user=user).first()
    if address is None:
        return CalendarAddress.objects.create(user=user, made_at=at)
    if address.key == shown:
        address.key, address.made_at, address.served = uuid.uuid4(), at, {}
        address.save(update_fields=["key", "made_at", "served"])
    return address
