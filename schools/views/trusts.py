"""A trust's schools, and what is left to do at each."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.to_do import schools_to_do
from schools.views.doors import schools_for, trust_or_404


@require_safe
def trust_schools(request, trust_id):
    """The schools of a trust by name: how many are there, in how many pairs, and what each has left to do."""
    trust = trust_or_404(request, trust_id)
    rows = [
        {"pk": school.pk, "name": school.name, "urn": school.urn, "numbers": numbers, "tasks": tasks}
        for school, numbers, tasks in schools_to_do(schools_for(trust), today=timezone.localdate())
    ]
    return TemplateResponse(request, "schools/trust.html", {"trust": trust, "schools": rows})
