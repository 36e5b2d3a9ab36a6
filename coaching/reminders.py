"""What is to be told to whom today, by e-mail (A101): worked out from the open weeks, told already or not.

Nothing of a pair is told at a weekend, in its holidays or in its pauses: what falls there waits until they are over.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from actionsteps.wording import Wording
from coaching.checks import ASKED_BACK, is_agreed, present_said, said_of, state_of, told_checks
from coaching.coming import Coming, live_pairs
from coaching.house import prompts_of
from coaching.models import ReminderKind, Step
from schools.dates import day_of
from schools.models import Mentorship
from schools.prepared import prepared

# So long after the day of a meeting its review is not yet called outstanding: it may be finished the day after.
GRACE = timedelta(days=2)


@dataclass(frozen=True)
class Item:
    """One thing to tell one person; `words` is what its kind needs besides the pair and the day (`coaching.mails`)."""

    kind: ReminderKind
    about: int
    day: date
    pair: Mentorship
    week_id: int | None = None
    words: tuple = ()
    agreed: bool = False

    @property
    def key(self):
        """What makes it the same thing tomorrow."""
        return (str(self.kind), self.about, self.day)


def due(people, *, today):
    """The `Item`s of each of `people` (their ids) on the day `today`, by id; of those who have none, none. Four queries
    at most, for any number."""
    pairs = _pairs(people=people)
    coming = Coming(pairs, today=today)
    free = [pair for pair in pairs if coming.is_free(pair, today)]
    coming.read_weeks(free)
    foci = _foci([live for live in map(coming.live, free) if live])
    found = defaultdict(list)
    for pair in free:
        for user_id, item in _of_pair(pair, coming, foci):
            if user_id in people:
                found[user_id].append(item)
    return found


@prepared
def _pairs(*, people):
    return live_pairs().filter(Q(mentor_id__in=people) | Q(ect_id__in=people))


def _of_pair(pair, coming, foci):
    """(person, `Item`) of one pair on a day that is free for it."""
    meeting, live, today = coming.meeting(pair), coming.live(pair), coming.today
    on = meeting.on
    if on is not None and on >= today >= coming.told_from(pair, on):
        item = Item(ReminderKind.MEETING, pair.pk, on, pair)
        yield pair.mentor_id, item
        yield pair.ect_id, item
    if live is None:
        return
    if meeting.overdue and today >= on + GRACE:
        yield pair.mentor_id, Item(ReminderKind.REVIEW, live.pk, on, pair, live.pk)
    of_week = foci[live.pk]
    if of_week and on is not None and not meeting.overdue:
        agreed = is_agreed([state for _, state, _ in of_week])
        prompts = prompts_of(live)
        sentences = tuple(prompts.parts(wording).text for wording, _, _ in of_week)
        yield pair.ect_id, Item(ReminderKind.FOCI, live.pk, live.week_of, pair, live.pk, (on, *sentences), agreed)
    for _, state, said in of_week:
        if state == ASKED_BACK:
            item = Item(ReminderKind.NO, said.pk, day_of(said.at), pair, live.pk, said.nos)
            yield pair.mentor_id, item


def _foci(weeks):
    """By week, of its live foci in order: wording, how it stands with the ECT, and what they said last of it.

    One query, a row for each live step: every live focus has one.
    """
    found = defaultdict(list)
    if not weeks:
        return found
    by_focus = defaultdict(list)
    for row in sorted(_steps(weeks=[week.pk for week in weeks]), key=lambda one: one[:5]):
        by_focus[row[2]].append(row)
    for own in by_focus.values():
        week_id, key_action, one_step, so_that, told = own[0][6:]
        wording = Wording(key_action, () if one_step else tuple(row[5] for row in own), so_that)
        said = said_of(told)
        found[week_id].append((wording, state_of(said, wording), present_said(said, wording)))
    return found


@prepared
def _steps(*, weeks):
    steps = Step.objects.filter(focus__cycle_id__in=weeks, focus__withdrawn_at=None, retired_at=None)
    return steps.annotate(checks_told=told_checks("focus")).values_list(
        "focus__rank",
        "focus__position",
        "focus_id",
        "position",
        "pk",
        "text",
        "focus__cycle_id",
        "focus__key_action",
        "focus__one_step",
        "focus__so_that",
        "checks_told",
    )
