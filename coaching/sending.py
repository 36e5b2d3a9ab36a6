"""A run of reminders: people by the batch, what is due to each, one e-mail a day at most (A101; decision 27).

A run may die at any moment, and two may run at a time. What was claimed and isn't known to be handed over is taken up
by the next, under the same Message-ID: where the mail server had it already, it has it again.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coaching.actions import reminding
from coaching.coming import SATURDAY
from coaching.mails import message
from coaching.models import Digest, MailSettings, Reminder
from coaching.reminders import due
from schools.models import Mentorship, User
from schools.prepared import prepared

logger = logging.getLogger(__name__)

BATCH = 200
# So often a day an e-mail is offered that the mail server refuses.
MOST_TRIES = 5


class NotTaken(Exception):
    """The mail server did not take an e-mail, for certain."""


class ServerDown(Exception):
    """There is nobody to offer an e-mail to."""


class InDoubt(Exception):
    """The mail server went away in the middle of an e-mail: perhaps it took it."""


class Mailbox:
    """One connection to the mail server for a whole run, opened again after it broke."""

    def __init__(self):
        self.connection = get_connection()

    def open(self):
        """Make sure that somebody listens. Raises `ServerDown`."""
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            raise ServerDown from error

    def send(self, letter):
        """Hand an e-mail over. Raises `NotTaken` or `InDoubt`."""
        try:
            self.connection.send_messages([letter])
        except (SMTPRecipientsRefused, SMTPResponseException, ValueError) as error:
            self.close()
            raise NotTaken from error
        except (SMTPException, OSError) as error:
            self.close()
            raise InDoubt from error

    def close(self):
        try:
            self.connection.close()
        except (SMTPException, OSError):
            logger.info("the connection to the mail server was closed already")


@dataclass
class Sent:
    """What a run did: e-mails sent, those that are tried again, and whether the mail server answered."""

    sent: int = 0
    again: int = 0
    is_down: bool = False


def batches():
    """The ids of everybody with a pair who has signed in, a batch at a time: no query grows with the country."""
    last = 0
    while batch := _people(last=last):
        yield batch
        last = batch[-1]


@prepared
def _people(*, last):
    theirs = Mentorship.objects.live().filter(Q(mentor=OuterRef("pk")) | Q(ect=OuterRef("pk")))
    people = _reached().filter(Exists(theirs), pk__gt=last).order_by("pk")
    return people.values_list("pk", flat=True)[:BATCH]


@prepared
def _users(*, people):
    return _reached().filter(pk__in=people).select_related("mail_settings").order_by("pk")


def _reached():
    """Who is written to: whoever has signed in once. Any other address is a line in a list, and may be a stranger's."""
    return User.objects.filter(is_active=True, last_login__isnull=False)


def send_reminders():
    """Tell everybody what is due to them now; returns `Sent`. Called again it tells nothing twice, unless it died
    between the mail server's yes and its own note of it."""
    done, mailbox = Sent(), Mailbox()
    if timezone.localdate().weekday() < SATURDAY:
        for batch in batches():
            of_batch = send_batch(batch, mailbox=mailbox)
            done = Sent(done.sent + of_batch.sent, done.again + of_batch.again, of_batch.is_down)
            if done.is_down:
                break
    mailbox.close()
    reminding.forget(at=timezone.now())
    logger.info("reminders: %s sent, %s to be tried again", done.sent, done.again)
    return done


def send_batch(people, *, mailbox):
    """As `send_reminders`, for `people` (their ids). Seven queries, and those of three writes for each e-mail."""
    today, done = timezone.localdate(), Sent()
    users = _users(people=people)
    wanted = due({user.pk for user in users}, today=today)
    if not any(wanted.values()):
        return done
    known = _Known(users, wanted, today=today, at=timezone.now())
    for user in users:
        if user.pk not in wanted:
            continue
        settings = getattr(user, "mail_settings", None) or MailSettings(user=user)
        items = {item.key: item for item in wanted[user.pk] if getattr(settings, item.kind)}
        for offer in known.offers(user, items):
            try:
                mailbox.open()
            except ServerDown:
                logger.warning("reminders: the mail server does not answer")
                return Sent(done.sent, done.again + 1, is_down=True)
            digest = offer.claimed(at=timezone.now())
            if digest is None:
                continue
            try:
                mailbox.send(message(digest, user, offer.items, today=today))
            except InDoubt:
                # Claimed it stays: offered again after the lease, under the same Message-ID.
                done.again += 1
            except NotTaken:
                reminding.let_go(digest)
                done.again += 1
            else:
                reminding.mark_sent(digest, at=timezone.now())
                done.sent += 1
    return done


@dataclass(frozen=True)
class _Offer:
    """An e-mail to be: with `digest`, one to be finished, or one that was refused earlier today."""

    user: User
    day: object
    items: list
    digest: Digest | None

    def claimed(self, *, at):
        """Its digest, claimed by this worker; None where another has it."""
        if self.digest is None or self.digest.claimed_at is None:
            return reminding.claim(self.user, day=self.day, items=self.items, refused=self.digest, at=at)
        keys = {item.key for item in self.items}
        return self.digest if reminding.take_up(self.digest, keys=keys, at=at) else None


class _Known:
    """What was told to some people of what is due to them, and their digests: today's, and those without an end. Two
    queries."""

    def __init__(self, users, wanted, *, today, at):
        self.today, self.at = today, at
        self.digests, self.told = defaultdict(list), defaultdict(dict)
        people = [user.pk for user in users]
        for digest in _digests(people=people, today=today):
            self.digests[digest.user_id].append(digest)
        all_of_it = [item for items in wanted.values() for item in items]
        about, days = {item.about for item in all_of_it}, {item.day for item in all_of_it}
        for user_id, digest_id, *key in _told(people=people, about=about, days=days):
            self.told[user_id][tuple(key)] = digest_id

    def offers(self, user, items):
        """The `_Offer`s to a person, to whom `items` (by key) are due: what a dead worker left, then what is new."""
        told, of_today = self.told[user.pk], None
        for digest in self.digests[user.pk]:
            if digest.day == self.today:
                of_today = digest
            left = [item for key, item in items.items() if told.get(key) == digest.pk]
            # Where nothing of it is due, as in a pause, it waits: it may be due again.
            if left and digest.is_left(self.at - reminding.LEASE):
                yield _Offer(user, digest.day, left, digest)
        fresh = [item for key, item in items.items() if key not in told]
        if fresh and (of_today is None or (of_today.claimed_at is None and of_today.tries < MOST_TRIES)):
            yield _Offer(user, self.today, fresh, of_today)


@prepared
def _digests(*, people, today):
    unfinished = Q(sent_at=None, claimed_at__isnull=False)
    return Digest.objects.filter(Q(day=today) | unfinished, user_id__in=people).order_by("day")


@prepared
def _told(*, people, about, days):
    rows = Reminder.objects.filter(user_id__in=people, about__in=about, day__in=days)
    return rows.values_list("user_id", "digest_id", "kind", "about", "day")
