"""A school's own: where foci start, the prompts' names, house style, areas (A48, A55, A60, A65); a trust's too."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actionsteps import actions
from actionsteps.forms import AreaForm, BankSettingsForm, SchoolsSettingsForm
from actionsteps.models import Area
from actionsteps.views.doors import (
    area_for,
    bank_for,
    led_school_for,
    own_areas_for,
    posted,
    settings_for,
    settled_schools_for,
)


@require_http_methods(["GET", "POST"])
def settle_bank(request, school_id):
    """The school's own words and areas; with do=usual, that the product's own words are fine."""
    school, _ = led_school_for(request, school_id)
    if request.POST.get("do") == "usual":
        actions.keep_usual_words(school, by=request.user, at=timezone.now())
        messages.success(request, "Settled. To change the words later: Bank, then Keep the bank.")
        return redirect("coaching:home")
    form = BankSettingsForm(posted(request), instance=settings_for(school))
    if request.method == "POST" and form.is_valid():
        actions.settle_bank(school, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Saved. Weeks that are set keep the words they were set under.")
        return redirect("actionsteps:settle_bank", school.pk)
    return _own_page(request, school, form=form, status=422 if form.errors else 200)


@require_POST
def add_area(request, school_id):
    school, _ = led_school_for(request, school_id)
    form = AreaForm(request.POST, instance=Area(school=school))
    if form.is_valid():
        actions.add_area(school=school, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The area is there to choose.")
        return redirect("actionsteps:settle_bank", school.pk)
    return _own_page(request, school, area_form=form, status=422)


@require_http_methods(["GET", "POST"])
def settle_trust(request, trust_id):
    """The trust's own areas, and a new one (POST)."""
    owner, _ = bank_for(request, trust_id=trust_id)
    form = AreaForm(posted(request), instance=Area(**owner))
    if request.method == "POST" and form.is_valid():
        actions.add_area(**owner, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The area is there to choose.")
        return redirect("actionsteps:settle_trust", trust_id)
    context = {**owner, "area_form": form, "areas": own_areas_for(**owner), "add": request.path}
    return TemplateResponse(request, "actionsteps/trust_own.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def settle_schools(request, trust_id):
    """One way of wording foci for several schools of a trust at once."""
    owner, _ = bank_for(request, trust_id=trust_id)
    form = SchoolsSettingsForm(posted(request), schools=settled_schools_for(owner["trust"]))
    if request.method == "POST" and form.is_valid():
        actions.settle_schools(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Saved. Weeks that are set keep the words they were set under.")
        return redirect("actionsteps:settle_schools", trust_id)
    context = {**owner, "form": form}
    return TemplateResponse(request, "actionsteps/trust_schools.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change_area(request, area_id):
    area, _ = area_for(request, area_id)
    form = AreaForm(posted(request), instance=area)
    if request.method == "POST" and form.is_valid():
        actions.change_area(area, **form.cleaned_data, by=request.user, at=timezone.now())
        return _back_to(area)
    context = {"form": form, "area": area}
    return TemplateResponse(request, "actionsteps/area.html", context, status=422 if form.errors else 200)


@require_POST
def retire_area(request, area_id):
    """Take an area off the list of choices (retired=1), or put it back (retired=0)."""
    area, _ = area_for(request, area_id)
    actions.retire_area(area, retired=request.POST.get("retired") == "1", by=request.user, at=timezone.now())
    return _back_to(area)


def _back_to(area):
    if area.school_id:
        return redirect("actionsteps:settle_bank", area.school_id)
    return redirect("actionsteps:settle_trust", area.trust_id)


def _own_page(request, school, *, form=None, area_form=None, status=200):
    context = {
        "school": school,
        "form": form or BankSettingsForm(instance=settings_for(school)),
        "area_form": area_form or AreaForm(),
        "areas": own_areas_for(school=school),
    }
    return TemplateResponse(request, "actionsteps/own.html", context, status=status)
