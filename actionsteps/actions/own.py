"""What a school makes its own: areas, prompts, house style, where foci start; and counts of use."""

from django.db import transaction
from django.db.models import Case, F, When

from actionsteps.actions.locks import lock_bank, lock_schools_under
from actionsteps.actions.words import relearn
from actionsteps.models import ActionStep, Area, BankSettings
from actionsteps.rules import why_not_keep, why_not_keep_bank, why_not_settle
from schools.hats import hats_of
from schools.refusal import Refused, refuse_if


@transaction.atomic
def settle_bank(school, *, policy, do_prompt="", by_prompt="", so_that_prompt="", house_note="", by, at):
    """Set how the school words its foci; weeks that are set keep the words they were set under (A77)."""
    refuse_if(why_not_settle(hats_of(by), school_id=school.pk))
    settings, _ = BankSettings.objects.update_or_create(
        school=school,
        defaults={
            "policy": policy,
            "do_prompt": do_prompt,
            "by_prompt": by_prompt,
            "so_that_prompt": so_that_prompt,
            "house_note": house_note,
            "changed_at": at,
            "changed_by": by,
        },
    )
    return settings


@transaction.atomic
def keep_usual_words(school, *, by, at):
    """Note that a school is content with the product's own words; what it has settled meanwhile stays."""
    refuse_if(why_not_settle(hats_of(by), school_id=school.pk))
    settings, _ = BankSettings.objects.get_or_create(school=school, defaults={"changed_at": at, "changed_by": by})
    return settings


@transaction.atomic
def settle_schools(schools, *, policy, do_prompt="", by_prompt="", so_that_prompt="", house_note="", by, at):
    """Set how these schools word their foci, all alike: for their trust. Weeks that are set keep their words (A77)."""
    hats = hats_of(by)
    for school in schools:
        refuse_if(why_not_settle(hats, school_id=school.pk, trust_id=school.trust_id))
    words = {
        "policy": policy,
        "do_prompt": do_prompt,
        "by_prompt": by_prompt,
        "so_that_prompt": so_that_prompt,
        "house_note": house_note,
        "changed_at": at,
        "changed_by": by,
    }
    BankSettings.objects.bulk_create(
        [BankSettings(school=school, **words) for school in schools],
        update_conflicts=True,
        unique_fields=["school"],
        update_fields=list(words),
    )


@transaction.atomic
def add_area(*, school=None, trust=None, name, standard, order=0, by, at):
    """A new heading in the bank of a school or trust; refuses a name that is there already."""
    refuse_if(why_not_keep_bank(hats_of(by), school_id=school and school.pk, trust_id=trust and trust.pk))
    lock_bank(school=school, trust=trust)
    _refuse_taken(Area.objects.filter(school=school, trust=trust), name)
    return Area.objects.create(school=school, trust=trust, name=name, standard=standard, order=order)


@transaction.atomic
def change_area(area, *, name, standard, order, by, at):
    """Rename, map or move an area; the search finds its steps by the new name, those of a trust's schools too."""
    lock_bank(school=area.school, trust=area.trust)
    schools = lock_schools_under(area) if area.trust_id else []
    area = Area.objects.select_for_update(of=("self",)).select_related("school", "trust").get(pk=area.pk)
    refuse_if(why_not_keep(area, hats_of(by)))
    _refuse_taken(Area.objects.filter(school=area.school, trust=area.trust).exclude(pk=area.pk), name)
    renamed = area.name != name
    area.name, area.standard, area.order = name, standard, order
    area.save()
    if renamed:
        for step in area.action_steps.select_for_update(of=("self",)).select_related("area").order_by("pk"):
            step.save()
        relearn(school=area.school, trust=area.trust)
        for school in schools:
            relearn(school=school)
    return area


@transaction.atomic
def retire_area(area, *, retired, by, at):
    """Take an area off the list of choices (or put it back); steps sorted by it keep it."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    refuse_if(why_not_keep(area, hats_of(by)))
    area.retired_at = at if retired else None
    area.save()
    return area


@transaction.atomic
def count_uses(foci):
    """Add to how often steps were used, by {step id: foci}: what may be told of it, when it may be. Two queries."""
    if not foci:
        return
    # In the order of the steps, so that no two who count wait for each other.
    found = ActionStep.objects.select_for_update(no_key=True).filter(pk__in=foci).order_by("pk")
    pks = list(found.values_list("pk", flat=True))
    added = Case(*(When(pk=pk, then=foci[pk]) for pk in pks), default=0)
    ActionStep.objects.filter(pk__in=pks).update(uses=F("uses") + added)


def _refuse_taken(areas, name):
    if areas.filter(name__iexact=name).exists():
        raise Refused("There is an area of this name already.")
