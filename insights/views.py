"""Pages of figures: a mentor's own, the overview of a school and of a trust."""

from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from actionsteps.views.doors import step_for as step_of_bank_for
from coaching.pairs import OVERDUE, PAUSED, PLANNED, activity_of
from insights.actions import count_weeks
from insights.bank import bank_at_work
from insights.figures import own_figures as figures_of
from insights.glance import has_met, names_without_mentor
from insights.overview import overview_of
from insights.places import school_now, schools_now
from insights.side_by_side import rows_of
from insights.spans import half_term_of, span_of
from insights.tables import HEADINGS, overview_rows
from insights.told import told_to
from insights.use import use_of
from schools.calendar import monday
from schools.hats import hats_of
from schools.models import Mentorship, Role, School
from schools.tables import as_csv, as_xlsx
from schools.views.doors import trust_or_404
from schools.worn import act_as

# What an address may ask to be shown of the pairs.
HELD, REVIEWS, ALL = "Held this week", "Reviews outstanding", "All pairs"
SHOWN = {"held": HELD, "planned": PLANNED, "overdue": OVERDUE, "paused": PAUSED, "reviews": REVIEWS, "all": ALL}
# Likewise of a trust's schools: those with any of these.
OF_SCHOOLS = {
    "held": "pairs that met this week",
    "planned": "meetings planned",
    "overdue": "meetings overdue",
    "paused": "pairs paused",
    "reviews": "reviews outstanding",
}
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


def school_now_or_404(request, school_id):
    """A school, as a `SchoolNow`, that the person leads or whose trust; its weeks are counted. One query, unless weeks
    are left to count."""
    for school in _counted(school_now, school_id, request.user):
        if school.as_leader:
            act_as(request.user, Role.LEADER, school.pk)
        elif school.as_trust_leader:
            act_as(request.user, Role.TRUST_LEADER, school.trust_id)
        else:
            break
        return school
    raise Http404


def trust_now_or_404(request, trust_id):
    """The name of a trust that the person leads, and its schools likewise. One query; five for a trust without any."""
    schools = _counted(schools_now, trust_id, request.user)
    if not schools:
        return trust_or_404(request, trust_id).name, []
    if not schools[0].as_trust_leader:
        raise Http404
    act_as(request.user, Role.TRUST_LEADER, trust_id)
    return schools[0].trust, schools


def used_step_for(request, step_id):
    """A step of the bank that the person reads; the ids of the schools whose use of it they see (where they mentor or
    lead, and those of a trust they lead), their weeks counted; and of those trusts. 404 for who does neither: an ECT
    has no figures."""
    step, hats = step_of_bank_for(request, step_id)
    trusts = hats.trust_leader_at
    if not (hats.mentor_at or hats.leader_at or trusts):
        raise Http404
    theirs = Q(pk__in=hats.mentor_at | hats.leader_at) | Q(trust__in=trusts)
    schools = list(School.objects.filter(theirs).only("pk", "trust_id").annotate(counted_to=F("counted__to")))
    _count_what_is_over(schools)
    return step, {school.pk for school in schools}, trusts


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
    school = school_now_or_404(request, school_id)
    page, activities = _of_school(request, school)
    asked = SHOWN.get(request.GET.get("show", ""), OVERDUE)
    context = {
        "page": page,
        "school": school,
        "listed": "pairs-h",
        "here": request.path,
        "pairs": [one for one in activities if _fits(one, asked)],
        "asked": asked if "show" in request.GET else "",
        "kept": _kept(request),
        "alone": names_without_mentor(school.pk) if page.glance.alone else [],
    }
    return TemplateResponse(request, "insights/overview.html", context)


@require_safe
def trust_overview(request, trust_id):
    """The same for a trust, with its schools side by side."""
    page, schools = _of_trust(request, trust_id)
    only = request.GET.get("show", "")
    only = only if only in OF_SCHOOLS else ""
    context = {
        "page": page,
        "trust": trust_id,
        "here": request.path,
        "listed": "schools-h",
        "only": only,
        "only_words": OF_SCHOOLS.get(only, ""),
        "kept": _kept(request),
        "schools": rows_of(page, schools, only=only),
    }
    return TemplateResponse(request, "insights/overview.html", context)


