"""What the pages of the check cost: the same with one and with three of everything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import MONDAY, CycleFactory, FocusFactory, RewordingFactory
from tests.sides import CheckFactory, ReplyFactory

WHY = "Two of my classes are on a trip"
SUGGESTED = {"key_action": "Greet each pupil", "steps": ["stand in the doorway"], "so_that": "pupils settle"}


@pytest.fixture
def weeks(pair, n):
    """A reviewed week, a live one and an opened draft, each with `n` foci that `n` noes and a yes were said of."""
    reviewed = CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=2), reviewed=True)
    live = CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=1), is_set=True)
    draft = CycleFactory(mentorship=pair, opened=True)
    for week in (reviewed, live, draft):
        for place in range(1, 1 + max(n, 2 if week is draft else 1)):
            focus = FocusFactory(cycle=week, rank=place, position=place, steps=("Write each line", "Say why")[:n])
            for _ in range(n):
                no = CheckFactory(focus=focus, clear=False, reason=WHY, suggested=SUGGESTED)
                ReplyFactory(check_of=no)
                if week is not draft:
                    RewordingFactory(focus=focus)
            CheckFactory(focus=focus, clear=False, reason=WHY, suggested=SUGGESTED)
    return reviewed, live, draft


@pytest.mark.parametrize("which", [0, 1, 2], ids=["reviewed", "live", "draft"])
def test_week_costs_no_more_than_without_checks(weeks, mentor, which, signed_in, django_assert_num_queries):
    """Whatever the page costs: what was said comes along in the query of the foci."""

    client, where = signed_in(mentor), reverse("coaching:meeting", args=[weeks[which].pk])
    client.get(where)
    with CaptureQueriesContext(connection) as told:
        client.get(where)
    for focus in weeks[which].foci.all():
        focus.checks.all().delete()

    with django_assert_num_queries(len(told)):
        client.get(where)


def test_check_of_a_focus(weeks, ect, costs):
    costs(ect, reverse("coaching:check_focus", args=[weeks[1].foci.earliest("pk").pk]), 4)


def test_keeping_a_focus(weeks, mentor, costs):
    costs(mentor, reverse("coaching:keep_focus", args=[weeks[1].foci.earliest("pk").pk]), 4)


def test_merging_two(weeks, mentor, costs):
    first, second = weeks[2].foci.order_by("pk")[:2]

    costs(mentor, reverse("coaching:merge_foci", args=[weeks[2].pk]) + f"?a={first.pk}&b={second.pk}", 5)
