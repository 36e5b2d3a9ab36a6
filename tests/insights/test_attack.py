"""An attack on the overview: a leader looks at everything, every few days for months, and subtracts.

They know who meets whom and when each week was reviewed. They win wherever some number they were shown, or what is left
after taking one from another, is what one to four ECTs (none of them their own) have done in some stretch of time.
"""

import csv
import io
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
import time_machine

from coaching.models import Cycle
from insights import closing, told, values
from insights.facts import midnight
from schools.models import Role
from tests.factories import MembershipFactory, UserFactory
from tests.insights.programme import programme
from tests.insights.slowly import of_week
from tests.people import client_of

FIRST = date(2025, 9, 22)
WEEK = timedelta(days=7)
WEEKS = 9
SPANS = ("2025", "2025-1")
# What the table tells of, by the names of the slow count.
FIGURES = {
    "foci that rest on evidence": ("evidence", "foci"),
    "foci that read vaguely": ("vague", "foci"),
    "foci from the bank": ("banked", "foci"),
    "foci of own wording": ("bespoke", "foci"),
    "steps ticked": ("ticked", "steps"),
    "meetings of 45 minutes or less": ("short", "timed"),
    "meetings over an hour": ("long", "timed"),
}
LOOKS = [
    datetime.combine(FIRST + timedelta(days=days), datetime.min.time(), ZoneInfo("Europe/London")) + timedelta(hours=17)
    for days in range(10, 7 * WEEKS + 1, 8)
]


class Attacker:
    """Somebody with a leader's role, what they were shown, and whose weeks they know anyway."""

    def __init__(self, user, places, own=()):
        self.user, self.places, self.own = user, places, set(own)
        self.seen = {}

    def look(self, number):
        client = client_of(self.user)
        for place in self.places:
            # A school's table has every span; a trust's, its schools for the span that is asked for.
            for span in SPANS if "trusts" in place else [""]:
                file = client.get(f"{place}overview.csv?span={span}").content.decode("utf-8-sig")
                for row in csv.DictReader(io.StringIO(file)):
                    if row["about"] in FIGURES:
                        shown = self.seen.setdefault((row["place"], row["span"], number), {})
                        shown[row["about"]] = (int(row["n"]), int(row["of"]))

    def taken_apart(self):
        """Every row of numbers they can come by: as shown, and each less each other."""
        rows = {tuple(shown.get(name, (0, 0)) for name in FIGURES) for shown in self.seen.values()}
        yield from rows
        for one in rows:
            for other in rows:
                if one != other:
                    yield tuple((n - a, m - b) for (n, m), (a, b) in zip(one, other, strict=True))

    def wins(self, secrets):
        return len(secrets & {row for row in self.taken_apart() if any(m for _, m in row)})


def numbers_of(counts):
    return tuple((counts[n], counts[m]) for n, m in FIGURES.values())


def secrets_of(school, own):
    """Every row of numbers of one to four of a school's ECTs, from one Monday to another."""
    of_ect = {}
    for week in Cycle.objects.filter(school=school, reviewed_at__isnull=False).exclude(ect__in=own):
        of_ect.setdefault(week.ect_id, []).append((week.reviewed_at, numbers_of(of_week(week))))
    edges = [midnight(FIRST + number * WEEK) for number in range(WEEKS + 1)]
    found = set()
    for since, until in combinations(edges, 2):
        rows = {ect: [row for at, row in weeks if since <= at < until] for ect, weeks in of_ect.items()}
        met = [ect for ect, weeks in rows.items() if weeks]
        for size in range(1, 5):
            for ects in combinations(met, size):
                weeks = [row for ect in ects for row in rows[ect]]
                found.add(
                    tuple((sum(n), sum(m)) for n, m in (zip(*one, strict=True) for one in zip(*weeks, strict=True)))
                )
    return {row for row in found if any(m for _, m in row)}


@pytest.fixture
def attackers(db):
    made = programme([7, 2], WEEKS, first=FIRST, seed=11, held=0.7)
    school = made.schools[0]
    leader, trust_leader = UserFactory(), UserFactory()
    mentor = made.pairs[0].mentor
    for user in (leader, mentor):
        MembershipFactory(user=user, school=school, role=Role.LEADER)
    MembershipFactory(user=trust_leader, of_trust=True, trust=made.trust)
    here, all_of_it = f"/overview/schools/{school.pk}/", f"/overview/trusts/{made.trust.pk}/"
    return school, [
        Attacker(leader, [here]),
        Attacker(trust_leader, [all_of_it]),
        Attacker(mentor, [here], own=[pair.ect_id for pair in made.pairs if pair.mentor_id == mentor.pk]),
    ]


@pytest.mark.parametrize("guarded", [True, False])
def test_nobody_is_taken_out_of_the_figures(attackers, guarded, monkeypatch):
    """Without the guard (the control), the same attack wins."""
    school, attackers = attackers
    if not guarded:
        for module in (closing, told, values):
            monkeypatch.setattr(module, "ENOUGH", 1)
    for number, at in enumerate(LOOKS):
        with time_machine.travel(at, tick=False):
            for attacker in attackers:
                attacker.look(number)

    wins = [attacker.wins(secrets_of(school, attacker.own)) for attacker in attackers]

    # Too few of them are others' for who mentors two.
    assert [bool(attacker.seen) for attacker in attackers] == [True, True, not guarded]
    assert wins == [0, 0, 0] if guarded else min(wins) > 0