@require_safe
def step_use(request, step_id):
    """How a step of the bank is used at the person's schools: for the step's own page, loaded in place there."""
    step, schools, trusts = used_step_for(request, step_id)
    use = use_of(step, schools, trusts, user=request.user, today=timezone.localdate())
    template = "insights/step_use.html#use" if request.htmx.target == "use" else "insights/step_use.html"
    response = TemplateResponse(request, template, {"step": step, "use": use, "several": len(schools) > 1})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def school_bank(request, school_id):
    """What of the bank is used at a school, achieved, adapted and looked for: loaded in place on its overview."""
    school = school_now_or_404(request, school_id)
    return _bank_page(request, school.name, [school])


@require_safe
def trust_bank(request, trust_id):
    """The same for a trust."""
    name, schools = trust_now_or_404(request, trust_id)
    return _bank_page(request, name, schools, trust=trust_id)


@require_safe
def take_school_overview(request, school_id, kind):
    """A school's overview as a file."""
    school = school_now_or_404(request, school_id)
    page, activities = _of_school(request, school)
    return _file(kind, overview_rows(page, [school], half_term_of(timezone.localdate()).year, activities))


@require_safe
def take_trust_overview(request, trust_id, kind):
    """A trust's overview as a file."""
    page, schools = _of_trust(request, trust_id)
    return _file(kind, overview_rows(page, schools, half_term_of(timezone.localdate()).year))


def _kept(request):
    """What the address of another span keeps of this one's: which pairs, or schools, are listed."""
    shown = request.GET.get("show", "")
    return f"show={shown}&" if shown in SHOWN else ""


def _fits(activity, asked):
    if asked == HELD:
        return has_met(activity, timezone.localdate())
    if asked == REVIEWS:
        return activity.review_due
    return asked in (ALL, activity.state)


def _of_school(request, school):
    today, wanted = timezone.localdate(), request.GET.get("span", "")
    activities = activity_of([school], today=today)
    shown = {"user": request.user, "wanted": wanted, "today": today, "activities": activities}
    return overview_of(school.name, [school], **shown), activities


def _of_trust(request, trust_id):
    name, schools = trust_now_or_404(request, trust_id)
    today, wanted = timezone.localdate(), request.GET.get("span", "")
    return overview_of(name, schools, trust=trust_id, user=request.user, wanted=wanted, today=today), schools


def _counted(read, place_id, user):
    """What `read` finds of a place for who leads it, its weeks counted; whatever it finds for anybody else."""
    today = timezone.localdate()
    schools = read(place_id, user=user, today=today)
    if any(school.as_leader or school.as_trust_leader for school in schools) and _count_what_is_over(schools):
        schools = read(place_id, user=user, today=today)
    return schools


def _count_what_is_over(schools):
    """Count the weeks of these schools if some are left to count, and whether there were."""
    now = timezone.now()
    this_week = monday(timezone.localdate(now))
    if all(school.counted_to is not None and school.counted_to >= this_week for school in schools):
        return False
    count_weeks(schools, at=now)
    return True


def _bank_page(request, name, schools, *, trust=None):
    today = timezone.localdate()
    span, this = span_of(request.GET.get("span", ""), today=today), half_term_of(today)
    ids, knows = [school.pk for school in schools], any(school.knows for school in schools)
    pairs = sum(school.pairs for school in schools)
    told = told_to(request.user, ids, trust, year=this.year, named={this.year, span.year}, knows=knows)
    context = {
        "name": name,
        "span": span,
        "trust": trust,
        "back": request.path.removesuffix("bank/"),
        "bank": bank_at_work(ids, trust, told, span, pairs=pairs, this=this, today=today),
    }
    is_part = request.htmx.target == "bank"
    response = TemplateResponse(request, "insights/bank.html#bank" if is_part else "insights/bank.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _file(kind, rows):
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    headers = {"Content-Disposition": f'attachment; filename="overview.{kind}"'}
    return HttpResponse(write(list(HEADINGS), list(rows)), content_type=content_type, headers=headers)
