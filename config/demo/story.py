"""An ECT's weeks, told through the actions: what each did, when. It can make nothing that the product doesn't allow."""

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone

from actionsteps.models import ActionStep
from actionsteps.wording import Wording
from coaching import actions
from coaching.looks import Look
from coaching.revisits import revisit_of
from config.demo.said import say
from schools import actions as house
from schools.calendar import is_holiday, monday
from schools.models import PauseKind, Rhythm

SPACE = uuid.UUID("6a1c0c2e-6f0b-4c55-9d3b-0a8f3c1d7e21")


def meeting_days(pair, terms, *, before, number):
    """The last `number` days on which a pair meets, in order, all before the day `before`."""
    days, day = [], before - timedelta(days=1)
    while day.weekday() != pair.weekday:
        day -= timedelta(days=1)
    while len(days) < number:
        while is_holiday(day, terms):
            day -= timedelta(days=7)
        days.append(day)
        day -= timedelta(days=Rhythm(pair.rhythm).days)
    return days[::-1]


class Story:
    """Tells the weeks of one pair up to, and not including, the day `today`."""

    def __init__(self, name, weeks, mentorship, *, ends, today):
        self.name, self.weeks, self.mentorship, self.ends, self.today = name, weeks, mentorship, ends, today
        self.midnight = timezone.make_aware(datetime.combine(today, time.min))
        self.number = 0
        self.cycle, self.told = None, []

    @property
    def mentor(self):
        return self.mentorship.mentor

    def key(self, what):
        """The same key for the same thing in every run."""
        return uuid.uuid5(SPACE, f"{self.name} {self.number} {what}")

    def tell(self, days, *, new_mentor_at=None, change_mentor=None, opened=False):
        """Hold a meeting on each of `days`; a week more than days is the draft of today."""
        for number, (week, day, following) in enumerate(zip(self.weeks, days, [*days[1:], None], strict=False), 1):
            self.number = number
            if self.number == new_mentor_at:
                self.mentorship = change_mentor(self.mentorship, at=self.at(day) - timedelta(days=1))
            self.hold(week, day, following)
            self.work(week, day, following)
        if len(self.weeks) > len(days):
            self.number += 1
            self.draft(self.weeks[-1], opened=opened)
        if self.ends == "closed":
            evening = self.evening()
            self.give_outcomes(evening)
            actions.close_week(self.cycle, by=self.mentor, at=evening)
        if self.ends == "away":
            house.pause_pair(
                self.mentorship,
                kind=PauseKind.AWAY,
                starts_on=self.today,
                ends_on=self.today + timedelta(days=10),
                key=self.key("away"),
                by=self.mentor,
                at=self.evening(),
            )

    def at(self, day):
        """When the meeting of a day begins."""
        return timezone.make_aware(datetime.combine(day, self.mentorship.time))

    def evening(self):
        """Yesterday evening: the last moment there is."""
        return self.midnight - timedelta(hours=5)

    def hold(self, week, day, following):
        """A meeting from its first word to the week being set."""
        begun = self.at(day)
        done = begun + timedelta(minutes=week.get("minutes", 40))
        cycle = actions.start_week(
            self.mentorship, key=self.key("week"), week_of=monday(day), meets_on=day, by=self.mentor, at=begun
        )
        before = self.told
        self.look_back(cycle, week, begun)
        self.write(cycle, week, begun, next_meeting_on=following)
        for _told, focus in self.told:
            actions.answer_achievable(focus, digest=focus.wording.digest, yes=True, by=self.mentor, at=done)
        self.cycle = actions.set_week(cycle, by=self.mentor, at=done)
        for told, focus in before:
            if "corrected" in told:
                result, note = told["corrected"]
                focus.refresh_from_db()
                actions.correct_outcome(
                    focus.outcome, result=result, note=note, key=self.key("correction"), by=self.mentor, at=done
                )

    def look_back(self, cycle, week, at):
        """Both answer what the meeting asks about an achieved focus: yes, unless the story says otherwise."""
        if revisit_of(cycle):
            for user in (self.mentor, self.mentorship.ect):
                actions.answer_still(cycle, yes=week.get("still", True), by=user, at=at)

    def draft(self, week, *, opened):
        """What the mentor has prepared for the next meeting by yesterday evening."""
        at = self.evening()
        cycle = actions.start_week(self.mentorship, key=self.key("week"), by=self.mentor, at=at)
        self.write(cycle, week, at)
        if opened:
            actions.open_to_ect(cycle, opened=True, by=self.mentor, at=at)

    def write(self, cycle, week, at, *, next_meeting_on=None):
        """Everything that is said and typed in a meeting, but for the last two buttons."""
        last = self.told
        self.give_outcomes(at)
        for number, parked in enumerate(week.get("parked", []), 1):
            focus = self.new_focus(cycle, f"parked {number}", at)
            self.save(cycle, self.wording(focus, parked, at), at)
            actions.park(focus, key=self.key(f"park {number}"), by=self.mentor, at=at)
        for told, focus in last:
            if "let_go" in told:
                actions.let_go(focus, reason=told["let_go"], into=cycle, by=self.mentor, at=at)
        typed = dict(zip(("praise", "praise_effect"), week.get("praise", []), strict=False))
        typed |= zip(("probe_question", "probe_answer"), week.get("probe", []), strict=False)
        typed |= zip(("no_focus_reason", "no_focus_note"), week.get("none", []), strict=False)
        if "passed_over" in week:
            typed["passed_over_reason"] = week["passed_over"]
        if next_meeting_on:
            typed["next_meeting_on"] = next_meeting_on.isoformat()
        if "minutes" in week:
            typed |= {"minutes": str(week["minutes"]), "started_at": f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"}
        self.told = []
        for number, told in enumerate(week.get("focus", []), 1):
            focus = self.place(cycle, told, number, last, at)
            typed |= self.filled(focus, told, cycle, number, at)
            self.told.append((told, focus))
        self.save(cycle, typed, at)
        # As they stand now, with the steps that were typed.
        self.told = [(told, cycle.foci.get(pk=focus.pk)) for told, focus in self.told]

    def give_outcomes(self, at):
        """What became of the foci of the week before."""
        for told, focus in self.told:
            if told.get("handed_over"):
                actions.hand_over(focus, by=self.mentor, at=at)
            elif told.get("result", [""])[0]:
                result, effect = told["result"]
                actions.give_outcome(focus, result=result, effect=effect, by=self.mentor, at=at)

    def place(self, cycle, told, number, last, at):
        """The focus of the draft that `told` is written into: a successor of last week's, or a new one."""
        for word, follow in (("refines", actions.refine), ("replaces", actions.replace), ("carries", actions.carry_on)):
            if word in told:
                old = last[told[word] - 1][1]
                return follow(old, into=cycle, key=self.key(f"focus {number}"), by=self.mentor, at=at)
        return self.new_focus(cycle, f"focus {number}", at)

    def new_focus(self, cycle, what, at):
        """The box that stands there blank, or another one."""
        blank = next((focus for focus in cycle.foci.all() if focus.wording.is_blank and not focus.replaces_id), None)
        known = {focus.pk for _, focus in self.told}
        if blank is not None and blank.pk not in known:
            return blank
        return actions.add_focus(cycle, key=self.key(what), by=self.mentor, at=at)

    def wording(self, focus, told, at):
        """The typed fields of a focus's wording, with as many steps as it needs."""
        steps = list(focus.steps.order_by("position", "pk"))
        for number in range(len(steps), len(told["by"])):
            steps.append(actions.add_step(focus, key=self.key(f"{focus.pk} step {number}"), by=self.mentor, at=at))
        for step in steps[len(told["by"]) :]:
            actions.remove_step(step, by=self.mentor, at=at)
        typed = {f"step-{step.pk}-text": text for step, text in zip(steps, told["by"], strict=False)}
        return typed | {f"focus-{focus.pk}-key_action": told["do"], f"focus-{focus.pk}-so_that": told["so"]}

    def filled(self, focus, told, cycle, number, at):
        """The typed fields of a whole focus; its evidence and its rounds of practice are made on the way."""
        if "bank" in told:
            step = ActionStep.objects.get(school=None, trust=None, reference=told["bank"])
            focus = actions.choose(focus, step, key=self.key(f"choose {number}"), by=self.mentor, at=at).focus
        typed = self.wording(focus, told, at) if "do" in told else {}
        texts = {
            "why_now": "why",
            "no_evidence_reason": "no_evidence",
            "plan_lesson": "lesson",
            "script": "script",
            "follow_up": "follow_up",
        }
        typed |= {f"focus-{focus.pk}-{field}": told[name] for field, name in texts.items() if told.get(name)}
        if "lesson" in told:
            typed[f"focus-{focus.pk}-plan_on"] = self.school_day(cycle.meets_on, 2).isoformat()
        if "follow_up" in told:
            typed[f"focus-{focus.pk}-follow_up_on"] = self.school_day(cycle.meets_on, 4).isoformat()
        if "seen" in told:
            source, seen, meaning = told["seen"]
            actions.log_evidence(
                focus,
                source=source,
                seen_on=min(timezone.localdate(at), cycle.meets_on) - timedelta(days=number),
                seen=seen,
                meaning=meaning,
                key=self.key(f"seen {number}"),
                by=self.mentor,
                at=at,
            )
        for turn, (rehearsed, changed) in enumerate(told.get("practice", []), 1):
            rehearsal = actions.add_rehearsal(focus, key=self.key(f"round {number} {turn}"), by=self.mentor, at=at)
            typed |= {
                f"rehearsal-{rehearsal.pk}-rehearsed": rehearsed,
                f"rehearsal-{rehearsal.pk}-changed": changed,
                f"focus-{focus.pk}-ready": "yes",
            }
        return typed

    def school_day(self, day, after):
        """The day `after` days later, moved past a weekend."""
        day += timedelta(days=after)
        return day + timedelta(days=2) if day.weekday() > 4 else day

    def save(self, cycle, typed, at):
        saved = actions.save_fields(cycle, typed=typed, by=self.mentor, at=at)
        if not saved.is_whole:
            raise ValueError(f"{self.name}, week {self.number}: {saved}")

    def work(self, week, day, following):
        """What the ECT does with a set week until the next meeting, and what the mentor changes in it."""
        begun = self.at(day)
        end = self.at(following) if following else self.midnight
        for told, focus in self.told:
            say(self, told, focus, begun)
            steps = list(focus.steps.filter(retired_at=None).order_by("position", "pk"))
            number = told.get("ticked", len(steps) if following or self.ends == "closed" else 0)
            for step, at in zip(steps, moments(begun, end, number), strict=False):
                actions.tick_step(step, done=True, by=self.mentorship.ect, at=at)
            if "slip" in told:
                at = next(moments(begun, end, 1))
                actions.log_slip(
                    focus.cycle,
                    looks={step.pk: Look(*look) for step, look in zip(steps, told["slip"], strict=False)},
                    seen_on=timezone.localdate(at),
                    class_name=told["slip_class"],
                    key=self.key("slip"),
                    by=self.mentor,
                    at=at,
                )
            if "withdrawn" in told:
                at = next(moments(begun, end, 1))
                actions.withdraw_focus(focus, reason=told["withdrawn"], by=self.mentor, at=at)
            if "reworded" in told:
                first, reason = told["reworded"]
                was = focus.wording
                actions.reword_focus(
                    focus,
                    wording=Wording(was.key_action, (first, *was.steps), was.so_that),
                    reason=reason,
                    achievable=True,
                    key=self.key("reworded"),
                    by=self.mentor,
                    at=end - timedelta(hours=5),
                )


def moments(begun, end, number):
    """`number` moments in school time between a meeting and the next one (or the midnight before today), in order."""
    first = timezone.localtime(begun).date() + timedelta(days=1)
    last = timezone.localtime(end).date()
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    days = [day for day in days if day.weekday() < 5][:6]
    for n in range(number):
        if days:
            day = days[n * len(days) // number]
            yield timezone.make_aware(datetime.combine(day, time(11, 5))) + timedelta(minutes=37 * n)
        else:
            yield timezone.make_aware(datetime.combine(first - timedelta(days=1), time(18, 20))) + timedelta(
                minutes=25 * n
            )
