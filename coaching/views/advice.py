"""Advice beside a focus, put aside or shown again without drawing the page anew."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from coaching import actions
from coaching.drawing import digits
from coaching.reads import advised
from coaching.views.doors import focus_for


@require_POST
def put_aside(request, focus_id):
    """Put the advice of one `code` aside, or without a code show all of it again; answers with what is left to say."""
    focus = focus_for(request.user, focus_id)
    stamp = {"by": request.user, "at": timezone.now()}
    if code := request.POST.get("code", ""):
        focus = actions.dismiss(focus, code, **stamp)
    else:
        focus = actions.advise_again(focus, **stamp)
    shown = {"id": digits(focus.pk), "number": digits(focus.rank), **advised(focus.wording, focus.dismissed)}
    return TemplateResponse(request, "coaching/meeting_focus.html#advice", {"focus": shown})
