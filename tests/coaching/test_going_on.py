"""What leads from the meeting to a page of its own first saves what was typed: a page without JavaScript can’t."""

import pytest
from django.urls import reverse

from tests.factories import MentorshipFactory
from tests.posting import address, page_of, press

pytestmark = pytest.mark.django_db


def test_searching_from_the_meeting_saves_what_was_typed_first(as_mentor, draft, focus):
    bank = reverse("coaching:find_step", args=[draft.pk, focus.pk])
    probes = reverse("coaching:find_starter", args=[draft.pk, "probe"])
    searches = [
        # Its own button; Enter in the box, which presses the first button of the page; no words at all.
        (f"find:{focus.pk}", {f"find__{focus.pk}": "they call out & shout"}, f"{bank}?q=they+call+out+%26+shout"),
        (None, {f"find__{focus.pk}": "{noisy} start"}, f"{bank}?q=%7Bnoisy%7D+start"),
        (f"find:{focus.pk}", {}, f"{bank}?q="),
        (None, {"find__probe": "marking"}, f"{probes}?q=marking"),
        ("find_probe", {}, f"{probes}?q="),
    ]
    for number, (do, typed, found) in enumerate(searches):
        answer = press(as_mentor, address(draft), do, praise=f"You waited {number} seconds", **typed)

        draft.refresh_from_db()
        assert (answer.status_code, answer.get("Location")) == (302, found)
        assert draft.praise == f"You waited {number} seconds"
        assert as_mentor.get(answer.url).status_code == 200


def test_copying_for_another_ect_saves_what_was_typed_first(as_mentor, draft, focus, mentor, school):
    MentorshipFactory(mentor=mentor, school=school)
    press(as_mentor, address(draft), "save", praise="You waited", **{f"focus__{focus.pk}__key_action": "Wait"})
    ways = {
        f"use:{focus.pk}": reverse("coaching:use_for_other", args=[focus.pk]),
        "use_praise": reverse("coaching:start_for_other", args=[draft.pk, "praise"]),
        "use_probe": reverse("coaching:start_for_other", args=[draft.pk, "probe"]),
    }
    for number, (do, href) in enumerate(ways.items()):
        answer = press(as_mentor, address(draft), do, probe_question=f"What did you see in week {number}?")

        draft.refresh_from_db()
        assert (answer.status_code, answer.get("Location")) == (302, href)
        assert draft.probe_question == f"What did you see in week {number}?"


def test_what_a_live_week_leads_to_saves_what_was_typed_first(as_mentor, live, mentor, school):
    MentorshipFactory(mentor=mentor, school=school)
    focus = live.foci.get()
    ways = {
        f"reword:{focus.pk}": reverse("coaching:reword_focus", args=[focus.pk]),
        f"withdraw:{focus.pk}": reverse("coaching:withdraw_focus", args=[focus.pk]),
        f"propose:{focus.pk}": reverse("coaching:propose_focus", args=[focus.pk]),
        f"use:{focus.pk}": reverse("coaching:use_for_other", args=[focus.pk]),
        f"ask:{focus.pk}": reverse("coaching:ask_for_help", args=[focus.pk]),
        "close": reverse("coaching:close_week", args=[live.pk]),
    }
    for number, (do, href) in enumerate(ways.items()):
        answer = press(as_mentor, address(live), do, **{f"focus__{focus.pk}__script": f"Count to {number}"})

        focus.refresh_from_db()
        assert (answer.status_code, answer.get("Location")) == (302, href)
        assert focus.script == f"Count to {number}"
        assert as_mentor.get(href).status_code == 200


def test_a_search_is_no_field_that_is_saved(as_mentor, draft, focus):
    page = page_of(as_mentor, draft)

    answer = press(as_mentor, address(draft), "save", page=page)

    assert page.fields[f"find-{focus.pk}"] == [""]
    assert (answer.status_code, answer.url) == (302, address(draft))
