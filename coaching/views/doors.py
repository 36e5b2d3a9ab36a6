"""The doors: each object of the week is reached through one of these, and only by whom it is to see. Else: 404."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from actionsteps.models import ActionStep
from actionsteps.shelf import areas_of
from coaching.bank import banks_at
from coaching.checks import told_checks
from coaching.models import Cycle, Focus, Outcome, Parked, Rehearsal, Step
from coaching.notes import waiting_note
from coaching.pair_rows import drafted
from coaching.rules import STALE, Refused
from evidence.models import Evidence
from schools.models import Mentorship, Pause
from schools.prepared import one_or_404, prepared
from schools.reading_on import read_since, reads_at
from schools.worn import act_in_pair


def week_for(user, cycle_id, *, others=False):
    """The week that `user` may read, with its people. One query.

    `others`: also whether they mentor another ECT, as `mentors_others`, the day of the next draft, as `drafted`, and
    what `note_of` reads.
    """
    read = _week_and_others_for if others else _week_for
    return act_in_pair(user, one_or_404(read(user=user.pk, week=cycle_id, since=read_since())))


@prepared
def _week_for(*, user, week, since):
    weeks = Cycle.objects.visible_to(user, since).filter(pk=week)
    return weeks.select_related("school__bank_settings", "ect", "mentorship__mentor", "revisit")


@prepared
def _week_and_others_for(*, user, week, since):
    theirs = Mentorship.objects.live().filter(mentor=user).exclude(ect=OuterRef("ect"))
    weeks = _week_for.write(user=user, week=week, since=since).select_related("note")
    return weeks.annotate(mentors_others=Exists(theirs), drafted=drafted(), waiting=waiting_note(user))


def focus_for(user, focus_id):
    """The focus of a week that `user` may read, with its week and people, and what was said of it."""
    focus = one_or_404(_focus_for(user=user.pk, focus=focus_id, since=read_since()))
    act_in_pair(user, focus.cycle)
    return focus


@prepared
def _focus_for(*, user, focus, since):
    foci = Focus.objects.filter(pk=focus, cycle__in=Cycle.objects.visible_to(user, since))
    foci = foci.select_related("cycle__school__bank_settings", "cycle__ect", "cycle__mentorship")
    return foci.annotate(checks_told=told_checks())


def foci_for(week_id, *, foci, steps):
    """Of a week that was just written in, the foci of these ids and of these steps, with steps and answers. Three
    queries."""
    of_steps = Step.objects.filter(pk__in=steps).values("focus")
    found = Focus.objects.filter(Q(pk__in=foci) | Q(pk__in=of_steps), cycle=week_id).annotate(checks_told=told_checks())
    found = found.select_related("bank_step", "cycle__school__bank_settings").prefetch_related(
        "steps", "achievable_answers"
    )
    return list(found.order_by("rank", "position"))


def live_steps_for(week, and_also=()):
    """The steps of the foci of a week that are worked on, in order, with their foci; and those of these ids, which
    were when a page was drawn. One query."""
    wanted = Q(focus__withdrawn_at=None, retired_at=None) | Q(pk__in=and_also)
    steps = Step.objects.filter(wanted, focus__cycle=week).select_related("focus")
    return steps.order_by("focus__rank", "focus__position", "position", "pk")


def step_for(user, step_id):
    """The step of a week that `user` may read, with its focus and week."""
    return one_or_404(_step_for(user=user.pk, step=step_id, since=read_since()))


@prepared
def _step_for(*, user, step, since):
    steps = Step.objects.filter(pk=step, focus__cycle__in=Cycle.objects.visible_to(user, since))
    return steps.select_related("focus__cycle__mentorship")


def outcome_for(user, focus_id):
    """The outcome of a focus of a week that `user` may read, with its focus and week."""
    return one_or_404(_outcome_for(user=user.pk, focus=focus_id, since=read_since()))


@prepared
def _outcome_for(*, user, focus, since):
    outcomes = Outcome.objects.filter(focus=focus, focus__cycle__in=Cycle.objects.visible_to(user, since))
    return outcomes.select_related("focus__cycle__ect", "focus__cycle__mentorship")


def part_for(week, kind, pk):
    """What a button of the page of `week` is about; `Refused` where that is gone meanwhile, or was never there.

    `kind` is focus, step, round, evidence, parked or bank_step, or "old" for a focus of an earlier week of the ECT's.
    """
    at_school = {"school_id": week.school_id}
    rows = {
        "focus": lambda: Focus.objects.filter(cycle=week),
        "old": lambda: Focus.objects.filter(**at_school, cycle__ect_id=week.ect_id).exclude(cycle=week),
        "step": lambda: Step.objects.filter(focus__cycle=week).select_related("focus"),
        "round": lambda: Rehearsal.objects.filter(focus__cycle=week).select_related("focus"),
        "evidence": lambda: Evidence.objects.filter(**at_school, ect_id=week.ect_id),
        "bank_step": lambda: ActionStep.objects.published().of_schools([week.school]),
        "parked": lambda: Parked.objects.filter(**at_school, ect_id=week.ect_id),
    }
    found = rows[kind]().filter(pk=pk).first() if pk is not None else None
    if found is None:
        raise Refused(STALE)
    return found


def pair_for(user, mentorship_id):
    """The live mentorship that `user` is one of."""
    pairs = Mentorship.objects.live().filter(Q(mentor=user) | Q(ect=user)).with_people()
    return get_object_or_404(pairs, pk=mentorship_id)


def other_pairs_for(user, week):
    """The other ECTs whom `user` mentors, as live mentorships with their people."""
    others = Mentorship.objects.live().filter(mentor=user).exclude(school=week.school_id, ect=week.ect_id)
    return others.with_people().order_by("ect__name", "pk")


def areas_for(school):
    """The areas of the bank at this school."""
    return areas_of(banks_at(school))


def pause_for(user, pause_id):
    """The pause of a live mentorship that `user` is one of."""
    live = Mentorship.objects.live().filter(Q(mentor=user) | Q(ect=user))
    return get_object_or_404(Pause.objects.filter(mentorship__in=live).select_related("mentorship"), pk=pause_id)


def journey_for(user, school_id, ect_id):
    """The latest mentorship of an ECT at a school, for the ECT and for their live mentor."""
    of_ect = Mentorship.objects.filter(school_id=school_id, ect_id=ect_id).with_people()
    if user.pk == ect_id:
        mentorship = of_ect.filter(reads_at(user)).order_by("-starts_on", "-pk").first()
    else:
        mentorship = of_ect.live().filter(mentor=user).first()
    if mentorship is None:
        raise Http404
    return act_in_pair(user, mentorship)
