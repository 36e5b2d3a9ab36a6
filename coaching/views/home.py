"""Where everybody arrives, and the buttons of a pair: start the week, no meeting, ECT away, back again."""

from datetime import date
from itertools import chain

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coaching import actions
from coaching.ects import own_schools
from coaching.pairs import TAGS, activity_of, by_school, mentorships_of, pairs_of
from coaching.views.doors import pair_for, pause_for
from schools import actions as house
from schools.calendar import monday
from schools.forms import PauseForm
from schools.models import Membership, PauseKind, Role, School
from schools.posted import posted_key
from schools.to_do import left_to_do


def led_schools_for(user):
    """The schools whose meetings `user` may know of as a leader or trust leader, each once, by name; and the ids of
    those that they lead themselves, where they log learning walks.

    Two queries; one for the many who lead nothing.
    """
    roles = Membership.objects.live().filter(user=user, role__in=[Role.LEADER, Role.TRUST_LEADER])
    places = list(roles.values_list("school_id", "trust_id"))
    if not places:
        return [], ()
    schools, trusts = zip(*places, strict=True)
    theirs = Q(pk__in=filter(None, schools)) | Q(trust_id__in=filter(None, trusts))
    return list(School.objects.filter(theirs).order_by("name", "pk")), schools


@require_safe
def home(request):
    """What each of a person's hats has before it now: the pairs they mentor, their own foci, the pairs they lead."""
    user, today = request.user, timezone.localdate()
    mentorships = mentorships_of(user)
    led, walked = led_schools_for(user)
    pairs = pairs_of([one for one in mentorships if one.ect_id != user.pk], today=today)
    own = own_schools(user, [one for one in mentorships if one.ect_id == user.pk], today=today)
    walk = reverse("evidence:walk")
    # A trust leader picks a school; a leader of one is there already.
    picked = [school for school in led if str(school.pk) == request.GET.get("school")] or (led if len(led) == 1 else [])
    activities = activity_of(picked or led, today=today) if led else []
    hats = bool(pairs) + bool(own) + bool(led)
    return TemplateResponse(
        request,
        "coaching/home.html",
        {
            "heading": _heading(pairs, own, led) if hats == 1 else "Home",
            "pairs": pairs,
            "own": own,
            "led": led,
            "by_school": [] if picked else by_school(led, activities),
            "picked": picked[0].name if picked else "",
            "picked_id": picked[0].pk if picked else "",
            "tasks": left_to_do(picked[0], today=today) if picked else [],
            "walks": next((f"{walk}?school={school.pk}" for school in picked or led if school.pk in walked), ""),
            "activities": activities if picked else [],
            "states": list(TAGS),
            "hats": hats,
        },
    )


def _heading(pairs, own, led):
    """The heading for somebody with one hat."""
    if own:
        return "This week"
    return "Your ECTs" if pairs else "Meetings"


@require_POST
def start_week(request, mentorship_id):
    """This week's draft of a pair, new or there already: on to its meeting."""
    pair = pair_for(request.user, mentorship_id)
    week_of = posted_day(request, "week_of")
    draft = actions.start_week(
        pair,
        key=posted_key(request),
        week_of=week_of and monday(week_of),
        by=request.user,
        at=timezone.now(),
    )
    return redirect("coaching:meeting", draft.pk)


@require_POST
def pause_pair(request, mentorship_id):
    """No meeting in one week, or the ECT is away: nothing is asked why, and nothing nags (A93)."""
    pair = pair_for(request.user, mentorship_id)
    # "No meeting this week" means the week of the next meeting, which the form was drawn with.
    week_of = posted_day(request, "week_of") if request.POST.get("kind") == PauseKind.NO_MEETING else None
    form = PauseForm(request.POST, today=week_of or timezone.localdate())
    if not form.is_valid():
        for error in chain(*form.errors.values()):
            messages.error(request, str(error))
        return redirect("coaching:home")
    starts_on, ends_on = form.days()
    house.pause_pair(
        pair,
        kind=form.cleaned_data["kind"],
        starts_on=starts_on,
        ends_on=ends_on,
        key=posted_key(request),
        by=request.user,
        at=timezone.now(),
    )
    return redirect("coaching:home")


@require_POST
def lift_pause(request, pause_id):
    """The pair meets again from now on."""
    house.lift_pause(pause_for(request.user, pause_id), by=request.user, at=timezone.now())
    return redirect("coaching:home")


def posted_day(request, name):
    """The day posted as `name`, or None."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None
