"""Who is what at a school, and who meets whom."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateformat import format as date_text
from django.views.decorators.http import require_http_methods, require_safe

from schools import actions, leaving, roles
from schools.forms import PersonForm, RolesForm
from schools.models import Rhythm, Role, Weekday
from schools.refusal import Refused
from schools.views.doors import invitations_for, member_or_404, members_for, pairs_for, school_or_404


@require_safe
def people(request, school_id):
    """The pairs of a school, the ECTs without a mentor, and everybody with a role. Eight queries."""
    school = school_or_404(request, school_id)
    pairs = [_pair(pair) for pair in pairs_for(school)]
    paired = {pair["ect_id"] for pair in pairs}
    invitations, found = invitations_for(school), {}
    for membership in members_for(school):
        person = found.setdefault(membership.user_id, {"user": membership.user, "roles": [], "is_ect": False})
        person["roles"].append(membership.get_role_display())
        person["is_ect"] |= membership.role == Role.ECT
    shown = [_person(person, invitations.get(pk)) for pk, person in found.items()]
    context = {
        "school": school,
        "pairs": pairs,
        "alone": [person["user"] for pk, person in found.items() if person["is_ect"] and pk not in paired],
        "people": shown,
        "to_invite": sum(person["to_invite"] for person in shown),
    }
    return TemplateResponse(request, "schools/people.html", context)


def _person(person, invitation):
    user = person["user"]
    joined = user.has_usable_password()
    stands = invitation is not None and invitation.stands(timezone.now())
    state = "Not invited yet"
    if joined:
        state = "Has signed in" if user.last_login else "Can sign in"
    elif stands:
        state = f"Invited on {date_text(timezone.localtime(invitation.sent_at), 'j F')}"
    elif invitation:
        state = "The invitation has expired" if invitation.sent_at else "The invitation could not be sent"
    return {
        "pk": user.pk,
        "name": user.name,
        "email": user.email,
        "roles": ", ".join(person["roles"]),
        "state": state,
        "joined": joined,
        "to_invite": not joined and not stands,
    }


def _pair(pair):
    when = f"{Weekday(pair.weekday).label}s"
    if pair.time:
        when += f" at {pair.time:%H:%M}"
    return {
        "pk": pair.pk,
        "ect": pair.ect.name,
        "ect_id": pair.ect_id,
        "mentor": pair.mentor.name,
        "stand_in": pair.stand_in,
        "also_assesses": pair.also_assesses,
        "when": f"{when}, {Rhythm(pair.rhythm).label}",
    }


@require_http_methods(["GET", "POST"])
def add_person(request, school_id):
    """One person by hand."""
    school = school_or_404(request, school_id)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.add_person(school=school, **form.cleaned_data, by=request.user, at=timezone.now())
        except (Refused, ValidationError) as error:
            form.add_error("email", error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, f"{user.name} is at {school.name} now.")
            return redirect("schools:people", school.pk)
    context = {
        "form": form,
        "title": "Add a person",
        "kicker": school.name,
        "button": "Add",
        "school": school,
        "words": "Nothing is sent to them until you invite them.",
    }
    return TemplateResponse(request, "schools/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change_person(request, school_id, user_id):
    """What somebody is at the school, and how they are called where nobody else knows them."""
    school = school_or_404(request, school_id)
    user = member_or_404(school, user_id)
    now = {"name": user.name, "email": user.email, "roles": list(roles.roles_at(user, school))}
    form = RolesForm(
        request.POST or None,
        initial=now,
        renames=not roles.why_not_rename(user, school=school),
        readdresses=not roles.why_not_readdress(user, school=school),
    )
    if request.method == "POST" and form.is_valid():
        try:
            roles.change_person(user, school=school, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("schools:people", school.pk)
    context = {
        "form": form,
        "title": user.name,
        "kicker": school.name,
        "button": "Save",
        "school": school,
        "words": f"Signs in with {user.email}." if user.has_usable_password() else "",
    }
    return TemplateResponse(request, "schools/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def leave_school(request, school_id, user_id):
    """Whom it touches when somebody leaves (GET); then their pairs and roles here end (POST)."""
    school = school_or_404(request, school_id)
    user = member_or_404(school, user_id)
    if request.method == "POST":
        leaving.leave(user, school=school, by=request.user, at=timezone.now())
        messages.success(request, f"{user.name} has left {school.name}.")
        return redirect("schools:people", school.pk)
    context = {"school": school, "person": user, "touched": leaving.touched_by(user, school=school)}
    return TemplateResponse(request, "schools/leave.html", context)
