"""Still happening? (A103): which achieved focus comes back at a meeting, and how its question reads.

A focus comes back 3 weeks after the week in which it was reviewed, and again after 8. Weeks of school are counted: a
week counts if on any of its five days the school was open and the pair not paused, so a holiday, "no meeting this week"
and "ECT away" push the question on, and a single closed day doesn't. It falls due in the third (eighth) counted week,
on whichever day the meeting of that week is; the second not before five counted weeks after the first was asked.

A meeting asks one question, the one that has been due longest. Each is asked once: what nobody answered isn't asked
again. The second is asked where the first was answered yes, and by nobody no. A focus that has a successor isn't asked
about: it is being worked on.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from coaching import parts
from coaching.dates import day_of
from coaching.house import Prompts
from coaching.models import Focus, Result, Revisit, put_right
from schools.calendar import WEEK, is_holiday, monday
from schools.models import Mentorship, Pause
from schools.spells import spells_of

# After how many counted weeks the first and the second question fall due.
WEEKS = {1: 3, 2: 8}


@dataclass
class Achieved:
    """An achieved focus that nothing followed: when it was reviewed, and by round when it was asked and if it stuck
    (None while nobody has said)."""

    focus_id: int
    reviewed_on: date
    rank: int = 1
    asked: dict = field(default_factory=dict)

    @property
    def next_round(self):
        """Which question comes next, or None."""
        if not self.asked:
            return 1
        return 2 if list(self.asked) == [1] and self.asked[1][1] else None


def sticks(mentor_says, ect_says):
    """What the two answers come to: False if either says no, True if either says yes, None while nobody has said."""
    said = {mentor_says, ect_says} - {None}
    return all(said) if said else None


def is_free(day, terms, pauses):
    """Whether a day is one of school for a pair: not in a holiday, nor in a pause as long as it was in force."""
    return not is_holiday(day, terms) and not any(_in_force(pause, day) for pause in pauses)


def _in_force(pause, day):
    if day < pause.starts_on or (pause.ends_on is not None and day > pause.ends_on):
        return False
    return pause.lifted_at is None or day < day_of(pause.lifted_at)


def weeks_counted(since, until, terms, pauses):
    """The Mondays of the weeks that count, after the week of `since` and up to that of `until`, in order."""
    found, week = [], monday(since) + WEEK
    while week <= until:
        if any(is_free(week + timedelta(days=n), terms, pauses) for n in range(5)):
            found.append(week)
        week += WEEK
    return found


def due_question(achieved, on, *, terms=(), pauses=()):
    """Of these `Achieved`, the one to ask about at a meeting held on `on`, and the round; None for none.

    Nothing is asked at a meeting held in a holiday or a pause.
    """
    if not achieved or not is_free(on, terms, pauses):
        return None
    weeks = weeks_counted(min(one.reviewed_on for one in achieved), on, terms, pauses)
    due = []
    for one in achieved:
        since = _due_since(one, weeks) if one.next_round else None
        if since is not None and since <= on:
            due.append((since, one.reviewed_on, one.rank, one.focus_id, one))
    if not due:
        return None
    first = min(due, key=lambda row: row[:4])[-1]
    return first, first.next_round


def _due_since(one, weeks):
    """The Monday of the week in which the next question about a focus fell due, or None while it has not."""
    counted = [(one.reviewed_on, WEEKS[one.next_round])]
    if one.next_round == 2:
        counted.append((one.asked[1][0], WEEKS[2] - WEEKS[1]))
    places = [bisect_right(weeks, monday(since)) + number - 1 for since, number in counted]
    return weeks[max(places)] if max(places) < len(weeks) else None


def achieved_of(*, school_id, ect_id):
    """The `Achieved` foci of an ECT at a school, all of them. One query, on the ECT's weeks."""
    rows = (
        Focus.objects.filter(
            school_id=school_id,
            cycle__school_id=school_id,
            cycle__ect_id=ect_id,
            cycle__reviewed_at__isnull=False,
            cycle__erased_at=None,
            withdrawn_at=None,
            successor=None,
        )
        .annotate(became=Coalesce(put_right(), F("outcome__result")))
        .filter(became=Result.ACHIEVED)
        .order_by("pk", "revisits__round")
        .values_list(
            "pk",
            "cycle__reviewed_at",
            "rank",
            "revisits__round",
            "revisits__asked_in__meets_on",
            "revisits__mentor_says",
            "revisits__ect_says",
        )
    )
    found = {}
    for pk, reviewed_at, rank, number, asked_on, mentor_says, ect_says in rows:
        one = found.setdefault(pk, Achieved(pk, day_of(reviewed_at), rank))
        if number:
            one.asked[number] = (asked_on, sticks(mentor_says, ect_says))
    return list(found.values())


