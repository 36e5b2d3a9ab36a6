"""A leader's learning walk: the same thing seen, logged for several ECTs in one go (A9)."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evidence import actions
from evidence.forms import WalkForm
from evidence.judgement import judgements
from evidence.models import Source
from evidence.views.doors import areas_for, ects_for, led_schools_or_404, walked_for
from evidence.views.entries import put_errors
from schools.answers import go_on
from schools.dates import short_day
from schools.models import Role
from schools.posted import posted_key
from schools.refusal import Refused
from schools.worn import act_as

AGAIN = "You logged from this form already, in other words. Press again to log this too."


@require_http_methods(["GET", "HEAD", "POST"])
def walk(request):
    """What was seen on a walk through a school, for each ECT who is ticked; below, what this leader logged before."""
    schools = led_schools_or_404(request.user)
    asked = request.POST.get("school") or request.GET.get("school")
    school = next((one for one in schools if str(one.pk) == asked), schools[0])
    act_as(request.user, Role.LEADER, school.pk)
    form = WalkForm(
        request.POST if request.method == "POST" else None,
        initial={"seen_on": timezone.localdate(), "source": Source.LEARNING_WALK},
        areas=areas_for(school),
        ects=ects_for(school, but=request.user),
    )
    key = posted_key(request)
    if form.is_bound and form.is_valid():
        stamp = {"by": request.user, "at": timezone.now()}
        try:
            logged = actions.log_walk(school=school, ects=form.ticked, key=key, **form.values, **stamp)
        except ValidationError as error:
            put_errors(form, error)
        except Refused:
            # The same form again with other words: it goes on as a form of its own.
            form.add_error(None, AGAIN)
            key = uuid.uuid4()
        else:
            messages.success(request, f"Logged for {', '.join(one.ect.name for one in logged)}.")
            return go_on(request, f"{reverse('evidence:walk')}?school={school.pk}")
    context = {
        "form": form,
        "key": key,
        "school": school,
        "schools": [one for one in schools if one != school],
        "noticed": judgements(form["seen"].value() or ""),
        "logged": [
            {
                "pk": row.pk,
                "ect": row.ect.name,
                "when": short_day(row.seen_on),
                "source": Source(row.source).label,
                "seen": row.seen,
                "is_shared": row.shared_at is not None,
            }
            for row in walked_for(request.user, school)
        ],
    }
    return TemplateResponse(request, "evidence/walk.html", context, status=422 if form.errors else 200)
