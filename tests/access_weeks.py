"""What is asked over the weeks, and a school's dates, in the world in which everybody knocks at every address."""

from django.core import signing

from schools import terming
from schools.holidays import Told
from schools.views.terms import SALT
from tests.access_bank import Again
from tests.factories import NOW, ClosedDayFactory
from tests.sides import RevisitFactory

TODAY = NOW.date()
FILE = b"name,start,end\nINSET,28/11/2025,28/11/2025\n"


class WeeksWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, *, draft, live, achieved):
        RevisitFactory(focus=achieved, asked_in=live, mentor_says=True, mentor_at=NOW, mentor_by=live.mentorship.mentor)
        RevisitFactory(focus=achieved, asked_in=draft, round=2)
        self.school = draft.school
        term = self.school.terms.get()
        closed = ClosedDayFactory(school=self.school, name="May Day", starts_on=TODAY, ends_on=TODAY)
        self.subjects = {
            "the school’s dates": [self.school.pk],
            "the school’s term": [self.school.pk, term.pk],
            "the school’s closed days": [self.school.pk, closed.pk],
        }

    def typed(self):
        told = [Told("INSET", TODAY, TODAY)]
        term = {"name": "Autumn 2025", "starts_on": "2025-09-02", "ends_on": "2025-12-19"}
        days = {"name": "INSET", "starts_on": "2025-11-28", "ends_on": "2025-11-28"}
        return {
            "coaching:answer_still": {"says": "1"},
            "schools:add_term": term | {"starts_on": "2026-01-05", "ends_on": "2026-03-27"},
            "schools:change_term": term | {"drawn": terming.reads_as(self.school.terms.get())},
            "schools:add_closed": days,
            "schools:change_closed": days | {"drawn": terming.reads_as(self.school.closed_days.get())},
            "schools:bring_dates": {"file": Again("dates.csv", FILE)},
            "schools:confirm_dates": {
                "told": signing.dumps(terming.packed(told), salt=f"{SALT} {self.school.pk}", compress=True),
                "shown": terming.plan_of(told, school=self.school, today=TODAY).digest,
            },
        }
