"""The rows that the pairs of a home page are made of, each kind by one query whose SQL is made once."""

from django.db.models import Exists, OuterRef, Q, Subquery

from coaching.checks import told_checks
from coaching.models import Citation, Cycle, Step
from coaching.notes import waiting_note
from schools.models import Mentorship
from schools.prepared import prepared


def latest_weeks():
    """To annotate mentorships with: the set weeks of a pair's ECT at their school, the latest first."""
    return (
        Cycle.objects.set()
        .filter(school_id=OuterRef("school_id"), ect_id=OuterRef("ect_id"))
        .order_by("-week_of", "-pk")
    )


def drafted():
    """To annotate weeks with: the day of the next meeting in the draft of their ECT at their school, or None. Where the
    mentor has moved it, this day counts for both, though the draft itself is not open to the ECT."""
    drafts = Cycle.objects.draft().filter(
        school_id=OuterRef("school_id"), ect_id=OuterRef("ect_id"), mentorship__ended_at=None
    )
    return Subquery(drafts.values("meets_on")[:1])


@prepared
def pairs_of_person(*, user):
    return (
        Mentorship.objects.filter(Q(mentor=user, ended_at=None) | Q(ect=user))
        .with_people()
        .select_related("school__bank_settings")
        .annotate(last_met=Subquery(latest_weeks().values("meets_on")[:1]), waiting=waiting_note(user))
        .order_by("ect__name", "pk")
    )


@prepared
def pairs_at(*, schools):
    draft = Cycle.objects.draft().filter(mentorship_id=OuterRef("pk"))
    return (
        Mentorship.objects.live()
        .filter(school_id__in=schools)
        .select_related("mentor", "ect")
        .only("school_id", "starts_on", "rhythm", "weekday", "time", "mentor__name", "mentor__email", "ect__name")
        .annotate(
            last_met=Subquery(latest_weeks().values("meets_on")[:1]),
            last_next=Subquery(latest_weeks().filter(reviewed_at=None).values("next_meeting_on")[:1]),
            drafted=Subquery(draft.values("meets_on")[:1]),
        )
        .order_by("ect__name", "pk")
    )


@prepared
def unreviewed(*, pairs, schools, ects):
    set_ones = Q(school_id__in=schools, ect_id__in=ects, set_at__isnull=False, reviewed_at=None)
    return Cycle.objects.filter(Q(mentorship_id__in=pairs, set_at=None) | set_ones)


@prepared
def live_steps(*, weeks):
    # A row for each live step, in order of its focus: cheaper to make and to answer than three counts.
    since = Citation.objects.filter(
        focus=OuterRef("focus"),
        at__gt=OuterRef("focus__cycle__set_at"),
        evidence__seen_on__gte=OuterRef("focus__cycle__meets_on"),
    )
    return (
        Step.objects.filter(focus__cycle_id__in=weeks, focus__withdrawn_at=None, retired_at=None)
        .annotate(checks_told=told_checks("focus"))
        .order_by("focus_id", "position", "pk")
        .values_list(
            "focus__cycle_id",
            "focus_id",
            "focus__outcome__result",
            "tick__done",
            "focus__follow_up_on",
            "focus__follow_up",
            Exists(since),
            "checks_told",
            "text",
            "focus__key_action",
            "focus__one_step",
            "focus__so_that",
        )
    )
