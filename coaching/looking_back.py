"""What an ECT's home looks back on: what was achieved lately (A104), and the achieved focus that is asked about (A103).

Read with the steps of the live weeks, in the one query that the page has for them.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionsteps.wording import Wording
from coaching.checks import told_checks
from coaching.dates import day_of, long_day
from coaching.house import Prompts
from coaching.models import Cycle, Focus, Result, Step, put_right
from coaching.pair_rows import drafted
from coaching.parts import sentence
from coaching.revisits import question_to_ect, revisit_of
from coaching.slips import told_since
from schools.prepared import prepared

LATELY = timedelta(days=28)
MOST_SAID = 2


def weeks_since(user, schools, today):
    """What an ECT reads of their weeks at these schools (their ids): those that are not reviewed, or were lately. One
    query."""
    since = timezone.make_aware(datetime.combine(today - LATELY, time.min))
    return _weeks_since(user=user.pk, schools=schools, since=since)


@prepared
def _weeks_since(*, user, schools, since):
    weeks = Cycle.objects.shown_to_ect(user).filter(Q(reviewed_at=None) | Q(reviewed_at__gte=since))
    return weeks.filter(school__in=schools).annotate(drafted=drafted()).select_related("revisit")


class LookBack:
    """Of these weeks of an ECT (`weeks_since`), what to look back on."""

    def __init__(self, weeks):
        self.lives = {week.pk for week in weeks if week.is_live}
        self.recent = {week.pk: week for week in weeks if week.is_reviewed}
        self.asking = {}
        for week in sorted((week for week in weeks if not week.is_reviewed), key=lambda week: week.is_draft):
            if revisit_of(week):
                self.asking[week.school_id] = week
        self.groups = defaultdict(list)

    def live_steps(self):
        """The steps of the live weeks, in order of their foci; the others are kept to look back on. One query: every
        live focus has a step, its own if it is one small step."""
        asked = [week.revisit.focus_id for week in self.asking.values()]
        found = _steps(lives=self.lives, recent=list(self.recent), asked=asked)
        for step in sorted(found, key=lambda one: (one.focus.rank, one.focus.position, one.position, one.pk)):
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


@prepared
def _steps(*, lives, recent, asked):
    foci = Focus.objects.alias(became=Coalesce(put_right(), F("outcome__result")))
    achieved = Q(cycle_id__in=recent, became=Result.ACHIEVED, withdrawn_at=None)
    foci = foci.filter(Q(cycle_id__in=lives) | Q(pk__in=asked) | achieved)
    steps = Step.objects.filter(focus__in=foci.values("pk"), retired_at=None)
    return steps.select_related("focus__bank_step", "tick", "line").annotate(
        effect=F("focus__outcome__effect"),
        its_prompts=F("focus__cycle__prompts"),
        checks_told=told_checks("focus"),
        since_told=told_since("focus"),
    )


def _wording(own):
    focus = own[0].focus
    steps = () if focus.one_step else tuple(step.text for step in own)
    return Wording(focus.key_action, steps, focus.so_that)
