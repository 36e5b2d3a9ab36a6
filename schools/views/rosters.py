"""Bringing in a list of people: a file, then what would become of each row, then all of it or nothing."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schools import enrol
from schools.dry_run import REFUSED, TAGS, WORDS
from schools.forms import RosterForm
from schools.headings import passed_over
from schools.refusal import Refused
from schools.views.doors import roster_or_404, school_or_404, trust_or_404

# More rows than anybody reads: those that can't be used come first, the rest is counted.
MOST_SHOWN = 500


@require_http_methods(["GET", "POST"])
def bring_people(request, school_id):
    """Choose a file for one school."""
    school = school_or_404(request, school_id)
    return _bring(request, school.name, reverse("schools:people", args=[school.pk]), school=school)


@require_http_methods(["GET", "POST"])
def bring_trusts_people(request, trust_id):
    """Choose a file for all schools of a trust: each row says which, by its URN."""
    trust = trust_or_404(request, trust_id)
    return _bring(request, trust.name, reverse("coaching:home"), trust=trust)


def _bring(request, name, back, **owner):
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        roster = enrol.keep_roster(
            form.table,
            name=form.cleaned_data["file"].name,
            role=form.cleaned_data["role"],
            **owner,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("schools:confirm_people", roster.pk)
    context = {"form": form, "name": name, "back": back, "many": "trust" in owner}
    return TemplateResponse(request, "schools/bring.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def confirm_people(request, roster_id):
    """What would become of each row (GET); all of it, exactly as shown (POST). Again ends where the first time did."""
    roster = roster_or_404(request, roster_id)
    changed = ""
    if request.method == "POST" and not roster.is_brought_in:
        try:
            planned = enrol.bring_in(roster, shown=request.POST.get("shown", ""), by=request.user, at=timezone.now())
        except Refused as refused:
            changed, roster = str(refused), roster_or_404(request, roster_id)
        else:
            messages.success(request, _done(planned))
            return redirect(_back(roster))
    if roster.is_brought_in:
        messages.info(request, enrol.BROUGHT_IN)
        return redirect(_back(roster))
    planned = enrol.plan_of(roster)
    used = [fate for fate in planned.fates if fate.deeds]
    # In the order of the file: sorting keeps it.
    shown = sorted(planned.fates, key=lambda fate: fate.fate != REFUSED)
    context = {
        "roster": roster,
        "back": _back(roster),
        "changed": changed,
        "counts": [(WORDS[fate], TAGS[fate], number) for fate, number in planned.counts],
        "digest": planned.digest,
        "used": len(used),
        "left_out": len([fate for fate in planned.fates if fate.reasons]),
        "rows": [_shown(fate) for fate in shown[:MOST_SHOWN]],
        "more": max(0, len(shown) - MOST_SHOWN),
        "passed_over": passed_over(roster.headings),
    }
    return TemplateResponse(request, "schools/confirm.html", context, status=409 if changed else 200)


def _shown(fate):
    entry = fate.entry
    return {
        "number": entry.number,
        "name": entry.name,
        "email": entry.email,
        "school": fate.school,
        "word": WORDS[fate.fate],
        "tag": TAGS[fate.fate],
        "lines": fate.reasons or fate.lines,
    }


def _done(planned):
    new = sum(deed[0] == "person" for deed in planned.deeds)
    pairs = sum(deed[0] in ("pair", "change") for deed in planned.deeds)
    people = f"{new} {'person' if new == 1 else 'people'} added"
    return f"{people}, {pairs} {'pair' if pairs == 1 else 'pairs'} made." if pairs else f"{people}."


def _back(roster):
    return reverse("schools:people", args=[roster.school_id]) if roster.school_id else reverse("coaching:home")
