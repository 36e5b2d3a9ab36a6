"""The doors of the bank: what the person may see, or 404."""

from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from actionsteps.actions.bringing import KEPT
from actionsteps.models import ActionStep, Area, BankSettings, Favourite, Proposal, Upload
from actionsteps.rules import why_not_keep_bank
from actionsteps.shelf import reader_of
from schools.models import Role, School, Trust, User
from schools.worn import act_as


def posted(request):
    """What a form is bound to: what was sent, be it nothing; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def hats_for(request):
    """The person's `Hats`; 404 for who has no role anywhere. One query."""
    hats, _ = reader_of(request.user)
    _refuse_nobody(hats)
    return hats


def _refuse_nobody(hats):
    if not hats.schools and not hats.trust_leader_at:
        raise Http404


def reader_for(request):
    """The person's `Hats` and the `Banks` they read; 404 for who has no role anywhere. One query."""
    hats, banks = reader_of(request.user)
    _refuse_nobody(hats)
    return hats, banks


def kept_for(hats):
    """The condition on steps whose bank the wearer of `hats` keeps: they see drafts and retired ones too."""
    return Q(school__in=hats.leader_at) | Q(trust__in=hats.trust_leader_at)


def step_for(request, step_id):
    """(step, hats): a published step of the person's banks, or any that they keep; a retired one by its address."""
    return read_step_for(request, step_id)[:2]


def read_step_for(request, step_id):
    """(step, hats, banks): as `step_for`, and the `Banks` that the person reads."""
    hats, banks = reader_for(request)
    steps = ActionStep.objects.filter((banks.condition & Q(published_at__isnull=False)) | kept_for(hats))
    liked = Favourite.objects.filter(user=request.user, step=OuterRef("pk"))
    offered = Proposal.objects.offers().filter(source=OuterRef("pk"))
    step = get_object_or_404(
        steps.select_related("area", "school__trust", "school__bank_settings", "trust", "kept_by").annotate(
            is_favourite=Exists(liked), is_offered=Exists(offered)
        ),
        pk=step_id,
    )
    return step, hats, banks


def schools_for(hats):
    """The schools whose bank they keep."""
    return School.objects.filter(pk__in=hats.leader_at).order_by("name")


def trusts_for(hats):
    """The trusts whose bank they keep."""
    return Trust.objects.filter(pk__in=hats.trust_leader_at).order_by("name")


def drafts_for(hats):
    """The drafts and retired steps of the banks that they keep, the newest first; at most 100."""
    rows = ActionStep.objects.filter(kept_for(hats)).filter(Q(published_at=None) | Q(retired_at__isnull=False))
    return rows.select_related("area").order_by("-created_at", "-id")[:100]


def due_for(hats, *, today):
    """The published steps they keep whose review is due; at most 100."""
    rows = ActionStep.objects.published().filter(kept_for(hats), review_on__lte=today)
    return rows.select_related("area").order_by("review_on", "id")[:100]


def bank_for(request, *, school_id=None, trust_id=None):
    """({"school": …} or {"trust": …}, hats) of a bank that the person keeps; 404 for another's."""
    hats, _ = reader_of(request.user)
    if why_not_keep_bank(hats, school_id=school_id, trust_id=trust_id):
        raise Http404
    if trust_id:
        return {"trust": get_object_or_404(Trust, pk=trust_id)}, hats
    schools = School.objects.select_related("trust", "bank_settings")
    return {"school": get_object_or_404(schools, pk=school_id)}, hats


def areas_for(owner):
    """The areas that the steps of this bank may stand under: its own, its trust's and the product's."""
    school, trust = owner.get("school"), owner.get("trust")
    trust = trust or (school and school.trust)
    condition = Q(school=None, trust=None)
    if school:
        condition |= Q(school=school)
    if trust:
        condition |= Q(trust=trust)
    return Area.objects.filter(condition, retired_at=None).order_by("standard", "order", "name")


def keepers_for(owner):
    """The leaders who may look after a step of this bank."""
    role = {"memberships__role": Role.TRUST_LEADER} if "trust" in owner else {"memberships__role": Role.LEADER}
    memberships = {f"memberships__{name}": bank for name, bank in owner.items()}
    return User.objects.filter(**role, **memberships, memberships__ended_at=None).distinct().order_by("name")


def proposals_for(hats):
    """What waits to be answered in the banks that they keep, the oldest first; at most 100."""
    rows = Proposal.objects.waiting().filter(
        Q(trust=None, school__in=hats.leader_at) | Q(trust__in=hats.trust_leader_at)
    )
    return rows.select_related("school", "by", "area").order_by("at")[:100]


def own_proposals_for(user):
    """What the person proposed, the newest first; at most 50."""
    return Proposal.objects.filter(by=user).select_related("school", "trust", "step").order_by("-at")[:50]


_OF_A_PROPOSAL = ("school__trust", "school__bank_settings", "trust", "by", "area", "step", "source__area")


def proposal_for(request, proposal_id):
    """(proposal, hats): one's own, while one is at its school, or one to a bank that the person keeps."""
    hats, _ = reader_of(request.user)
    rows = Proposal.objects.filter(
        Q(by=request.user, school__in=hats.schools)
        | Q(trust=None, school__in=hats.leader_at)
        | Q(trust__in=hats.trust_leader_at)
    )
    return get_object_or_404(rows.select_related(*_OF_A_PROPOSAL), pk=proposal_id), hats


def led_school_for(request, school_id):
    """(school, hats) of a school that the person leads; 404 for another."""
    hats, _ = reader_of(request.user)
    if school_id not in hats.leader_at:
        raise Http404
    act_as(request.user, Role.LEADER, school_id)
    return get_object_or_404(School.objects.select_related("trust"), pk=school_id), hats


def area_for(request, area_id):
    """(area, hats) of a bank that the person keeps."""
    hats, _ = reader_of(request.user)
    return get_object_or_404(Area.objects.filter(kept_for(hats)), pk=area_id), hats


def own_areas_for(*, school=None, trust=None):
    """The own areas of a school or trust, those in use first."""
    rows = Area.objects.filter(school=school, trust=trust)
    return rows.order_by(F("retired_at").asc(nulls_first=True), "standard", "order", "name")


def settled_schools_for(trust):
    """The schools of a trust with what each has settled."""
    return School.objects.filter(trust=trust).select_related("bank_settings").order_by("name")


def settings_for(school):
    """The school's settings, or fresh ones that are not saved."""
    return BankSettings.objects.filter(school=school).first() or BankSettings(school=school)


def steps_for(request):
    """Every published step that the person reads, and all of the banks that they keep, by area."""
    hats, banks = reader_for(request)
    published = Q(published_at__isnull=False, retired_at=None)
    rows = ActionStep.objects.filter((banks.condition & published) | kept_for(hats))
    return rows.select_related("area").order_by("area__standard", "area__name", "reference")


def upload_for(request, upload_id):
    """A table that the person brought within a day, for a bank that they still keep."""
    hats, _ = reader_of(request.user)
    rows = Upload.objects.filter(kept_for(hats), by=request.user, at__gte=timezone.now() - KEPT)
    return get_object_or_404(rows.select_related("school__trust", "trust"), pk=upload_id)


def written_for(request, key):
    """The step that the person wrote with this key, of a form drawn once; or None."""
    return ActionStep.objects.filter(created_by=request.user, key=key).first()
