"""An attack on the figures: a leader looks at everything, every few days for months, and subtracts.

They know who meets whom and when each week was reviewed. They win wherever some number they were shown, or what is left
after taking one from another, is what one to four ECTs (none of them their own) have done in some stretch of time; and
wherever the words that appear between two looks are those of one to four mentors.
"""

import csv
import io
import re
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from actionsteps.models import ActionStep
from coaching.models import Cycle, Focus
from insights import closing, steps, told, use, values
from insights.facts import midnight
from schools.models import Role
from tests.bank import ActionStepFactory
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
EDGES = [FIRST + number * WEEK for number in range(WEEKS + 1)]
PART = {"HX-Request": "true", "HX-Target": "use"}
USED = re.compile(
    r"In (\d+) foci that [^;]*; adapted in (\d+) of them(?:, achieved by the next meeting in (\d+) of (\d+))?"
)
NONE = (0, 0, 0, 0)


def less(one, other):
    return tuple(a - b for a, b in zip(one, other, strict=True))


class Attacker:
    """Somebody with a leader's role, what they were shown, and whose weeks they know anyway."""

    def __init__(self, user, places, bank, own=()):
        self.user, self.places, self.bank, self.own = user, places, bank, set(own)
        self.seen, self.uses, self.words = {}, {step.pk: [NONE] for step in bank}, [set()]

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
        words = set()
        for step in self.bank:
            page = client.get(reverse("insights:step_use", args=[step.pk]), headers=PART).text
            numbers = USED.search(page)
            foci, adapted, achieved, outcomes = map(int, numbers.groups(default=0)) if numbers else NONE
            self.uses[step.pk].append((foci, adapted, outcomes, achieved))
            words |= {int(focus) for focus in re.findall(r"zq(\d+)x", page)}
        self.words.append(words)

    def shelf(self):
        """The steps of the bank, in the order they stand in."""
        page = client_of(self.user).get(reverse("actionsteps:bank")).text
        return list(dict.fromkeys(map(int, re.findall(r'href="/bank/(\d+)/"', page))))

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

    def wins_of_steps(self, weeks):
        """How many rows of one to four others' foci they come by, of a step: by time, and by taking away their own.

        Of larger numbers some are alike by chance: whose foci are told together, `test_let_out` says.
        """
        found = 0
        for step, rows in self.uses.items():
            own = {row for ects, row in stretches(weeks[step]) if ects <= self.own} | {NONE}
            apart = {less(less(one, other), mine) for one in rows for other in rows for mine in own}
            few = {row for ects, row in stretches(weeks[step]) if not ects & self.own}
            found += len({row for row in apart if 0 < row[0] < 5} & few)
        return found

    def wins_of_words(self, mentors):
        told = [{mentors[focus] for focus in after - before} - {self.user.pk} for before, after in pairwise(self.words)]
        return sum(0 < len(of) < 5 for of in told)


def numbers_of(counts):
    return tuple((counts[n], counts[m]) for n, m in FIGURES.values())


def secrets_of(school, own):
    """Every row of numbers of one to four of a school's ECTs, from one Monday to another."""
    of_ect = {}
    for week in Cycle.objects.filter(school=school, reviewed_at__isnull=False).exclude(ect__in=own):
        of_ect.setdefault(week.ect_id, []).append((week.reviewed_at, numbers_of(of_week(week))))
    found = set()
    for since, until in combinations(map(midnight, EDGES), 2):
        rows = {ect: [row for at, row in weeks if since <= at < until] for ect, weeks in of_ect.items()}
        met = [ect for ect, weeks in rows.items() if weeks]
        for size in range(1, 5):
            for ects in combinations(met, size):
                weeks = [row for ect in ects for row in rows[ect]]
                found.add(
                    tuple((sum(n), sum(m)) for n, m in (zip(*one, strict=True) for one in zip(*weeks, strict=True)))
                )
    return {row for row in found if any(m for _, m in row)}


