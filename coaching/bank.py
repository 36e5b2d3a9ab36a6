"""What the bank offers beside a focus: what a search finds, else favourites, recent steps and the most used (A54)."""

from dataclasses import dataclass, field

from actionsteps.models import ActionStep, Favourite
from actionsteps.shelf import Banks, shelf
from coaching.house import house_of
from coaching.models import Focus

MOST_FOUND = 8
MOST_RECENT = 5
MOST_FAVOURED = 10
LOOKED_BACK = 40


@dataclass
class Offer:
    """Groups of steps to choose from, each (heading, rows); `corrected` is what the search put right."""

    groups: list = field(default_factory=list)
    corrected: dict = field(default_factory=dict)


def banks_at(school):
    """The `Banks` that a focus at this school may start from: the product's, its trust's, its own."""
    return Banks(frozenset({school.pk}), frozenset({school.trust_id} - {None}))


def offered(query, *, school, user):
    """The `Offer` for the words that were typed; without any, what is at hand. Four queries, or the search's."""
    banks, prompts = banks_at(school), house_of(school).prompts
    query = query.replace("\x00", "").strip()
    if query:
        found = shelf(banks, {"q": query}, limit=MOST_FOUND)
        return Offer(_groups(prompts, ("Found", found.steps)), found.corrected)
    liked = Favourite.objects.filter(user=user).order_by("-at", "-pk").values_list("step", flat=True)[:MOST_FAVOURED]
    used_here = (
        Focus.objects.filter(created_by=user, bank_step__isnull=False)
        .order_by("-pk")
        .values_list("bank_step", flat=True)[:LOOKED_BACK]
    )
    recent, favoured = list(dict.fromkeys(used_here)), list(liked)
    steps = _known({*recent, *favoured}, banks)
    used = shelf(banks, {}, limit=MOST_FOUND).steps
    return Offer(
        _groups(
            prompts,
            ("Recent", [steps[pk] for pk in recent if pk in steps][:MOST_RECENT]),
            ("Your favourites", [steps[pk] for pk in favoured if pk in steps]),
            ("Used most", used),
        )
    )


def _known(pks, banks):
    rows = ActionStep.objects.published().filter(banks.condition).select_related("area", "school", "trust")
    return rows.in_bulk(pks) if pks else {}


def _groups(prompts, *groups):
    """The groups that hold anything, each step in the first that has it."""
    seen, shown = set(), []
    for heading, steps in groups:
        rows = [_row(step, prompts) for step in steps if step.pk not in seen]
        seen |= {step.pk for step in steps}
        if rows:
            shown.append((heading, rows))
    return shown


def _row(step, prompts):
    owner = "Our school" if step.school_id else "Our trust" if step.trust_id else "Starter bank"
    return {
        "id": step.pk,
        "key_action": step.key_action,
        "sentence": prompts.parts(step.wording),
        "where": f"{step.area.name} · {owner}",
    }
