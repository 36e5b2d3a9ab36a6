"""What the meeting page's script asks: to save what was typed, and what a pasted sentence falls into."""

from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionsteps.wording import parse
from coaching.actions import save_fields
from coaching.drawing import BLANK
from coaching.forms import MeetingForm
from coaching.lines import next_up
from coaching.meeting import Meeting
from coaching.models import Cycle
from coaching.page import NOTHING, MeetingPage
from coaching.reads import reads
from coaching.stored import address_of, plain
from coaching.validators import LONGEST_TEXT
from coaching.views.doors import foci_for, week_for
from evidence.answers import saved_answer

GONE = "This was removed meanwhile, in another tab or on another screen."
# Shown again further down the page as soon as it is saved: nothing else depends on these texts.
ECHOES = {"praise": ("praised", "meeting_talk.html#praised"), "probe_answer": ("said", "meeting_actions.html#said")}


@require_POST
def autosave(request, cycle_id):
    """Save the fields that were posted; answers with their digests, what stands against any, and the parts of the page
    that read differently now. Never with an input.

    The action asks who may write here; the door is asked only whether the reason against is theirs to hear.
    """
    form = MeetingForm.read(request.POST)
    now = timezone.now()
    try:
        saved = save_fields(Cycle(pk=cycle_id), typed=form.shown, drawn=form.drawn, by=request.user, at=now)
    except Cycle.DoesNotExist:
        raise Http404 from None
    if saved.refused:
        week_for(request.user, cycle_id)
        return JsonResponse({"reason": saved.refused}, status=403)
    errors = saved.errors | dict.fromkeys(saved.gone, GONE)
    html = _html(request.user, cycle_id, form, saved)
    return saved_answer(at=now, digests=saved.digests, conflicts=saved.conflicts, errors=errors, html=html)


def _html(user, cycle_id, form, saved):
    """By id, the parts of the page that what was just saved changes."""
    places = {name: address_of(name) for name in saved.digests if name in form.shown}
    html = {}
    for name, place in places.items():
        text = form.shown[name]
        if name in ECHOES:
            part, template = ECHOES[name]
            html[part] = _drawn(template, page={part: text or NOTHING})
        if place.kind == "focus" and place.field == "script":
            html[f"script-said-{place.pk}"] = _drawn(
                "meeting_doing.html#script_said", focus={"id": place.pk, "script_said": text}
            )
    crossed = any((form.drawn.get(name, BLANK) == BLANK) != (not form.shown[name].strip()) for name in places)
    foci = [] if crossed else _typed_in(cycle_id, places.values())
    if foci:
        return html | _of_foci(Meeting(cycle=foci[0].cycle, foci=foci), places.values())
    if crossed or any(_matters(place) for place in places.values()):
        # Read again: what was saved may complete a stage, or change what a focus reads as.
        page = MeetingPage(Meeting.load(week_for(user, cycle_id)), user, key="")
        html |= _frame(page) | _of_foci(page.meeting, places.values()) | _of_checks(page)
        if any(place.kind == "outcome" for place in places.values()):
            html |= _of_last_week(page)
    return html


def _drawn(template, **context):
    return render_to_string(f"coaching/{template}", context)


def _matters(place):
    """Whether the page says elsewhere what is in this field: all but prose that merely grew."""
    if place.kind == "outcome":
        return place.field == "result"
    return (
        place.is_wording
        or place.field in ("meets_on", "next_meeting_on")
        or (place.kind == "focus" and place.field in ("plan_lesson", "plan_on"))
    )


def _frame(page):
    html = {f"lack-{stage}": line for stage, line in page.lack_lines.items()}
    html["rail"] = _drawn("meeting.html#rail", page=page)
    html["lacks"] = _drawn("meeting.html#lacks", page=page)
    return html


def _typed_in(cycle_id, places):
    """The foci whose wording alone was saved, where nothing but their sentences depends on it: no answer was given to
    it yet, and it follows none of last week's. Else none."""
    if not all(place.is_wording for place in places):
        return []
    ids = {kind: [place.pk for place in places if place.kind == kind] for kind in ("focus", "step")}
    foci = foci_for(cycle_id, foci=ids["focus"], steps=ids["step"])
    if any(one.achievable_answers.all() or one.refined_from_id or one.replaces_id or one.checks_told for one in foci):
        return []
    return foci


def _of_foci(meeting, places):
    """What the foci read as, of which a field was saved."""
    touched = {place.pk for place in places if place.kind == "focus"}
    steps = {place.pk for place in places if place.kind == "step"}
    html = {}
    for focus in meeting.foci:
        if focus.pk not in touched and not any(step.pk in steps for step in focus.steps.all()):
            continue
        shown = reads(meeting, focus, focus.rank)
        html[f"sentence-{focus.pk}"] = _drawn("meeting_focus.html#sentence", focus=shown)
        html[f"origin-{focus.pk}"] = _drawn("meeting_focus.html#origin", focus=shown)
        html[f"advice-{focus.pk}"] = _drawn("meeting_focus.html#advice", focus=shown)
        html[f"achievable-{focus.pk}"] = _drawn("meeting_focus.html#achievable", focus=shown)
        html[f"plan-sentence-{focus.pk}"] = _drawn("meeting_doing.html#plan_sentence", focus=shown)
        html[f"planned-{focus.pk}"] = _drawn("meeting_doing.html#planned", focus=shown)
        if shown["was"]:
            html[f"line-{focus.pk}"] = _drawn("meeting_focus.html#line", focus=shown)
    return html


def _of_checks(page):
    """What the ECT said, once they said anything: a new wording is asked about again."""
    checks = page.checks
    said = [focus for focus in page.meeting.foci if checks.said[focus.pk]]
    html = {
        f"check-{focus.pk}": _drawn(
            "meeting_focus.html#check", focus={"id": focus.pk, "number": focus.rank, "check": checks.of(focus)}
        )
        for focus in said
    }
    return html | {"check": _drawn("meeting_actions.html#check_all", page=page)} if said else {}


def _of_last_week(page):
    """What praise and precise actions show of last week, once an outcome was given."""
    html = {
        f"decide-{focus.pk}": _drawn("meeting_actions.html#decide", old=page.decide(focus, number))
        for number, focus in page.owed()
    }
    html["undone"] = _drawn("meeting_actions.html#undone", page=page)
    page.next_up = next_up(page.meeting)
    html["next-up"] = _drawn("meeting_actions.html#next_up", page=page)
    page.last_results = page.results()
    html["last-results"] = _drawn("meeting_talk.html#last_results", page=page)
    for start in page.starts():
        html[f"lines-{start['kind']}"] = _drawn("meeting_start.html#lines", start=start)
    return html


@require_POST
def parse_wording(request):
    """What a pasted sentence falls into (A23): the three parts, each "" or empty where it isn't found."""
    found = parse(plain(request.POST.get("text", ""))[:LONGEST_TEXT])
    return JsonResponse({"key_action": found.key_action, "steps": list(found.steps), "so_that": found.so_that})
