"""Pages of figures: a mentor's own, the overview of a school and of a trust."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coaching.pairs import OVERDUE, PAUSED, PLANNED, activity_of
from insights.actions import count_weeks
from insights.figures import own_figures as figures_of
from insights.glance import has_met, names_without_mentor
from insights.overview import overview_of
from insights.side_by_side import rows_of
from insights.spans import half_term_of
from insights.tables import HEADINGS, overview_rows
from schools.hats import hats_of
from schools.models import Mentorship, School
from schools.tables import as_csv, as_xlsx
from schools.views.doors import school_or_404, trust_or_404

# What an address may ask to be shown of the pairs.
HELD, ALL = "Held this week", "All pairs"
SHOWN = {"held": HELD, "planned": PLANNED, "overdue": OVERDUE, "paused": PAUSED, "all": ALL}
KINDS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda headings, rows: as_xlsx(headings, rows, title="Overview"),
    ),
}


def mentor_or_404(user):
    """Nothing; 404 for who mentors nobody now. One query."""
    if not Mentorship.objects.live().filter(mentor=user).exists():
        raise Http404


def schools_of_trust_for(trust):
    """The schools of a trust, in alphabetical order."""
    return list(School.objects.filter(trust=trust).order_by("name", "pk"))


@require_safe
def own_figures(request):
    """A mentor's own figures, which nobody else sees (A36)."""
    mentor_or_404(request.user)
    figures = figures_of(request.user, today=timezone.localdate())
    return TemplateResponse(request, "insights/own.html", {"own": figures})


@require_safe
def overview(request):
    """On to the overview of the first place that the person leads."""
    hats = hats_of(request.user)
    if hats.trust_leader_at:
        return redirect("insights:trust_overview", min(hats.trust_leader_at))
    if hats.leader_at:
        return redirect("insights:school_overview", min(hats.leader_at))
    raise Http404


@require_safe
def school_overview(request, school_id):
    """That coaching happens at a school, by pair; and how it goes, over five ECTs or more."""
    school = school_or_404(request, school_id)
    page, activities = _of_school(request, school)
    asked = SHOWN.get(request.GET.get("show", ""), OVERDUE)
    context = {
        "page": page,
        "school": school,
        "here": request.path,
        "pairs": [one for one in activities if _fits(one, asked)],
        "asked": asked if "show" in request.GET else "",
        "alone": names_without_mentor(school) if page.glance.alone else [],
    }
    return TemplateResponse(request, "insights/overview.html", context)


@require_safe
def trust_overview(request, trust_id):
    """The same for a trust, with its schools side by side."""
    trust = trust_or_404(request, trust_id)
    page, schools = _of_trust(request, trust)
    only = "overdue" if request.GET.get("show") == "overdue" else ""
    context = {
        "page": page,
        "trust": trust,
        "here": request.path,
        "only": only,
        "schools": rows_of(page, schools, only_overdue=bool(only)),
    }
    return TemplateResponse(request, "insights/overview.html", context)


@require_safe
def take_school_overview(request, school_id, kind):
    """A school's overview as a file."""
    school = school_or_404(request, school_id)
    page, activities = _of_school(request, school)
    return _file(kind, overview_rows(page, [school], half_term_of(timezone.localdate()).year, activities))


@require_safe
def take_trust_overview(request, trust_id, kind):
    """A trust's overview as a file."""
    trust = trust_or_404(request, trust_id)
    page, schools = _of_trust(request, trust)
    return _file(kind, overview_rows(page, schools, half_term_of(timezone.localdate()).year))


def _fits(activity, asked):
    if asked == HELD:
        return has_met(activity, timezone.localdate())
    return asked in (ALL, activity.state)


def _of_school(request, school):
    today = timezone.localdate()
    count_weeks([school], at=timezone.now())
    activities = activity_of([school.pk], today=today)
    wanted = request.GET.get("span", "")
    return overview_of(
        school, [school], user=request.user, wanted=wanted, today=today, activities=activities
    ), activities


def _of_trust(request, trust):
    schools = schools_of_trust_for(trust)
    count_weeks(schools, at=timezone.now())
    wanted = request.GET.get("span", "")
    return overview_of(trust, schools, user=request.user, wanted=wanted, today=timezone.localdate()), schools


def _file(kind, rows):
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    headers = {"Content-Disposition": f'attachment; filename="overview.{kind}"'}
    return HttpResponse(write(list(HEADINGS), list(rows)), content_type=content_type, headers=headers)
