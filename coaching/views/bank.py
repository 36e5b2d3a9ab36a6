"""The bank and the meeting: steps found for a focus."""

import uuid

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from actionsteps.sought import note_if_in_vain
from coaching import rules
from coaching.bank import offered
from coaching.house import house_of
from coaching.views.doors import part_for, week_for


@require_safe
def find_step(request, cycle_id, focus_id):
    """Steps for one focus of a draft: a page; for the meeting's script the list alone, with buttons of the meeting."""
    week = week_for(request.user, cycle_id)
    rules.refuse_if(rules.why_not_draft(week, request.user))
    focus = part_for(week, "focus", focus_id)
    rules.refuse_if(rules.why_not_rewrite(focus) or rules.why_not_choose(house_of(week.school)))
    query = request.GET.get("q", "")[:200]
    offer = offered(query, school=week.school, user=request.user)
    note_if_in_vain(request, query, offer.groups, school_id=week.school_id)
    context = {
        "focus": focus,
        "offer": offer,
        "query": query.strip(),
        "name": focus.key_action.strip() or f"focus {focus.rank}",
        "action": reverse("coaching:meeting", args=[week.pk]),
        "key": uuid.uuid4(),
    }
    is_part = request.headers.get("X-Requested-With") == "fetch"
    template = "coaching/find_step.html#found" if is_part else "coaching/find_step.html"
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["X-Requested-With"])
    return response