def question_for(cycle):
    """What `due_question` says for a draft. Two queries; one where nothing was achieved yet."""
    achieved = [one for one in achieved_of(school_id=cycle.school_id, ect_id=cycle.ect_id) if one.next_round]
    if not achieved:
        return None
    pairs = Mentorship.objects.filter(school_id=cycle.school_id, ect_id=cycle.ect_id)
    spells = spells_of([cycle.school_id], Pause.objects.filter(mentorship__in=pairs))
    pauses = [pause for rows in spells.pauses.values() for pause in rows]
    return due_question(achieved, cycle.meets_on, terms=spells.terms[cycle.school_id], pauses=pauses)


# How it reads

SAID = {True: "Yes", False: "No", None: ""}


def revisit_of(cycle):
    """The question that a week asks, or None. Reads `revisit`: select it."""
    return getattr(cycle, "revisit", None)


def shown_to_mentor(meeting):
    """The question as the meeting page shows it, or None."""
    revisit, focus = meeting.revisit, meeting.revisited
    if revisit is None or focus is None:
        return None
    again = meeting.successor(focus)
    said_no = False in (revisit.mentor_says, revisit.ect_says)
    return {
        "sentence": _sentence(focus),
        "yes": "true" if revisit.mentor_says else "false",
        "no": "true" if revisit.mentor_says is False else "false",
        "ect_says": SAID[revisit.ect_says],
        "may_refine": said_no and again is None and meeting.cycle.is_draft,
        "again": again.pk if again else "",
    }


def shown_to_reader(meeting, user):
    """The question as the page of a week shows it to somebody who reads it, or None."""
    revisit, focus = meeting.revisit, meeting.revisited
    if revisit is None or focus is None:
        return None
    is_open = user.pk == meeting.cycle.ect_id and not meeting.cycle.is_reviewed
    if not is_open and revisit.mentor_says is None and revisit.ect_says is None:
        return None
    week = meeting.cycle
    return question_to_ect(revisit, _sentence(focus), week, pair=week.mentorship, came_from="week", is_open=is_open) | {
        "ect": week.ect.first_name
    }


def question_to_ect(revisit, sentence, week, *, pair, came_from, is_open=True):
    """The question of a week with both answers; `is_open` while the ECT may answer, then back to `came_from`."""
    return {
        "pk": revisit.pk,
        "sentence": sentence,
        "href": reverse("coaching:answer_still", args=[week.pk]),
        "came_from": came_from,
        "is_open": is_open,
        "yes": "true" if revisit.ect_says else "false",
        "no": "true" if revisit.ect_says is False else "false",
        "mentor": pair.mentor.first_name,
        "mentor_says": SAID[revisit.mentor_says],
        "ect_says": SAID[revisit.ect_says],
    }


def _sentence(focus):
    """Reads the steps, and `its_prompts`: those of the week it was set in."""
    return parts.sentence(focus.wording, Prompts(**focus.its_prompts))


def still_happening():
    """For a query of foci: after how many weeks each was last said to be happening still, in a week that was set;
    None where it was not. A subquery on the revisits of the focus."""
    said = Revisit.objects.filter(focus=OuterRef("pk"), asked_in__set_at__isnull=False)
    said = said.exclude(mentor_says=None, ect_says=None).exclude(mentor_says=False).exclude(ect_says=False)
    return Subquery(said.order_by("-round").values("round")[:1])
