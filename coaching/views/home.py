"""Where everybody arrives."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    return TemplateResponse(request, "coaching/home.html", {})