def foci_of(bank):
    """{step id: [(ECT id, when it was reviewed, (1, adapted, 1, achieved))]}, and whose words each focus has."""
    found, mentors = {step.pk: [] for step in bank}, {}
    foci = Focus.objects.filter(bank_step__in=bank, withdrawn_at=None, cycle__reviewed_at__isnull=False)
    for focus in foci.select_related("cycle__mentorship", "outcome"):
        numbers = (1, int(focus.origin == "adapted"), 1, int(focus.outcome.result == "achieved"))
        found[focus.bank_step_id].append((focus.cycle.ect_id, focus.cycle.reviewed_at, numbers))
        mentors[focus.pk] = focus.cycle.mentorship.mentor_id
    return found, mentors


def stretches(weeks):
    """What one to four ECTs have done with a step, from one Monday to another: (their ids, numbers)."""
    for since, until in combinations(map(midnight, EDGES), 2):
        rows = {}
        for ect, at, numbers in weeks:
            if since <= at < until:
                rows[ect] = tuple(map(sum, zip(rows.get(ect, NONE), numbers, strict=True)))
        for size in range(1, 5):
            for ects in combinations(rows, size):
                yield set(ects), tuple(map(sum, zip(*(rows[ect] for ect in ects), strict=True)))


@pytest.fixture
def attackers(db):
    bank = [ActionStepFactory() for _ in range(3)]
    made = programme([7, 2], WEEKS, first=FIRST, seed=11, held=0.7, steps=bank)
    marked = Concat(Value("Point to the board zq"), Cast("pk", TextField()), Value("x"), output_field=TextField())
    Focus.objects.filter(origin="adapted").update(key_action=marked)
    school = made.schools[0]
    leader, trust_leader = UserFactory(), UserFactory()
    mentor = made.pairs[0].mentor
    for user in (leader, mentor):
        MembershipFactory(user=user, school=school, role=Role.LEADER)
    MembershipFactory(user=trust_leader, of_trust=True, trust=made.trust)
    here, all_of_it = f"/overview/schools/{school.pk}/", f"/overview/trusts/{made.trust.pk}/"
    return school, [
        Attacker(leader, [here], bank),
        Attacker(trust_leader, [all_of_it], bank),
        Attacker(mentor, [here], bank, own=[pair.ect_id for pair in made.pairs if pair.mentor_id == mentor.pk]),
    ]


@pytest.mark.once
@pytest.mark.parametrize("guarded", [True, False])
def test_nobody_is_taken_out_of_the_figures(attackers, guarded, monkeypatch):
    """Without the guard (the control), the same attack wins."""
    school, attackers = attackers
    if not guarded:
        for module in (closing, steps, told, use, values):
            monkeypatch.setattr(module, "ENOUGH", 1)
    for number, at in enumerate(LOOKS):
        with time_machine.travel(at, tick=False):
            for attacker in attackers:
                attacker.look(number)

    wins = [attacker.wins(secrets_of(school, attacker.own)) for attacker in attackers]
    weeks, mentors = foci_of(attackers[0].bank)
    of_steps = [attacker.wins_of_steps(weeks) for attacker in attackers]
    of_words = [attacker.wins_of_words(mentors) for attacker in attackers]

    assert all(attacker.seen for attacker in attackers)
    assert wins == [0, 0, 0] if guarded else min(wins) > 0
    assert of_steps == [0, 0, 0] if guarded else min(of_steps) > 0
    assert of_words == [0, 0, 0] if guarded else min(of_words) > 0
    # There was something to win, and the shelf stands as the use that the trust's leader is told.
    assert any(row != NONE for rows in attackers[1].uses.values() for row in rows)
    assert attackers[1].words[-1]
    used = {step: rows[-1][0] for step, rows in attackers[1].uses.items()}
    assert dict(ActionStep.objects.values_list("pk", "uses")) == used
    assert attackers[0].shelf() == sorted(used, key=lambda step: (-used[step], -step))
