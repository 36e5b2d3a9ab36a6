"""An attack on every page: whatever a pair says and does in its weeks, what leaders can open is the same to the letter.

A pair's two weeks are told in two ways, at the same hours, with everything else alike. Then every address that the
table of access gives a leader is opened, and the two readings are laid side by side.
"""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actionsteps.models import ActionStep
from coaching import actions
from coaching.models import Cycle, Focus, Step
from config.access import LEADER, ROUTES, TRUST_LEADER
from evidence.models import Source
from insights import closing, steps, told, use, values
from insights.actions import count_weeks
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, at_four, hold, key
from tests.factories import NOW, CitationFactory
from tests.people import client_of
from tests.test_access import people, subject, world  # noqa: F401 fixtures

WEEK = timedelta(days=7)
# Made anew each time a page is drawn.
DRAWN = re.compile(rb'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=csrfmiddlewaretoken" value=")\w+|(?<="csrf": ")\w+')
QUESTIONS = {"actionsteps:bank": ["?q=point"], "insights:school_overview": ["?show=all", "?span=2025-1"]}


@pytest.fixture
def readings(world, people, clock):  # noqa: F811
    """A function: what leaders read of two weeks of a pair told well, and of the same told otherwise.

    `at_once`: who opens all they may, in the hour of the second meeting; `later`: who opens the figures and the bank
    three weeks on, when all that is over has been counted.
    """

    def everything(who, start):
        return {
            (name, address): DRAWN.sub(b"", body_of(client.get(address)))
            for name in who
            for client in [client_of(people[name])]
            for (method, route, about), answers in ROUTES.items()
            if method == "GET" and answers.get(name) == 200 and route.startswith(start)
            for path in [reverse(route, args=subject(world, about))]
            for address in [path, *(path + question for question in QUESTIONS.get(route, ()))]
        }

    def read(*, at_once=(), later=()):
        step = ActionStep.objects.get(pk=subject(world, "a national step")[0])
        for well in (True, False):
            with transaction.atomic():
                clock.move_to(NOW)
                meet(world.second, step, clock, well=well)
                found = everything(at_once, "")
                clock.move_to(NOW + 3 * WEEK)
                count_weeks([world.pair.school], at=timezone.now())
                figures = everything(later, ("insights:", "actionsteps:"))
                yield found | {(name, "later", address): body for (name, address), body in figures.items()}
                transaction.set_rollback(True)

    return read


def body_of(page):
    if "spreadsheetml" in page.headers["Content-Type"]:
        file = zipfile.ZipFile(io.BytesIO(page.content))
        # Beside these, it says when it was written.
        return b"".join(file.read(name) for name in file.namelist() if name.startswith(("xl/worksheets", "xl/shared")))
    return b"".join(page.streaming_content) if page.streaming else page.content


def meet(pair, step, clock, *, well):
    """Two weeks of a pair, the first reviewed in the second; told `well`, or otherwise."""
    first, second = NOW.date(), (NOW + WEEK).date()
    if well:
        stamp = {"by": pair.mentor, "at": at_four(first)}
        draft = actions.start_week(pair, key=key(), meets_on=first, **stamp)
        agree(actions.add_focus(draft, key=key(), **stamp), GREET, **stamp)
        focus = actions.choose(draft.foci.earliest("pk"), step, key=key(), **stamp).focus
        actions.save_fields(draft, typed={f"focus-{focus.pk}-so_that": "pupils begin before the bell"}, **stamp)
        week = actions.set_week(agree(Focus.objects.get(pk=focus.pk), **stamp).cycle, **stamp)
        Cycle.objects.filter(pk=week.pk).update(minutes=30, praise="You waited")
        CitationFactory(focus=focus, evidence__source=Source.DROP_IN, evidence__seen_on=first)
        actions.tick_step(Step.objects.filter(focus__cycle=week).first(), done=True, by=pair.ect, at=at_four(first))
    else:
        week = hold(pair, GREET, SHOW, day=first)
        Cycle.objects.filter(pk=week.pk).update(minutes=75)
    clock.move_to(NOW + WEEK)
    if well:
        hold(pair, PAUSE, day=second, result="achieved")
    else:
        hold(pair, day=second, result="not_yet")


def differing(one, other):
    assert one.keys() == other.keys()
    return [where for where in one if one[where] != other[where]]


@pytest.mark.once
def test_what_a_pair_says_changes_no_page_of_a_leader(readings):
    one, other = readings(at_once=[LEADER], later=[TRUST_LEADER])

    assert len(one) > 90
    assert differing(one, other) == []


@pytest.mark.once
def test_without_the_guard_it_would(readings, monkeypatch):
    """The control."""
    for module in (closing, told, use, values):
        monkeypatch.setattr(module, "ENOUGH", 1)
    monkeypatch.setattr(steps, "ENOUGH", 0)

    one, other = readings(later=[LEADER])

    routes = {re.sub(r"/\d+/", "/…/", address).partition("?")[0] for *_, address in differing(one, other)}
    assert routes >= {"/overview/schools/…/", "/overview/schools/…/overview.csv", "/bank/…/use/", "/bank/"}
