"""The words of an e-mail, and what it carries so that one press ends them all.

An e-mail holds what its receiver reads on their own pages, and of coaching text only an ECT's own foci. Its subject,
which a locked phone shows, says nothing of the content.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from coaching.checks import list_words
from coaching.dates import long_day, near
from coaching.models import ReminderKind

SIGNER = Signer(salt="coaching.stop_mails", sep=".")
# What comes first in an e-mail.
ORDER = (ReminderKind.MEETING, ReminderKind.FOCI, ReminderKind.NO, ReminderKind.REVIEW)


def stop_token(user_id):
    """What the link that stops a person's e-mails ends in. It lets its holder do that, and nothing else."""
    return SIGNER.sign(str(user_id))


def stopped_by(token):
    """The id of the person whose e-mails a link stops; None for a link that is none."""
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def message(digest, user, items, *, today):
    """The e-mail of a digest, as an `EmailMessage`: the same Message-ID however often it is made. No query."""
    items = sorted(items, key=lambda item: (ORDER.index(item.kind), item.day, item.about))
    stop = address_of("coaching:stop_mails", stop_token(user.pk))
    context = {
        "first_name": user.first_name,
        "paragraphs": [*_paragraphs(user, items, today)],
        "home": address_of("coaching:home"),
        "choose": address_of("coaching:mails"),
        "stop": stop,
    }
    return EmailMessage(
        subject=_subject(user, items, today),
        body=render_to_string("coaching/mails/digest.txt", context),
        to=[user.email],
        headers={"Message-ID": f"<{digest.key}@{urlsplit(settings.SITE_ADDRESS).hostname}>", **stop_headers(stop)},
    )


def stop_headers(stop):
    """What makes a mail program offer its own button that ends them all (`stop`: the link that does), and answer
    nothing by itself."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def address_of(name, *args):
    """The whole address of a route."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse(name, args=args)


def _other(user, pair):
    """Who meets `user`. One line, as it goes into a subject."""
    return " ".join((pair.mentor if pair.ect_id == user.pk else pair.ect).name.split())


def _subject(user, items, today):
    first, more = items[0], len(items) - 1
    other = _other(user, first.pair)
    if first.kind == ReminderKind.MEETING:
        soon = near(first.day, today)
        words = f"{soon[0].upper()}{soon[1:]}: your meeting with {other}"
    elif first.kind == ReminderKind.FOCI:
        words = f"Your {_foci(first)} until {long_day(first.words[0])}"
    elif first.kind == ReminderKind.NO:
        words = f"{other} said no to a focus"
    else:
        words = f"A review waits: {other}"
    return f"{words}, and {more} more" if more else words


def _paragraphs(user, items, today):
    said = {}
    for item in items:
        if item.kind == ReminderKind.NO:
            said.setdefault(item.week_id, []).append(item.words)
    for item in items:
        if item.kind == ReminderKind.MEETING:
            yield _meeting(user, item, today)
        elif item.kind == ReminderKind.FOCI:
            yield _agreed(item)
        elif item.kind == ReminderKind.REVIEW:
            yield (
                f"The meeting with {item.pair.ect.name} was planned for {long_day(item.day)}: last week is still to be "
                f"reviewed. Hold it, or give it another day:\n{address_of('coaching:home')}"
            )
        elif nos := said.pop(item.week_id, None):
            yield f"{list_words(nos, item.pair.ect.first_name)}:\n" + address_of("coaching:meeting", item.week_id)


def _meeting(user, item, today):
    """ "You meet Amira Khan tomorrow, Thursday 18 September, at 15:30."."""
    day, soon = long_day(item.day), near(item.day, today)
    when = f"on {day}" if soon == day else f"{soon}, {day},"
    at = f" at {item.pair.time:%H:%M}" if item.pair.time else ""
    return f"You meet {_other(user, item.pair)} {when}{at}".rstrip(",") + "."


def _foci(item):
    return "focus" if len(item.words) == 2 else "foci"


def _agreed(item):
    """The ECT's foci, as sentences, under who set them; and what to do about them."""
    on, *sentences = item.words
    mentor, foci, is_one = item.pair.mentor.name, _foci(item), len(sentences) == 1
    who = f"You and {mentor} agreed" if item.agreed else f"{mentor} set"
    listed = sentences if is_one else [f"{number}. {text}" for number, text in enumerate(sentences, 1)]
    ask = (
        "Tick off the steps here:"
        if item.agreed
        else f"{'Is it' if is_one else 'Are they'} right for you? Say so here:"
    )
    link = address_of("coaching:home" if item.agreed else "coaching:meeting", *([] if item.agreed else [item.week_id]))
    return "\n\n".join([f"{who} your {foci} until {long_day(on)}:", *listed, f"{ask}\n{link}"])
