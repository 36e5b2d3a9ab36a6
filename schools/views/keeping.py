"""How long a school keeps what is said of those who left it (A107)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from schools import actions
from schools.keeping_forms import KeepingForm
from schools.views.doors import school_or_404

WORDS = (
    "Two years after somebody has left is what So That suggests. Then their name and every word of their coaching are "
    "erased; what was counted stays counted. What has been erased can’t be brought back."
)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_keeping(request, school_id):
    """For how many years after leaving a school keeps somebody's name and coaching."""
    school = school_or_404(request, school_id)
    form = KeepingForm(
        request.POST if request.method == "POST" else None, initial={"keeps_for_years": school.keeps_for_years}
    )
    if request.method == "POST" and form.is_valid():
        actions.settle_keeping(school, years=form.cleaned_data["keeps_for_years"], by=request.user)
        messages.success(request, "Saved.")
        return redirect("schools:people", school.pk)
    context = {"form": form, "school": school, "title": "How long coaching is kept", "kicker": school.name}
    context |= {"button": "Save", "words": WORDS}
    return TemplateResponse(request, "schools/form.html", context, status=422 if form.errors else 200)
