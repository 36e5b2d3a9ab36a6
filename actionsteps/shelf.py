"""What a person finds on the bank's shelf: their filters as a queryset, a page of it, or what a search found."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from actionsteps.models import PROMPTS, ActionStep, Area, Facet, FacetKind, Favourite, prompts_named
from actionsteps.search import search
from actionsteps.vocabulary import GENERAL
from schools.hats import hats_worn
from schools.models import Membership, Mentorship, Role
from schools.prepared import prepared

PAGE = 20


@dataclass(frozen=True)
class Banks:
    """The banks a person reads: the product's own, and those of these schools and trusts (ids).

    `prompts` are what the three prompts are called at the person's school; the product's names for who has several.
    """

    schools: frozenset[int] = frozenset()
    trusts: frozenset[int] = frozenset()
    prompts: tuple[str, str, str] = PROMPTS

    @property
    def condition(self):
        """The rows (steps, areas, words) of these banks; each row has `school` and `trust`."""
        return Q(school=None, trust=None) | Q(school__in=self.schools) | Q(trust__in=self.trusts)


@dataclass
class Shelf:
    """A page of steps; `after` is the key of the next page, "" on the last; `corrected` what a search put right."""

    steps: list = field(default_factory=list)
    after: str = ""
    corrected: dict[str, str] = field(default_factory=dict)


def reader_of(user):
    """(`Hats`, `Banks`): what `user` is, where, and the banks that they read. One query."""
    rows = _places(user=user.pk)
    hats = hats_worn(user.pk, [(role, school or trust) for role, school, trust, *_ in rows])
    own = {school: prompts for _, school, _, *prompts in rows if school}
    prompts = prompts_named(*next(iter(own.values()))) if len(own) == 1 else PROMPTS
    return hats, Banks(hats.schools, frozenset(trust for _, _, trust, *_ in rows if trust), prompts)


@prepared
def _places(*, user):
    """(role, school, its trust or the trust that they lead, the school's prompts) by what has not ended."""
    prompts = [f"school__bank_settings__{prompt}_prompt" for prompt in ("do", "by", "so_that")]
    members, pairs = Membership.objects.live().filter(user=user), Mentorship.objects.live()
    return members.values_list("role", "school", Coalesce("trust", "school__trust"), *prompts).union(
        pairs.filter(mentor=user).values_list(Value(Role.MENTOR.value), "school", "school__trust", *prompts),
        pairs.filter(ect=user).values_list(Value(Role.ECT.value), "school", "school__trust", *prompts),
    )


def steps_of(banks, wanted, *, user=None):
    """The published steps of `banks` that `wanted` (cleaned: area, standard, phase, subject, scope) asks for."""
    steps = ActionStep.objects.published().filter(banks.condition)
    scope = wanted.get("scope")
    if scope == "national":
        steps = steps.filter(school=None, trust=None)
    elif scope == "trust":
        steps = steps.exclude(trust=None)
    elif scope == "school":
        steps = steps.exclude(school=None)
    elif scope == "favourites":
        steps = steps.filter(Exists(Favourite.objects.filter(user=user, step=OuterRef("pk"))))
    if area := wanted.get("area"):
        steps = steps.filter(_of_area(area))
    if standard := wanted.get("standard"):
        steps = steps.filter(area__standard=standard)
    for kind in FacetKind.values:
        if value := wanted.get(kind):
            steps = steps.filter(_of_facet(kind, value))
    return steps


def shelf(banks, wanted, *, user=None, limit=PAGE):
    """The `Shelf` for `wanted`: what the words in `q` find, best first; without words, the most used, by the page."""
    steps = steps_of(banks, wanted, user=user)
    query = wanted.get("q", "")
    if query.strip():
        found = search(query, within=steps, banks=banks.condition, limit=limit)
        return Shelf(list(found.steps), "", found.corrected)
    if key := wanted.get("after"):
        uses, pk = key
        steps = steps.filter(Q(uses__lt=uses) | Q(uses=uses, pk__lt=pk))
    page = list(steps.select_related("area").order_by("-uses", "-id")[: limit + 1])
    after = f"{page[limit - 1].uses}-{page[limit - 1].pk}" if len(page) > limit else ""
    return Shelf(page[:limit], after)


def areas_of(banks):
    """The areas to choose from, the school's own first. One query."""
    return Area.objects.filter(banks.condition, retired_at=None).order_by("standard", "order", "name")


def _of_area(area):
    """The steps of an area; a school's or trust's own one also gathers the other banks' steps of its Standard (A55)."""
    if area.school_id or area.trust_id:
        others = Q(school=None)
        return Q(area=area) | (others & Q(area__standard=area.standard))
    return Q(area=area)


def _of_facet(kind, value):
    """The steps of a phase or subject; "general" are those of no subject."""
    rows = Facet.objects.filter(kind=kind)
    if value == GENERAL:
        return ~Q(Exists(rows.filter(step=OuterRef("pk"))))
    return Q(pk__in=rows.filter(value=value).values("step"))
