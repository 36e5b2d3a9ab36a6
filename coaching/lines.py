"""Lines over the weeks: the whole story of one that was refined twice, what follows an achieved focus, what waits.

`Story` and `next_up` are ready for the page; a line's rows are read in one query, and only where a story is told.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from actionsteps.normal import normal_outcome
from actionsteps.vocabulary import LADDER
from actionsteps.wording import Wording
from coaching import parts
from coaching.dates import day_of, short_day
from coaching.house import Prompts
from coaching.models import Result, Step, put_right
from coaching.models.focus import Origin
from coaching.reads import changed
from coaching.stored import HANDED_OVER
from schools.prepared import prepared

# From which turn on a line is told as a story (A20): refined twice.
TOLD_FROM = 3
NOT_ACHIEVED = (Result.PARTLY, Result.NOT_YET, Result.NO_CHANCE)


def is_stuck(focus, result):
    """Whether a line is to be flagged: refined twice, or refined once and not achieved again. `result` is what became
    of the focus, "" while nobody has said."""
    if result == Result.ACHIEVED:
        return False
    return focus.turn >= TOLD_FROM or (focus.turn == TOLD_FROM - 1 and result in NOT_ACHIEVED)


@dataclass(frozen=True)
class Turn:
    """One meeting of a line."""

    number: int
    met: str
    sentence: object
    changes: str
    is_carried_on: bool
    result: str
    tag: str


@dataclass(frozen=True)
class Story:
    """A line from its first focus to its latest set one: how often it ran, each turn, and what to try."""

    meetings: int
    turns: list
    suggestion: str

    @property
    def words(self):
        """Each turn is one meeting, so a week without one (a pause, a holiday) is not counted (A19)."""
        return f"{self.meetings} meetings so far, weeks off not counted."


def stories_of(foci):
    """By line, the `Story` of each of these foci's lines, as far as it was set. One query; none for no foci."""
    lines = {focus.line_id for focus in foci}
    if not lines:
        return {}
    told = defaultdict(lambda: defaultdict(list))
    for row in sorted(_set_steps(lines=lines), key=lambda row: (row["position"], row["pk"])):
        told[row["focus__line_id"]][row["focus__turn"]].append(row)
    return {line: _story([turns[number] for number in sorted(turns)]) for line, turns in told.items()}


@prepared
def _set_steps(*, lines):
    steps = Step.objects.filter(focus__line_id__in=lines, focus__cycle__set_at__isnull=False, retired_at=None)
    steps = steps.exclude(focus__withdrawn_at__isnull=False).annotate(put_right=put_right("focus"))
    return steps.values(
        "pk",
        "position",
        "text",
        "put_right",
        "focus__line_id",
        "focus__turn",
        "focus__key_action",
        "focus__one_step",
        "focus__so_that",
        "focus__carried_on",
        "focus__cycle__meets_on",
        "focus__cycle__prompts",
        "focus__outcome__result",
        "focus__outcome__handed_over",
    )


def _story(groups):
    turns, wordings, results, before = [], [], [], None
    for rows in groups:
        first = rows[0]
        steps = () if first["focus__one_step"] else tuple(row["text"] for row in rows)
        wording = Wording(first["focus__key_action"], steps, first["focus__so_that"])
        given = HANDED_OVER if first["focus__outcome__handed_over"] else first["focus__outcome__result"] or ""
        result = first["put_right"] or given
        turns.append(
            Turn(
                number=first["focus__turn"],
                met=short_day(first["focus__cycle__meets_on"]),
                sentence=parts.sentence(wording, Prompts(**first["focus__cycle__prompts"])),
                changes=_changes(before, wording) if before and not first["focus__carried_on"] else "",
                is_carried_on=first["focus__carried_on"],
                result=parts.LABELS.get(result, ""),
                tag=parts.TAGS.get(result, ""),
            )
        )
        wordings.append(wording)
        results.append(result)
        before = wording
    return Story(len(turns), turns, suggestion(wordings, results))


def _changes(before, wording):
    difference = before.difference(wording)
    return "" if difference.is_empty else changed(difference)


def suggestion(wordings, results):
    """What to try with a line that is stuck, by how it ran: change the approach, not only the size."""
    if results.count(Result.NO_CHANCE) * 2 > len(results):
        return (
            "There was seldom a chance to try it. Pick the lesson together now, and put a drop-in in both diaries; "
            "or let it wait for a class where it comes up."
        )
    sizes = [len(wording.steps) for wording in wordings]
    smaller = len(sizes) > 1 and all(later < earlier for earlier, later in zip(sizes, sizes[1:], strict=False))
    lead = "It has become smaller each time. " if smaller else ""
    return (
        f"{lead}Change the approach, not only the size: watch a colleague do it together, rehearse it in the room "
        "where it happens, try it with another class, or work on what has to be there first."
    )


@dataclass(frozen=True)
class Next:
    """What may follow an achieved focus: `do` is the button's, `kind` says what it is."""

    kind: str
    sentence: object
    do: str
    said: str


def next_up(meeting):
    """What follows last week's achieved foci: the steps that were left over when one was made smaller, and the stretch
    of a step of the bank. What this draft has already is left out. No query: reads what `Meeting.load` loaded."""
    if not meeting.cycle.is_draft:
        return []
    offers = []
    for number, focus in enumerate(meeting.last_foci, 1):
        outcome = getattr(focus, "outcome", None)
        if outcome is None or outcome.result != Result.ACHIEVED or focus.is_withdrawn:
            continue
        said = parts.named(meeting.wording(focus), number)
        for parked in meeting.later:
            if parked.next_in_line and parked.came_line == (focus.line_id or focus.pk):
                shown = parts.sentence(parked.wording, meeting.house.prompts)
                offers.append(Next("Next in line", shown, f"bring_back:{parked.pk}", said))
        stretch = stretch_of(focus) if meeting.house.has_bank else None
        if stretch and not any(meeting.wording(new).same_as(stretch) for new in meeting.foci):
            shown = parts.sentence(stretch, meeting.house.prompts)
            offers.append(Next(LADDER[-1], shown, f"stretch:{focus.pk}", said))
    return offers


def stretch_of(focus):
    """The wording that stretches a focus from the bank: its step, for the last rung of its ladder; None where it has
    none, or was that stretch. Reads `bank_step`: select it."""
    step = focus.bank_step if focus.origin in (Origin.BANKED, Origin.ADAPTED) else None
    if step is None or len(step.ladder) < len(LADDER):
        return None
    rung = step.ladder[-1].strip().rstrip(".")
    # "The ECT", "SENCO": only an ordinary word begins small.
    rung = rung if rung[:2].isupper() else rung[:1].lower() + rung[1:]
    if not rung or normal_outcome(rung) == normal_outcome(focus.so_that):
        return None
    return replace(step.wording, so_that=rung)


def parked_words(parked):
    """Since when a candidate waits, and why."""
    head = "Next in line, from making a focus smaller. " if parked.next_in_line else ""
    why = f": {parked.why}" if parked.why else "."
    return f"{head}Parked on {short_day(day_of(parked.at))}{why}"
