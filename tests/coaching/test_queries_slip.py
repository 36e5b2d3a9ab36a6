"""The slip and the home that leads to it cost a fixed number of queries, with one and with three of everything."""

import pytest
from django.urls import reverse

from tests.factories import CycleFactory, FocusFactory

STEPS = ("Write each line", "Say why", "Cover it up")


@pytest.mark.parametrize("n", [1, 3])
def test_slip(signed_in, mentor, pair, n, django_assert_num_queries):
    week = CycleFactory(mentorship=pair, is_set=True)
    for _ in range(n):
        FocusFactory(cycle=week, steps=STEPS[:n], follow_up="Drop in")
    client = signed_in(mentor)
    client.get("/")

    # Two are the session and the person.
    with django_assert_num_queries(4):
        response = client.get(reverse("coaching:slip", args=[week.pk]))

    assert response.content.decode().count("Didn’t look") == n * n
