"""The check of a wording as it is typed (A5, A69): advice, never a refusal."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from actionsteps.precision import check
from actionsteps.wording import Wording

LONGEST = 4000


@require_POST
def check_wording(request):
    """What the check says of `key_action`, `steps` (one to a line, or many) and `so_that`; writes and keeps nothing."""
    steps = [line for text in request.POST.getlist("steps") for line in text[:LONGEST].splitlines() if line.strip()]
    wording = Wording(
        request.POST.get("key_action", "")[:LONGEST], tuple(steps[:20]), request.POST.get("so_that", "")[:LONGEST]
    )
    dismissed = set(request.POST.getlist("dismissed"))
    findings = [finding for finding in check(wording) if finding.code not in dismissed]
    return TemplateResponse(request, "actionsteps/findings.html", {"findings": findings})
