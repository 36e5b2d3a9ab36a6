"""E-mails and the calendar: which ones a person gets, the link that stops them, and the feed itself."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.actions import reminding
from coaching.feed import address_at, feed, path_of
from coaching.mail_forms import MailsForm
from coaching.mails import stopped_by
from coaching.models import MAILS, CalendarAddress, MailSettings
from schools.models import Membership, Mentorship, Role, User


def sides_for(user):
    """Whether a person mentors somebody now, and whether somebody mentors them. One query."""
    pairs = Mentorship.objects.live().filter(Q(mentor=user) | Q(ect=user)).values_list("mentor_id", "ect_id")
    sides = list(pairs)
    return any(mentor == user.pk for mentor, _ in sides), any(ect == user.pk for _, ect in sides)


def leads_for(user):
    """Whether a person leads a school now, and may be asked for help. One query."""
    return Membership.objects.live().filter(user=user, role=Role.LEADER).exists()


def settings_for(user):
    """Which e-mails a person wants, stored or not. One query."""
    return MailSettings.objects.filter(user=user).first() or MailSettings(user=user)


def own_address_for(user):
    """The address of a person's calendar, or None. One query."""
    return CalendarAddress.objects.filter(user=user).first()


def person_or_404(token):
    """Whose e-mails a link stops."""
    person = User.objects.filter(pk=stopped_by(token), is_active=True).first()
    if person is None:
        raise Http404
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request):
    """Which e-mails a person gets, and the address of their calendar."""
    is_mentor, is_ect = sides_for(request.user)
    chosen = settings_for(request.user)
    initial = {kind: getattr(chosen, kind) for kind in MAILS}
    form = MailsForm(
        request.POST or None, initial=initial, is_mentor=is_mentor, is_ect=is_ect, leads=leads_for(request.user)
    )
    if request.method == "POST":
        # Without a box ticked the form is empty, and means that.
        wanted = {name: name in request.POST for name in form.fields}
        reminding.choose_mails(request.user, wanted=wanted)
        messages.success(request, "Saved.")
        return redirect("coaching:mails")
    address = own_address_for(request.user)
    link = request.build_absolute_uri(path_of(address)) if address else ""
    context = {
        "form": form,
        "has_pair": is_mentor or is_ect,
        "link": link,
        "webcal": "webcal" + link[link.index(":") :] if link else "",
        "shown": address.key.hex if address else "",
    }
    return TemplateResponse(request, "coaching/mails/mails.html", context)


@require_POST
def renew_calendar(request):
    """A new address for the person's calendar, their first or instead of the one shown."""
    had = bool(request.POST.get("shown"))
    reminding.renew_address(request.user, shown=_key(request.POST.get("shown", "")), at=timezone.now())
    messages.success(
        request,
        "This is the new address. The old one shows nothing any more." if had else "Your calendar has an address now.",
    )
    return redirect("coaching:mails")


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt
@login_not_required
def stop_mails(request, token):
    """What the link in each e-mail leads to: one press, or the mail program's own button, stops them all.

    Without signing in and without a token of a form: the link is proof enough, and lets its holder do nothing else.
    Reading the page stops nothing, as programs that look for harm open every link.
    """
    person = person_or_404(token)
    if request.method == "POST":
        reminding.stop_mails(person)
    return TemplateResponse(request, "coaching/mails/stop.html", {"stopped": request.method == "POST"})


@require_safe
@never_cache
@login_not_required
def calendar(request, token):
    """A person's meetings to come, for the calendar that they subscribed with."""
    address = address_at(token)
    if address is None:
        raise Http404
    content = feed(address, today=timezone.localdate(), at=timezone.now())
    headers = {"Content-Disposition": 'inline; filename="so-that.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
