"""What an ECT's home looks back on: what was achieved lately (A104), and the achieved focus that is asked about (A103).

Read with the steps of the live weeks, in the one query that the page has for them.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from actionsteps.wording import Wording
from coaching.dates import day_of, long_day
from coaching.house import Prompts
from coaching.models import Correction, Focus, Result
from coaching.parts import sentence
from coaching.revisits import question_to_ect, revisit_of

LATELY = timedelta(days=28)
MOST_SAID = 2


def since(today):
    """The condition on an ECT's weeks: those that are not reviewed, or were lately."""
    return Q(reviewed_at=None) | Q(reviewed_at__gte=timezone.make_aware(datetime.combine(today - LATELY, time.min)))


class LookBack:
    """Of these weeks of an ECT (`since`, with their `revisit` selected), what to look back on."""

    def __init__(self, weeks):
        self.lives = {week.pk for week in weeks if week.is_live}
        self.recent = {week.pk: week for week in weeks if week.is_reviewed}
        self.asking = {}
        for week in sorted((week for week in weeks if not week.is_reviewed), key=lambda week: week.is_draft):
            if revisit_of(week):
                self.asking[week.school_id] = week
        self.groups = defaultdict(list)

    def foci(self):
        """The foci whose steps are wanted, as a queryset of their ids."""
        asked = [week.revisit.focus_id for week in self.asking.values()]
        put_right = Correction.objects.filter(outcome__focus=OuterRef("pk")).exclude(result=Result.ACHIEVED)
        wanted = Focus.objects.filter(Q(cycle_id__in=[*self.lives, *self.recent]) | Q(pk__in=asked))
        achieved = Q(outcome__result=Result.ACHIEVED, withdrawn_at=None) & ~Exists(put_right)
        return wanted.filter(Q(cycle_id__in=self.lives) | Q(pk__in=asked) | achieved).values("pk")

    def take(self, rows):
        """Of these steps, those of the live weeks; the others are kept to look back on."""
        for step in rows.annotate(effect=F("focus__outcome__effect"), its_prompts=F("focus__cycle__prompts")):
            if step.focus.cycle_id in self.lives:
                yield step
            else:
                self.groups[step.focus_id].append(step)

    def achieved(self, school_id):
        """The last foci that were achieved at a school, newest first: when, as a sentence without its steps, and their
        effect. The one that is asked about is left to the question."""
        asking = self.asking.get(school_id)
        asked = asking.revisit.focus_id if asking else None
        found = [own for focus_id, own in self.groups.items() if focus_id != asked and self._is_of(own, school_id)]
        found.sort(key=lambda own: (self._week(own).reviewed_at, -own[0].focus.rank), reverse=True)
        return [
            {
                "on": long_day(day_of(self._week(own).reviewed_at)),
                "sentence": Prompts(**own[0].its_prompts).parts(replace(_wording(own), steps=())).text,
                "effect": own[0].effect,
            }
            for own in found[:MOST_SAID]
        ]

    def _is_of(self, own, school_id):
        week = self._week(own)
        return week is not None and week.school_id == school_id

    def _week(self, own):
        return self.recent.get(own[0].focus.cycle_id)

    def question(self, mentorship):
        """The question that a week at the school of this mentorship asks, or None."""
        week = self.asking.get(mentorship.school_id)
        own = self.groups.get(week.revisit.focus_id) if week else None
        if not own:
            return None
        shown = sentence(_wording(own), Prompts(**own[0].its_prompts))
        return question_to_ect(week.revisit, shown, week, pair=mentorship, came_from="home")


def _wording(own):
    focus = own[0].focus
    steps = () if focus.one_step else tuple(step.text for step in own)
    return Wording(focus.key_action, steps, focus.so_that)
