"""Pages of figures."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from insights.figures import own_figures as figures_of
from schools.models import Mentorship


def mentor_or_404(user):
    """Nothing; 404 for who mentors nobody now. One query."""
    if not Mentorship.objects.live().filter(mentor=user).exists():
        raise Http404


@require_safe
def own_figures(request):
    """A mentor's own figures, which nobody else sees (A36)."""
    mentor_or_404(request.user)
    figures = figures_of(request.user, today=timezone.localdate())
    return TemplateResponse(request, "insights/own.html", {"own": figures})
