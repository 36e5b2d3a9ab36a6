"""What the rail and a stage's head say of a stage that can hold nothing yet (A3), and what a home's button starts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Cycle, Focus
from tests.factories import NOW

RAIL = re.compile(
    r'<li class="rail__item"( data-done)?>.*?rail__name">([^<]+)</span> <span class="rail__note">([^<]+)<'
)


def stages(client, cycle):
    """Of plan and practice on the meeting page: whether they are ticked, the rail's note, the line in their head."""
    page = client.get(reverse("coaching:meeting", args=[cycle.pk])).content.decode()
    rail = {name: (bool(done), note) for done, name, note in RAIL.findall(page)}
    heads = dict(re.findall(r'<p class="stage__lack[^"]*" id="lack-(\w+)">([^<]+)</p>', page))
    return [(*rail["Plan"], heads["plan"]), (*rail["Practice"], heads["practice"])]


def test_plan_and_practice_are_not_complete_before_there_is_a_focus(mentor, draft, signed_in):
    client, focus = signed_in(mentor), draft.foci.get()
    focus.steps.all().delete()
    Focus.objects.update(key_action="", so_that="")
    assert stages(client, draft) == [(False, "Waits for a focus", "Waits for a focus")] * 2

    Focus.objects.update(key_action="Stand still")
    assert [(done, note) for done, note, _ in stages(client, draft)] == [(False, "2 still to do")] * 2

    Focus.objects.update(key_action="")
    Cycle.objects.filter(pk=draft.pk).update(no_focus_reason="consolidating")
    assert stages(client, draft) == [(True, "Complete", "Complete")] * 2


@pytest.mark.parametrize(("days", "words"), [(0, "Start this week’s meeting"), (7, "Start the next meeting")])
def test_home_button_says_this_week_only_where_it_starts_this_weeks_meeting(mentor, live, signed_in, days, words):
    live.next_meeting_on = NOW.date() + timedelta(days=days)
    live.save()

    page = signed_in(mentor).get("/").content.decode()

    assert re.findall(r">(Start [^<]+)<span", page) == [words]
