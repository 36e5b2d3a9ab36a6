"""What the meeting page's script asks: to save what was typed, and what a pasted sentence falls into."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionsteps.wording import parse, text_digest
from coaching.actions import save_fields
from coaching.drawing import BLANK
from coaching.forms import MeetingForm
from coaching.meeting import Meeting
from coaching.page import MeetingPage
from coaching.stored import address_of, plain
from coaching.validators import LONGEST_TEXT
from coaching.views.doors import week_for

GONE = "This was removed meanwhile, in another tab or on another screen."
# Shown again further down the page as soon as it is saved: nothing else depends on these texts.
ECHOES = {"praise": ("praised", "meeting_talk.html#praised"), "probe_answer": ("said", "meeting_actions.html#said")}


@require_POST
def autosave(request, cycle_id):
    """Save the fields that were posted; answers with their digests, what stands against any, and the parts of the page
    that read differently now. Never with an input."""
    week = week_for(request.user, cycle_id)
    form = MeetingForm.read(request.POST)
    now = timezone.now()
    saved = save_fields(week, typed=form.shown, drawn=form.drawn, by=request.user, at=now)
    if saved.refused:
        return JsonResponse({"reason": saved.refused}, status=403)
    errors = saved.errors | dict.fromkeys(saved.gone, GONE)
    answer = {
        "saved": f"{timezone.localtime(now):%H:%M}",
        "digests": saved.digests,
        "conflicts": {name: {"stored": text, "digest": text_digest(text)} for name, text in saved.conflicts.items()},
        "errors": errors,
        "html": _html(request, week, form, saved),
    }
    return JsonResponse(answer, status=422 if errors else 200)


def _html(request, week, form, saved):
    """By id, the parts of the page that what was just saved changes."""
    names = [name for name in saved.digests if name in form.shown]
    html = {}
    for name in names:
        if name in ECHOES:
            part, template = ECHOES[name]
            echo = {"praised": form.shown[name], "said": form.shown[name], "ect_first": week.ect.first_name}
            html[part] = render_to_string(f"coaching/{template}", {"page": echo})
    places = [address_of(name) for name in names]
    for place, name in zip(places, names, strict=True):
        if place.kind == "focus" and place.field == "script":
            echo = {"id": place.pk, "script_said": form.shown[name]}
            html[f"script-said-{place.pk}"] = render_to_string(
                "coaching/meeting_doing.html#script_said", {"focus": echo}
            )
    pairs = zip(places, names, strict=True)
    if any(_matters(place, form.drawn.get(name, BLANK), form.shown[name]) for place, name in pairs):
        # Read again: what was saved may complete a stage, or change what a focus reads as.
        if own := [place.field for place in places if place.kind == "cycle"]:
            week.refresh_from_db(fields=own)
        page = MeetingPage(Meeting.load(week), request.user, key="")
        html |= _frame(page) | _of_foci(page, places)
        if any(place.kind == "outcome" for place in places):
            html |= _of_last_week(page)
    return html


def _matters(place, drawn, text):
    """Whether a saved field changes what the page says elsewhere: all but prose that merely grew."""
    if place.kind in ("step", "outcome") or place.is_wording:
        return True
    if place.kind == "focus" and place.field in ("plan_lesson", "plan_on"):
        return True
    return (drawn == BLANK) != (not text.strip()) or place.field in ("meets_on", "next_meeting_on")


def _frame(page):
    context = {"page": page}
    html = {f"lack-{stage}": line for stage, line in page.lack_lines.items()}
    html["rail"] = render_to_string("coaching/meeting.html#rail", context)
    html["lacks"] = render_to_string("coaching/meeting.html#lacks", context)
    return html


def _of_foci(page, places):
    """What the foci read as, of which a field was saved."""
    touched = {place.pk for place in places if place.kind == "focus"}
    steps = {place.pk for place in places if place.kind == "step"}
    html = {}
    for number, focus in enumerate(page.meeting.foci, 1):
        if focus.pk not in touched and not any(step.pk in steps for step in focus.steps.all()):
            continue
        context = {"focus": page.wording_of(focus, number)}
        html[f"sentence-{focus.pk}"] = render_to_string("coaching/meeting_focus.html#sentence", context)
        html[f"achievable-{focus.pk}"] = render_to_string("coaching/meeting_focus.html#achievable", context)
        html[f"plan-sentence-{focus.pk}"] = render_to_string("coaching/meeting_doing.html#plan_sentence", context)
        html[f"planned-{focus.pk}"] = render_to_string("coaching/meeting_doing.html#planned", context)
        if context["focus"]["was"]:
            html[f"line-{focus.pk}"] = render_to_string("coaching/meeting_focus.html#line", context)
    return html


def _of_last_week(page):
    """What praise and precise actions show of last week, once an outcome was given."""
    html = {
        f"decide-{focus.pk}": render_to_string(
            "coaching/meeting_actions.html#decide", {"old": page.decide(focus, number)}
        )
        for number, focus in page.owed()
    }
    page.last_results = page.results()
    html["last-results"] = render_to_string("coaching/meeting_talk.html#last_results", {"page": page})
    return html


@require_POST
def parse_wording(request):
    """What a pasted sentence falls into (A23): the three parts, each "" or empty where it isn't found."""
    found = parse(plain(request.POST.get("text", ""))[:LONGEST_TEXT])
    return JsonResponse({"key_action": found.key_action, "steps": list(found.steps), "so_that": found.so_that})
