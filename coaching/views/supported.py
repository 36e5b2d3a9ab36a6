"""What the log asks of the weeks: which foci rest on its entries."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from coaching.forms import number
from coaching.supported import supported_by
from coaching.views.doors import journey_for


@require_safe
def supported_foci(request, school_id, ect_id):
    """The foci that rest on the entries in the address (`entry`): put in their places in the log, or as a page."""
    mentorship = journey_for(request.user, school_id, ect_id)
    asked = [pk for text in request.GET.getlist("entry") if (pk := number(text)) is not None]
    found = supported_by(asked, user=request.user, school_id=school_id, ect_id=ect_id)
    context = {
        "supported": found.items(),
        "is_own": request.user.pk == ect_id,
        "ect": mentorship.ect.name,
        "school": mentorship.school.name,
        "log": reverse("evidence:log", args=[school_id, ect_id]),
    }
    template = "coaching/supported.html#places" if request.htmx else "coaching/supported.html"
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
