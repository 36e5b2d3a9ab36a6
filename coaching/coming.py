"""When pairs meet next, and what of their weeks is open: for e-mails and calendars."""

from datetime import timedelta

from django.db.models import Subquery

from coaching.pair_rows import latest_weeks
from coaching.pairs import Calendars, covering, open_weeks, planned_day
from schools.calendar import is_holiday
from schools.models import Mentorship

DAY = timedelta(days=1)
SATURDAY = 5
# A Monday's meeting is told of on the Friday before.
EARLIEST = 3


def live_pairs():
    """The mentorships that `Coming` is asked about, with their people's names and when they last met."""
    return (
        Mentorship.objects.live()
        .with_people()
        .only(
            *("school", "mentor", "ect", "starts_on", "rhythm", "weekday", "time"),
            *("mentor__name", "ect__name", "school__urn"),
        )
        .annotate(last_met=Subquery(latest_weeks().values("meets_on")[:1]))
        .order_by("pk")
    )


class Coming:
    """Of `live_pairs`, as `mentorships`: their calendars around `today`, and the open weeks of those that `read_weeks`
    was asked for. A query each, for any number of them."""

    def __init__(self, mentorships, *, today):
        self.today = today
        self.calendars = Calendars(mentorships, today=today)
        self.drafts, self.lives = {}, {}

    def read_weeks(self, mentorships):
        """Read the open weeks of these pairs; none are, of no pair, without a query."""
        if mentorships:
            self.drafts, self.lives = open_weeks(mentorships)

    def draft(self, mentorship):
        """The pair's draft, or None."""
        return self.drafts.get(mentorship.pk)

    def live(self, mentorship):
        """The week to review of the pair's ECT at their school, or None."""
        return self.lives.get((mentorship.school_id, mentorship.ect_id))

    def meeting(self, mentorship):
        """The pair's next `Meeting`, as their homes say it."""
        planned = planned_day(self.draft(mentorship), self.live(mentorship))
        return self.calendars.meeting(mentorship, planned=planned, last_met=mentorship.last_met)

    def is_free(self, mentorship, day):
        """Whether a day is one of school for the pair: no weekend, no holiday, no pause."""
        if day.weekday() >= SATURDAY or is_holiday(day, self.calendars.terms[mentorship.school_id]):
            return False
        return covering(self.calendars.pauses[mentorship.pk], day) is None

    def told_from(self, mentorship, day):
        """The day on which the pair's meeting on `day` is told of: the last free one before it, or that day itself
        where there is none shortly before, as after a holiday (A93)."""
        before = (day - DAY * back for back in range(1, EARLIEST + 1))
        return next((one for one in before if self.is_free(mentorship, one)), day)
