"""Putting advice aside costs the same whatever the focus and its week hold."""

import pytest
from django.urls import reverse

from tests.factories import CycleFactory, FocusFactory

STEPS = ("Be clear", "Be firmer", "Improve the pace")


@pytest.mark.parametrize("n", [1, 3])
def test_put_aside_queries(signed_in, mentor, pair, django_assert_num_queries, n):
    week = CycleFactory(mentorship=pair)
    foci = [FocusFactory(cycle=week, key_action="Improve questioning", steps=STEPS[:n]) for _ in range(n)]
    client, where = signed_in(mentor), reverse("coaching:put_aside", args=[foci[0].pk])

    with django_assert_num_queries(9):
        client.post(where, {"code": "vague_verb"})
