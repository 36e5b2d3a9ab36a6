"""What every action starts with: the rows it is about, locked and read again.

A draft is locked before the week that it reviews, a week before its foci, and an entry of the log before what rests on
it, so that no two actions wait for each other.
"""

from coaching import rules
from coaching.models import Cycle, Focus, Outcome
from schools.models import Mentorship
from schools.prepared import prepared


class Gone(rules.Refused, Cycle.DoesNotExist):
    """A week that is not there, or was discarded in this moment."""


def locked_week(pk):
    """The week, locked, with its mentorship and `mentor_id_now`: who mentors the ECT at the school now, or None.

    One query; one more where its own mentorship has ended. Raises `Gone`.
    """
    found = _locked(pk=pk)
    if not found:
        raise Gone(rules.STALE)
    week = found[0]
    week.mentor_id_now = week.mentorship.mentor_id
    if not week.mentorship.is_live:
        now = Mentorship.objects.live().filter(school=week.school_id, ect=week.ect_id)
        week.mentor_id_now = now.values_list("mentor_id", flat=True).first()
    return week


@prepared
def _locked(*, pk):
    return Cycle.objects.select_for_update(of=("self",)).select_related("mentorship").filter(pk=pk)


def locked_draft(pk, by):
    """The draft, locked, that `by` may write in; `Refused` otherwise."""
    week = locked_week(pk)
    rules.refuse_if(rules.why_not_draft(week, by))
    return week


def locked_unreviewed(pk, by):
    """The draft or live week, locked, in which `by` may fill in what may come later; `Refused` otherwise."""
    week = locked_week(pk)
    rules.refuse_if(rules.why_not_fill_in(week, by, mentor_id=week.mentor_id_now))
    return week


def locked_live_week(week):
    """The week of the same ECT and school that waits to be reviewed, locked, or None. One query."""
    open_weeks = Cycle.objects.of_ect(school_id=week.school_id, ect_id=week.ect_id).to_review()
    return open_weeks.select_for_update(of=("self",)).select_related("mentorship").first()


def locked_focus_of_draft(focus, by):
    """A focus of a draft, read again under its week's lock; its `cycle` is the locked week."""
    week = locked_draft(focus.cycle_id, by)
    return _again(focus, week)


def locked_focus_unreviewed(focus, by):
    """A focus of a draft or a live week, read again under its week's lock."""
    week = locked_unreviewed(focus.cycle_id, by)
    return _again(focus, week)


def locked_focus_of_week(focus):
    """A focus of any week, read again under its week's lock; asks nothing."""
    return _again(focus, locked_week(focus.cycle_id))


def locked_old(old, into, by):
    """A focus of last week about which something is decided in the draft `into`: both weeks locked.

    Returns the focus, with its outcome, and the draft. `Refused` unless the focus is of the ECT's latest set week.
    """
    draft = locked_draft(into.pk, by)
    live = locked_live_week(draft)
    latest = live or (
        Cycle.objects.of_ect(school_id=draft.school_id, ect_id=draft.ect_id).set().order_by("-set_at", "-pk").first()
    )
    focus = Focus.objects.select_related("outcome").filter(pk=old.pk, cycle=latest).first() if latest else None
    if focus is None:
        raise rules.Refused(rules.STALE)
    focus.cycle = latest
    return focus, draft


def outcome_for(focus, *, by, at):
    """The outcome of a focus, or a new one that is not saved."""
    return getattr(focus, "outcome", None) or Outcome(school_id=focus.school_id, focus=focus, by=by, at=at)


def _again(focus, week):
    found = Focus.objects.filter(pk=focus.pk, cycle=week).first()
    if found is None:
        raise rules.Refused(rules.STALE)
    found.cycle = week
    return found
