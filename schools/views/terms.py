"""A school's terms and closed days: seen, written, removed, brought in from a file once it was shown what changes."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools import terming
from schools.dry_run import TAGS, WORDS
from schools.models import ClosedDay, Term
from schools.refusal import Refused
from schools.term_dates import day_words
from schools.term_forms import ClosedForm, DatesForm, TermForm
from schools.views.doors import school_or_404

SALT = "term dates"
POINTED_OUT = "Meetings that now fall in a holiday are pointed out to their mentors."
SHOWN_FOR = 24 * 60 * 60
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def terms_for(school):
    return Term.objects.filter(school=school).order_by("starts_on", "pk")


def closed_for(school):
    return ClosedDay.objects.filter(school=school).order_by("starts_on", "pk")


@require_safe
def terms(request, school_id):
    """A school's terms and closed days; those that are over by more than a year are not shown."""
    school = school_or_404(request, school_id)
    today = timezone.localdate()
    context = {
        "school": school,
        "terms": [_shown(row, today) for row in terms_for(school) if (today - row.ends_on).days < 366],
        "closed": [_shown(row, today) for row in closed_for(school) if (today - row.ends_on).days < 366],
    }
    return TemplateResponse(request, "schools/terms.html", context)


def _shown(row, today):
    half = ""
    if not row.is_closed and row.half_term_starts_on:
        half = f"{day_words(row.half_term_starts_on)} to {day_words(row.half_term_ends_on)}"
    first, last = day_words(row.starts_on), day_words(row.ends_on)
    when = first if first == last else f"{first} to {last}"
    return {"pk": row.pk, "name": row.name, "when": when, "half": half, "is_over": row.ends_on < today}


@form_methods
def add_term(request, school_id):
    """Another term."""
    school = school_or_404(request, school_id)
    return _form_page(request, school, TermForm, Term(school=school), terming.write_term, title="Add a term")


@form_methods
def change_term(request, school_id, term_id):
    """Other dates for a term."""
    school = school_or_404(request, school_id)
    term = get_object_or_404(terms_for(school), pk=term_id)
    return _form_page(request, school, TermForm, term, terming.write_term, title="Change a term")


@form_methods
def add_closed(request, school_id):
    """More closed days."""
    school = school_or_404(request, school_id)
    return _form_page(
        request, school, ClosedForm, ClosedDay(school=school), terming.write_closed, title="Add closed days"
    )


@form_methods
def change_closed(request, school_id, closed_id):
    """Other dates for closed days."""
    school = school_or_404(request, school_id)
    days = get_object_or_404(closed_for(school), pk=closed_id)
    return _form_page(request, school, ClosedForm, days, terming.write_closed, title="Change closed days")


def _form_page(request, school, form_class, row, write, *, title):
    drawn = terming.reads_as(row) if row.pk else ""
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            write(form.instance, by=request.user, drawn=request.POST.get("drawn") if row.pk else None)
        except ValidationError as error:
            # The form's own fields are as they were typed; the row as a whole doesn't fit.
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"Saved. {POINTED_OUT}")
            return redirect("schools:terms", school.pk)
    context = {"form": form, "school": school, "title": title, "drawn": request.POST.get("drawn", drawn)}
    return TemplateResponse(request, "schools/term_form.html", context, status=422 if form.errors else 200)


@require_POST
def remove_term(request, school_id, term_id):
    """A term that isn't one."""
    return _removed(request, school_id, terms_for, term_id)


@require_POST
def remove_closed(request, school_id, closed_id):
    """Closed days that aren't closed after all."""
    return _removed(request, school_id, closed_for, closed_id)


def _removed(request, school_id, rows_for, pk):
    school = school_or_404(request, school_id)
    row = get_object_or_404(rows_for(school), pk=pk)
    terming.remove_dates(row, by=request.user)
    messages.success(request, f"{row.name} is removed.")
    return redirect("schools:terms", school.pk)


@form_methods
def bring_dates(request, school_id):
    """Choose a file; then what would change, before anything is written."""
    school = school_or_404(request, school_id)
    form = DatesForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _confirm_page(request, school, form.told)
    context = {"form": form, "school": school}
    return TemplateResponse(request, "schools/terms_bring.html", context, status=422 if form.errors else 200)


@require_POST
def confirm_dates(request, school_id):
    """All of it, exactly as shown. Again ends where the first time did."""
    school = school_or_404(request, school_id)
    try:
        told = terming.unpacked(
            signing.loads(request.POST.get("told", ""), salt=f"{SALT} {school.pk}", max_age=SHOWN_FOR)
        )
    except signing.BadSignature:
        raise Http404 from None
    try:
        shown, today = request.POST.get("shown", ""), timezone.localdate()
        planned = terming.bring_dates(told, school=school, shown=shown, today=today, by=request.user)
    except Refused as refused:
        if terming.plan_of(told, school=school, today=today).writes:
            return _confirm_page(request, school, told, changed=str(refused))
        messages.info(request, "These dates are here already: nothing was left to write.")
        return redirect("schools:terms", school.pk)
    number = len(planned.writes)
    messages.success(request, f"{number} written. {POINTED_OUT}")
    return redirect("schools:terms", school.pk)


def _confirm_page(request, school, told, *, changed=""):
    planned = terming.plan_of(told, school=school, today=timezone.localdate())
    context = {
        "school": school,
        "changed": changed,
        "told": signing.dumps(terming.packed(told), salt=f"{SALT} {school.pk}", compress=True),
        "shown": planned.digest,
        "writes": len(planned.writes),
        "rows": [
            {
                "name": fate.facts["name"],
                "when": fate.when,
                "word": WORDS[fate.fate],
                "tag": TAGS[fate.fate],
                "lines": fate.lines,
            }
            for fate in planned.fates
        ],
        "passed_over": planned.passed_over,
    }
    return TemplateResponse(request, "schools/terms_confirm.html", context, status=409 if changed else 200)
