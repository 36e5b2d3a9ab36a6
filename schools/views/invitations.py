"""Invitations: written by who sets up a school's people, taken up by a link."""

from smtplib import SMTPException

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from schools import inviting
from schools.forms import InvitedForm
from schools.refusal import Refused
from schools.rules import why_not_accept
from schools.views.doors import invitations_for, members_for, school_or_404

# What one press sends: a larger school presses twice.
MOST_AT_ONCE = 100
NOT_SENT = "The invitations could not be sent. Nothing is lost: try again in a few minutes."


@require_POST
def invite_people(request, school_id):
    """Invite one person (`user`), or everybody of the school who has no way in yet."""
    school, at = school_or_404(request, school_id), timezone.now()
    wanted = request.POST.get("user", "")
    waiting = invitations_for(school)
    users = {m.user_id: m.user for m in members_for(school) if not m.user.has_usable_password()}
    if wanted:
        users = {pk: user for pk, user in users.items() if str(pk) == wanted}
    else:
        users = {pk: user for pk, user in users.items() if pk not in waiting or not waiting[pk].stands(at)}
    invitations = inviting.invite(list(users.values())[:MOST_AT_ONCE], school=school, by=request.user, at=at)
    try:
        _send(invitations, school, request)
    except (SMTPException, OSError):
        messages.error(request, NOT_SENT)
    else:
        inviting.mark_sent(invitations, at=at)
        number = len(invitations)
        left = len(users) - number
        said = f"{number} {'invitation' if number == 1 else 'invitations'} sent."
        messages.success(request, f"{said} {left} still to send: press again." if left else said)
    return redirect("schools:people", school.pk)


def _send(invitations, school, request):
    """Write to each of them, over one connection."""
    letters = []
    for invitation in invitations:
        path = reverse("schools:invitation", args=[inviting.token_of(invitation)])
        context = {"invitation": invitation, "school": school, "link": request.build_absolute_uri(path)}
        letters.append(
            EmailMessage(
                subject=f"{school.name} invites you to So That",
                body=render_to_string("schools/email/invitation.txt", context),
                to=[invitation.user.email],
            )
        )
    if letters:
        get_connection().send_messages(letters)


@require_http_methods(["GET", "POST"])
@never_cache
@login_not_required
@sensitive_post_parameters("password")
def invitation(request, token):
    """Take up an invitation: choose a password, and be signed in. Reading the page uses nothing up."""
    found = inviting.invitation_at(token)
    if found is None:
        raise Http404
    at = timezone.now()
    reason = why_not_accept(found, at=at)
    if not reason and request.user.is_authenticated:
        reason = f"{request.user.name} is signed in here. Sign out first, then open the link again."
    form = InvitedForm(request.POST or None)
    if request.method == "POST" and not reason and form.is_valid():
        try:
            user = inviting.accept(found, password=form.cleaned_data["password"], at=at)
        except ValidationError as error:
            form.add_error("password", error)
        except Refused as refused:
            reason = str(refused)
        else:
            return perform_login(request, user)
    status = 403 if reason and request.method == "POST" else 422 if form.errors else 200
    context = {"form": form, "invitation": found, "reason": reason}
    return TemplateResponse(request, "schools/invitation.html", context, status=status)
