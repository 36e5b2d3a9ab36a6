"""Where everybody arrives, and the buttons of a pair: start the week, no meeting, ECT away, back again."""

from collections import Counter
from datetime import date, timedelta
from itertools import chain

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coaching import actions
from coaching.ects import own_schools
from coaching.models import Asked
from coaching.pairs import TAGS, activity_of, by_school, mentorships_of, pairs_of
from coaching.views.doors import pair_for, pause_for
from schools import actions as house
from schools import worn
from schools.calendar import monday
from schools.forms import PauseForm
from schools.models import PauseKind, Role, School
from schools.posted import posted_key
from schools.to_do import left_to_do

YEAR = timedelta(days=370)


def led_schools_for(hat, memberships):
    """The schools whose meetings a `Hat` knows of, by name: a leader's own, a trust leader's all. One query for a trust
    leader, none for others."""
    if hat.role == Role.TRUST_LEADER:
        return list(School.objects.filter(trust=hat.place_id).order_by("name", "pk"))
    return [row.school for row in memberships if (row.role, row.school_id) == (Role.LEADER, hat.place_id)]


def questions_for(user):
    """How many questions wait for a leader. One query."""
    return Asked.objects.unanswered().read_by_leader(user).count()


@require_safe
def home(request):
    """What the hat that is on has before it now: the pairs they mentor, their own foci, or the pairs they lead."""
    user, at = request.user, timezone.now()
    mentorships, memberships = mentorships_of(user), worn.memberships_of(user)
    worn.note(request.session, worn.hats_from(user, memberships, mentorships, at=at))
    hat, today = worn.hat_on(request), timezone.localdate(at)
    context = {"pairs": [], "own": [], "led": [], "elsewhere": [], "role": hat.role if hat else "", "place": ""}
    if hat and hat.role == Role.MENTOR:
        context |= _mentored([one for one in mentorships if one.ect_id != user.pk], hat, today=today)
    elif hat and hat.role == Role.ECT:
        own = [one for one in mentorships if (one.ect_id, one.school_id) == (user.pk, hat.place_id)]
        context |= {"heading": "This week", "own": own_schools(user, own, today=today)}
    elif hat:
        context |= _led(led_schools_for(hat, memberships), hat, user, school=request.GET.get("school"), today=today)
    context["has_left"] = hat is None and bool(mentorships)
    return TemplateResponse(request, "coaching/home.html", {"heading": "Home", "hats": int(bool(hat)), **context})


def _mentored(mentorships, hat, *, today):
    """The pairs at the hat's school, and at which other schools some wait."""
    cards = list(zip(mentorships, pairs_of(mentorships, today=today), strict=True))
    waiting = Counter(one.school for one, card in cards if card.is_waiting and one.school_id != hat.place_id)
    return {
        "heading": "Your ECTs",
        "place": hat.place,
        "pairs": [card for one, card in cards if one.school_id == hat.place_id],
        "elsewhere": [(f"{Role.MENTOR.value}-{school.pk}", school.name, count) for school, count in waiting.items()],
    }


def _led(led, hat, user, *, school, today):
    """That meetings are held, at one school or by school: a trust leader picks one, a leader is there already."""
    picked = [one for one in led if str(one.pk) == school] or (led if len(led) == 1 else [])
    activities = activity_of(picked or led, today=today)
    walks = picked and hat.role == Role.LEADER
    asked = questions_for(user) if hat.role == Role.LEADER else 0
    return {
        "heading": "Meetings",
        "led": led,
        "by_school": [] if picked else by_school(led, activities),
        "picked": picked[0].name if picked else "",
        "picked_id": picked[0].pk if picked else "",
        "tasks": left_to_do(picked[0], today=today, leads=hat.role == Role.LEADER) if picked else [],
        "asks": f"Help asked of you ({asked} waiting)" if asked else "Help asked of you" if walks else "",
        "walks": f"{reverse('evidence:walk')}?school={picked[0].pk}" if walks else "",
        "activities": activities if picked else [],
        "states": list(TAGS),
    }


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
    """The day posted as `name`, or None; nor is it a day if it is more than about a year away."""
    try:
        day = date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None
    return day if abs(day - timezone.localdate()) <= YEAR else None
