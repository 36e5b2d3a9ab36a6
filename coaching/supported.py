"""Which foci rest on which entries of the log: shown in the log itself, which knows nothing of foci."""

from collections import defaultdict
from dataclasses import dataclass

from coaching.dates import week_name
from coaching.models import Citation, Cycle
from coaching.pairs import addresses
from evidence.models import Evidence

MOST_ASKED = 30


@dataclass(frozen=True)
class Supported:
    """A focus that rests on an entry: what it is called, of which week, where it stands."""

    key_action: str
    week: str
    href: str


def supported_by(entries, *, user, school_id, ect_id):
    """By entry (its id, of those asked for), the `Supported` foci of the weeks that `user` may read. One query."""
    rows = Citation.objects.filter(
        evidence__in=entries[:MOST_ASKED],
        focus__cycle__in=Cycle.objects.visible_to(user).of_ect(school_id=school_id, ect_id=ect_id),
    )
    if user.pk == ect_id:
        # In a draft that was opened to them, what they may not read yet is not theirs to know of.
        rows = rows.filter(evidence__in=Evidence.objects.read_by_ect())
    found, week = defaultdict(list), addresses("meeting")
    for citation in rows.select_related("focus__cycle").order_by("focus__cycle__week_of", "focus__rank", "pk"):
        focus = citation.focus
        draft = " (draft)" if focus.cycle.is_draft else ""
        found[citation.evidence_id].append(
            Supported(
                key_action=focus.key_action or "A focus without words yet",
                week=f"week of {week_name(focus.cycle.week_of)}{draft}",
                href=f"{week(focus.cycle_id)}#focus-{focus.pk}",
            )
        )
    return dict(found)
