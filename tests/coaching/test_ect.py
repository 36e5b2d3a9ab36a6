"""The ECT's side: the foci as sentences, the steps to tick, the plan and the script."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import Focus, NoFocus, Tick
from schools.models import PauseKind
from tests.factories import (
    MONDAY,
    NOW,
    CycleFactory,
    FocusFactory,
    MentorshipFactory,
    ParkedFactory,
    PauseFactory,
    SchoolFactory,
    TickFactory,
)

HOME = "/"


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def words_of(client, where=HOME):
    response = client.get(where)
    assert response.status_code == 200
    return plain(response.content.decode())


def tick_at(step):
    return reverse("coaching:tick_step", args=[step.pk])


def script_at(focus):
    return reverse("coaching:write_script", args=[focus.pk])


def test_ect_home_shows_the_focus_as_a_sentence_and_when_the_next_meeting_is(ect, live, signed_in):
    words = words_of(signed_in(ect))

    assert (
        "Make sure your explanations are clear by identifying what pupils should remember, breaking instructions into "
        "two or three small steps that focus on it, checking for understanding across the whole class and scripting "
        "this in the lesson plan so that pupils know what they are meant to do in each task"
    ) in words
    assert "Next meeting with Maya Mentor: today" in words


def test_ect_home_steps_say_what_the_button_would_set(ect, live, signed_in):
    first, second = live.foci.get().steps.order_by("position")[:2]
    TickFactory(step=first)

    page = signed_in(ect).get(HOME).content.decode()

    buttons = re.findall(r'<button class="tick" name="done" value="(\d)" aria-pressed="(\w+)">', page)
    assert buttons == [("0", "true"), ("1", "false"), ("1", "false"), ("1", "false")]
    assert "Ticked Thu 18 Sep, 15:42" in page
    assert f'action="{tick_at(second)}"' in page


def test_ect_home_foci_stand_in_order_of_rank_and_withdrawn_ones_last(ect, live, signed_in):
    first = live.foci.get()
    Focus.objects.filter(pk=first.pk).update(rank=2)
    FocusFactory(cycle=live, rank=1, key_action="Stand still")
    FocusFactory(
        cycle=live,
        rank=1,
        key_action="Sit down",
        withdrawn_at=NOW,
        withdrawn_by=live.mentorship.mentor,
        withdrawn_reason="The class has gone on a trip.",
    )

    words = words_of(signed_in(ect))

    places = [words.index(text) for text in ("Stand still", "Make sure", "Sit down", "The class has gone on a trip.")]
    assert places == sorted(places)


def test_ect_home_one_small_step_is_its_own_tick(ect, live, signed_in):
    FocusFactory(cycle=live, key_action="Stand still", one_step=True, so_that="pupils look up", steps=("Stand still",))

    page = signed_in(ect).get(HOME).content.decode()

    assert "Stand still so that pupils look up" in plain(page)
    assert '<span class="tick__text">Stand still</span>' in page


def test_ect_home_plan_script_line_and_later_list(ect, live, signed_in):
    Focus.objects.update(
        plan_lesson="8C, period 3",
        plan_on=date(2025, 9, 23),
        follow_up="Drop in",
        script="Pens down. Eyes on me.",
    )
    earlier = FocusFactory(
        cycle=CycleFactory(mentorship=live.mentorship, week_of=MONDAY - timedelta(days=14), reviewed=True)
    )
    FocusFactory(cycle=live, refined_from=earlier, key_action="Say it once")
    ParkedFactory(ect=ect, school=live.school)
    ParkedFactory(ect=ect, school=live.school, key_action="Dropped", dropped_at=NOW, dropped_by=ect)

    words = words_of(signed_in(ect))

    assert "Lesson 8C, period 3, Tuesday 23 September" in words
    assert "Follow-up Drop in" in words
    assert "Pens down. Eyes on me." in words
    assert "Refined: meeting 2 of this one." in words
    assert "Later list Greet each pupil at the door so that pupils settle at once" in words
    assert "Dropped" not in words


def test_ect_home_without_a_live_week(ect, pair, signed_in):
    words = words_of(signed_in(ect))

    assert "No foci just now." in words
    assert "Your journey" in words


def test_ect_home_week_without_a_focus_gives_the_reason(ect, pair, signed_in):
    CycleFactory(mentorship=pair, is_set=True, no_focus_reason=NoFocus.CONSOLIDATING)

    assert "This week has no focus: consolidating what was achieved." in words_of(signed_in(ect))


def test_ect_home_draft_is_linked_once_it_is_opened(ect, draft, signed_in):
    client, where = signed_in(ect), reverse("coaching:meeting", args=[draft.pk])
    before = client.get(HOME).content.decode()
    draft.opened_at, draft.opened_by = NOW, draft.mentorship.mentor
    draft.save()

    after = client.get(HOME).content.decode()

    assert where not in before
    assert f'<a href="{where}">Your mentor has opened the next meeting to you</a>' in after


def test_ect_home_pause_is_shown_in_place_of_the_meeting(ect, pair, live, signed_in):
    PauseFactory(mentorship=pair, kind=PauseKind.AWAY, ends_on=None)

    words = words_of(signed_in(ect))

    assert "ECT away" in words
    assert "Next meeting" not in words


def test_ect_home_two_schools_each_with_its_own_foci(ect, live, signed_in):
    other = MentorshipFactory(school=SchoolFactory(name="Quay School"), ect=ect)
    FocusFactory(cycle=CycleFactory(mentorship=other, is_set=True), key_action="Read aloud yourself")

    client, pages = signed_in(ect), []
    for mentorship in (live.mentorship, other):
        client.post("/hat/", {"hat": f"ect-{mentorship.school_id}"})
        pages.append(client.get(HOME).content.decode())

    told = [("Make sure your explanations" in page, "Read aloud yourself" in page) for page in pages]
    assert told == [(True, False), (False, True)]


def test_ect_home_shows_nothing_of_another_ect(other_ect, live, signed_in):
    assert "Make sure your explanations" not in words_of(signed_in(other_ect))


def test_tick_sets_done_and_not_done_and_never_toggles(ect, live, signed_in):
    step, client = live.foci.get().steps.first(), signed_in(ect)

    answers = [client.post(tick_at(step), {"done": done}) for done in ("1", "1")]
    ticked = Tick.objects.get()
    client.post(tick_at(step), {"done": "0"})

    assert [answer.url for answer in answers] == [f"/#step-{step.pk}"] * 2
    assert (ticked.done, ticked.by) == (True, ect)
    assert Tick.objects.get().done is False


def test_tick_answers_a_script_in_json(ect, live, signed_in):
    step, client = live.foci.get().steps.first(), signed_in(ect)
    headers = {"Accept": "application/json"}

    ticked = client.post(tick_at(step), {"done": "1"}, headers=headers)
    unticked = client.post(tick_at(step), {"done": "0"}, headers=headers)

    assert ticked.json() == {"done": True, "when": "Ticked Thu 18 Sep, 15:42"}
    assert unticked.json() == {"done": False, "when": ""}


def test_tick_is_not_the_mentors_to_give(mentor, live, signed_in):
    response = signed_in(mentor).post(tick_at(live.foci.get().steps.first()), {"done": "1"})

    assert response.status_code == 403
    assert "Only the ECT ticks their steps." in response.content.decode()
    assert not Tick.objects.exists()


def test_tick_ends_with_the_review(ect, live, signed_in):
    live.reviewed_at, live.reviewed_by = NOW, live.mentorship.mentor
    live.save()
    step = live.foci.get().steps.first()

    page = signed_in(ect).post(tick_at(step), {"done": "1"})
    script = signed_in(ect).post(tick_at(step), {"done": "1"}, headers={"Accept": "application/json"})

    assert (page.status_code, script.status_code) == (403, 403)
    assert script.json() == {"reason": "This week has been reviewed: it stays as it is."}


def test_tick_of_another_ects_step_is_not_found(other_ect, live, signed_in):
    assert signed_in(other_ect).post(tick_at(live.foci.get().steps.first()), {"done": "1"}).status_code == 404


@pytest.mark.parametrize("who", ["ect", "mentor"])
def test_script_is_written_by_either_of_the_pair(request, live, signed_in, who):
    user, focus = request.getfixturevalue(who), live.foci.get()

    response = signed_in(user).post(
        script_at(focus), {"text": "Pens down.\r\nEyes on me.", "drawn-text": text_digest("")}
    )

    focus.refresh_from_db()
    assert focus.script == "Pens down.\nEyes on me."
    where = HOME if who == "ect" else reverse("coaching:meeting", args=[live.pk])
    assert response.url == f"{where}#focus-{focus.pk}"


def test_script_that_both_wrote_shows_both_and_either_can_stay(ect, live, signed_in):
    focus, client = live.foci.get(), signed_in(ect)
    Focus.objects.filter(pk=focus.pk).update(script="The mentor’s words")
    typed = {"text": "The ECT’s words", "drawn-text": text_digest("")}

    both = client.post(script_at(focus), typed)
    page = both.content.decode()
    digest = re.search(r'name="drawn-text" value="(\w+)"', page)[1]
    focus.refresh_from_db()
    kept = focus.script
    client.post(script_at(focus), {"text": "The ECT’s words", "drawn-text": digest})

    focus.refresh_from_db()
    assert both.status_code == 409
    assert "The mentor’s words" in page
    assert "The ECT’s words" in page
    assert kept == "The mentor’s words"
    assert focus.script == "The ECT’s words"


def test_script_sent_twice_is_saved_once_without_a_conflict(ect, live, signed_in):
    focus, client = live.foci.get(), signed_in(ect)
    typed = {"text": "Pens down.", "drawn-text": text_digest("")}

    statuses = [client.post(script_at(focus), typed).status_code for _ in range(2)]

    assert statuses == [302, 302]


def test_script_of_a_reviewed_week_is_refused_and_what_was_typed_is_shown(ect, live, signed_in):
    live.reviewed_at, live.reviewed_by = NOW, live.mentorship.mentor
    live.save()

    response = signed_in(ect).post(script_at(live.foci.get()), {"text": "Too late, but not lost."})

    page = response.content.decode()
    assert response.status_code == 403
    assert "This week has been reviewed: it stays as it is." in page
    assert "Too late, but not lost." in page


def test_script_of_a_draft_opened_to_the_ect_is_not_theirs_to_write(ect, draft, signed_in):
    draft.opened_at, draft.opened_by = NOW, draft.mentorship.mentor
    draft.save()

    response = signed_in(ect).post(script_at(draft.foci.get()), {"text": "Mine", "drawn-text": text_digest("")})

    assert response.status_code == 403
    assert "This week has not been set yet." in response.content.decode()


def test_script_much_too_long_is_answered_with_the_text(ect, live, signed_in):
    text = "word " * 5000

    response = signed_in(ect).post(script_at(live.foci.get()), {"text": text, "drawn-text": text_digest("")})

    assert response.status_code == 422
    assert "The script is not saved yet" in response.content.decode()
    assert text in response.content.decode()
