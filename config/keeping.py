"""What somebody typed and sent after their web session had ended, kept a day until they sign in again.

Each form with text carries `person`: a signed word for whom the page was drawn for. It proves nothing but that; what
it lets somebody do is to leave text for that person to read, never to read or to change anything.
"""

import hashlib
import re
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

from django.core import signing
from django.db import transaction
from django.utils import timezone

from actionsteps.wording import text_digest
from coaching.fields import EVIDENCE, field_at
from coaching.slips import LOOKS
from schools.models import KeptForm, User

LIFETIME = timedelta(days=1)
MOST_BYTES = 200 * 1024
MOST_FORMS = 20
# The forms that hold text worth keeping; a tick or a pause is quickly pressed again.
ROUTES = {
    "coaching:meeting",
    "coaching:close_week",
    "coaching:reword_focus",
    "coaching:withdraw_focus",
    "coaching:propose_focus",
    "coaching:ask_for_help",
    "coaching:asked",
    "coaching:check_focus",
    "coaching:keep_focus",
    "coaching:starters",
    "coaching:change_starter",
    "coaching:correct_outcome",
    "coaching:write_script",
    "coaching:write_line",
    "coaching:write_note",
    "coaching:slip",
    "actionsteps:write_step",
    "actionsteps:change_step",
    "actionsteps:proposal",
    "actionsteps:decline_proposal",
    "actionsteps:settle_bank",
    "evidence:write_entry",
    "evidence:notes",
    "evidence:change_note",
    "evidence:change_entry",
    "evidence:walk",
}
# What a page sends of its own accord, what is ticked or picked beside a text, and what was looked for.
NOT_TYPED = re.compile(
    r"csrfmiddlewaretoken|person|kept|key|do|drawn(-.*)?|(cites?|keep|take|find)-.*|(.*-)?(key|source|seen_on)|area|ects|school|about"
    r"|digest|leader|nos|kind|dismissed"
)
# Who finds their text again wants it in the page first; these verbs they press again themselves.
NOT_AGAIN = {"set", "discard", "open", "shut"}

# What the small forms call a field whose name says less.
LABELS = {
    "text": "Script",
    "look": "Look-for",
    "line": "A line",
    "went_well": "What went well",
    "to_discuss": "What to talk about",
}

_signer = signing.Signer(salt="config.keeping")


def person_token(user):
    """A signed word for `user`: the same in all their pages until their password changes; "" for nobody."""
    return _signer.sign_object([user.pk, _stamp(user)]) if user.is_authenticated else ""


def person_of(token):
    """The person that a token was signed for, or None. One query, none for a token that isn't ours."""
    try:
        pk, stamp = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and stamp == _stamp(user) else None


def _stamp(user):
    """Changes with the password, as the sessions do."""
    return hashlib.sha256(user.get_session_auth_hash().encode()).hexdigest()[:16]


def keep(request, *, at):
    """Keep what an unanswered POST held, for the person whom its page was drawn for. Returns whether anything was kept.

    What was kept for the same address before stays, but for what was typed again: a stale tab sends old text for every
    field that nobody touched.
    """
    if not is_kept(request):
        return False
    pairs = pairs_of(request.POST)
    user = person_of(request.POST.get("person", ""))
    if user is None or not typed(pairs):
        return False
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        before = KeptForm.objects.filter(user=user, path=request.path, kept_at__gt=at - LIFETIME).first()
        if before:
            pairs = _merged(parse_qsl(before.body, keep_blank_values=True), pairs)
        body = urlencode(pairs)
        if len(body) > MOST_BYTES:
            return False
        KeptForm.objects.update_or_create(user=user, path=request.path, defaults={"body": body, "kept_at": at})
        newest = KeptForm.objects.filter(user=user).order_by("-kept_at", "-pk").values("pk")[:MOST_FORMS]
        KeptForm.objects.filter(user=user).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return True


def is_kept(request):
    """Whether a request is of the kind that is kept: a form with text."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name in ROUTES


def pairs_of(post):
    """The names and values of a POST, in order, without what must not be sent again."""
    return [
        (name, value)
        for name, values in post.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "person", "kept")
        and not (name == "do" and value.split(":")[0] in NOT_AGAIN)
    ]


def typed(pairs):
    """The names and texts that a person typed or chose: not blank, and not as the page was drawn."""
    drawn = {name.removeprefix("drawn-"): value for name, value in pairs if name.startswith("drawn-")}
    return [
        (name, value)
        for name, value in pairs
        if value.strip() and not NOT_TYPED.fullmatch(name) and drawn.get(name) != text_digest(value)
    ]


def _merged(before, now):
    """`now`, with those fields of `before` that were typed then and are not typed now."""
    typed_now = {name for name, _ in typed(now)}
    old = {name for name, _ in typed(before)} - typed_now
    old |= {f"drawn-{name}" for name in old}
    return [pair for pair in now if pair[0] not in old] + [pair for pair in before if pair[0] in old]


def kept_for(user, *, at):
    """The forms kept for `user`, newest first. One query."""
    return KeptForm.objects.filter(user=user, kept_at__gt=at - LIFETIME).order_by("-kept_at", "-pk")


def forget(user, pk):
    """Delete what was kept: it is in its page again, or thrown away."""
    KeptForm.objects.filter(user=user, pk=pk).delete()


def clear(*, at):
    """Delete what is older than a day. Returns how many forms that were."""
    return KeptForm.objects.filter(kept_at__lte=at - LIFETIME).delete()[0]


def texts_of(pairs):
    """What was typed, ready for a page: each with its label, a choice by its own words."""
    shown = []
    for name, value in typed(pairs):
        field = field_at(name)
        choices = dict(field.choices if field else LOOKS if name.startswith("look-") else ())
        shown.append({"label": label_of(name), "text": choices.get(value, value)})
    return shown


def label_of(name):
    """The label of a field of the meeting; of another form's, one made from its name."""
    field = field_at(name) or EVIDENCE.get(name.split("-")[-1])
    return field.label if field else LABELS.get(name.split("-")[0], name.replace("_", " ").capitalize())


def moment_of(form):
    """When a form was kept, as a person says it: 15:42, or Tuesday 15:42."""
    moment = timezone.localtime(form.kept_at)
    return f"{moment:%H:%M}" if moment.date() == timezone.localdate() else f"{moment:%A %H:%M}"
