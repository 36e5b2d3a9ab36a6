"""The check on the pages, without JavaScript: the ECT's home and week, the mentor's meeting, home and replies."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionsteps.wording import Wording
from coaching.models import Answer, Check, Cycle, Focus, Reply
from tests.factories import NOW, CycleFactory, FocusFactory
from tests.people import SEED, seed_focus
from tests.posting import address, drawn, page_of, press, text_of
from tests.sides import CheckFactory, ReplyFactory

SMALLER = Wording(SEED.key_action, (SEED.steps[1], "script it for one class"), SEED.so_that)
SUGGESTED = {"key_action": SMALLER.key_action, "steps": list(SMALLER.steps), "so_that": SMALLER.so_that}
WHY = "Two of my classes are on a trip"


@pytest.fixture
def as_ect(signed_in, ect):
    return signed_in(ect)


@pytest.fixture
def focus(live):
    return live.foci.get()


@pytest.fixture
def no(focus):
    return CheckFactory(focus=focus, achievable=False, reason=WHY, suggested=SUGGESTED)


@pytest.fixture
def opened(pair):
    """This week's draft, open to the ECT, with the seed example in it."""
    week = CycleFactory(mentorship=pair, opened=True)
    seed_focus(week)
    return week


def home(client):
    return text_of(client.get("/"))


def check_path(week):
    return reverse("coaching:check_week", args=[week.pk])


def focus_path(focus):
    return reverse("coaching:check_focus", args=[focus.pk])


def test_ect_says_yes_to_all_on_their_home_in_one_tap(as_ect, as_mentor, live):
    FocusFactory(cycle=live, key_action="Greet each pupil", rank=2, position=2)
    page = drawn(as_ect.get("/"), check_path(live))
    assert "Relevant? Achievable? Clear?" in home(as_ect)
    assert "Eddie hasn’t said yes yet" in home(as_mentor)

    for _ in range(2):
        answer = as_ect.post(check_path(live), page.fields)

    assert (answer.url, Check.objects.count()) == ("/", 2)
    shown = home(as_ect)
    assert "You said yes. Your mentor sees it." in shown
    assert "Relevant? Achievable? Clear?" not in shown
    assert "Agreed" in shown
    assert "Agreed This week’s foci" in home(as_mentor)
    assert "Eddie hasn’t said" not in text_of(as_mentor.get(address(live)))


def test_page_of_a_set_week_says_agreed_or_who_has_not_said(as_ect, as_mentor, live, pair):
    journey = reverse("coaching:journey", args=[pair.school_id, pair.ect_id])
    before = [text_of(client.get(address(live))) for client in (as_ect, as_mentor)]
    journeys = [text_of(client.get(journey)) for client in (as_ect, as_mentor)]

    as_ect.post(check_path(live), drawn(as_ect.get("/"), check_path(live)).fields)

    assert ["Relevant? Achievable? Clear?" in before[0], "Eddie hasn’t said yet" in before[1]] == [True, True]
    assert ["You haven’t said yes yet" in journeys[0], "Eddie hasn’t said yes yet" in journeys[1]] == [True, True]
    for client in (as_ect, as_mentor):
        for path in (address(live), journey):
            assert "Agreed" in text_of(client.get(path))


def test_yes_to_a_wording_that_was_changed_meanwhile_is_asked_again(as_ect, live, focus):
    page = drawn(as_ect.get("/"), check_path(live))
    Focus.objects.filter(pk=focus.pk).update(so_that="pupils start at once")

    answer = as_ect.post(check_path(live), page.fields, follow=True)

    assert "The wording has changed meanwhile. Read it again, then answer." in text_of(answer)
    assert "pupils start at once" in text_of(answer)
    assert Check.objects.count() == 0


def test_ect_says_what_is_not_right_and_how_they_would_word_it(as_ect, as_mentor, live, focus):
    page = drawn(as_ect.get(focus_path(focus)), focus_path(focus))
    assert page.fields["steps"] == ["\r\n".join(SEED.steps)]

    for _ in range(2):
        answer = press(
            as_ect,
            focus_path(focus),
            "no",
            page=page,
            nos=["achievable", "clear"],
            reason=WHY,
            steps="\r\n".join(SMALLER.steps),
        )

    check = Check.objects.get()
    assert answer.url == f"/#focus-{focus.pk}"
    assert (check.achievable, check.clear, check.relevant, check.really_two) == (False, False, True, False)
    assert check.suggestion == SMALLER
    assert "You said: not achievable, not clear. Your mentor answers next." in home(as_ect)
    listed = as_mentor.get("/").content.decode()
    assert "1 focus is not right for Eddie yet" in listed
    assert "pair-card--waits" in listed
    meeting = as_mentor.get(address(live)).content.decode()
    assert f'<li><a href="#focus-{focus.pk}">{SEED.key_action}</a></li>' in meeting
    assert WHY in meeting


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"reason": WHY}, "Tick what is not right, or say yes to it"),
        ({"nos": ["clear"]}, "Enter why, in a line"),
        ({"nos": ["clear"], "reason": WHY, "so_that": " "}, "Enter the so that"),
        ({"nos": ["clear"], "reason": WHY, "digest": "0"}, "The wording has changed meanwhile"),
    ],
    ids=["nothing ticked", "no reason", "half a suggestion", "changed meanwhile"],
)
def test_no_that_lacks_something_says_so_and_loses_nothing(as_ect, focus, typed, says):
    path = focus_path(focus)

    answer = press(as_ect, path, "no", steps="Script it for one class", **typed)

    assert (answer.status_code, says in text_of(answer), Check.objects.count()) == (422, True, 0)
    again = drawn(answer, path).fields
    assert again["steps"] == ["Script it for one class"]
    assert again["digest"][0] == focus.wording.digest
    assert again["reason"] == [typed.get("reason", "")]


def test_ect_says_yes_to_one_focus(as_ect, live, focus):
    other = FocusFactory(cycle=live, key_action="Greet each pupil", rank=2, position=2)

    press(as_ect, focus_path(focus), "yes")

    check = Check.objects.get()
    assert (check.focus, check.is_yes) == (focus, True)
    shown = home(as_ect)
    assert "You said yes. Answer again" in shown
    assert "Relevant? Achievable? Clear?" in shown
    assert "yes" not in drawn(as_ect.get(focus_path(focus)), focus_path(focus)).buttons
    assert "yes" in drawn(as_ect.get(focus_path(other)), focus_path(other)).buttons


def test_mentor_takes_the_suggestion_beside_the_focus(as_mentor, as_ect, live, focus, no):
    page = page_of(as_mentor, live)
    do = f"take_suggested:{focus.pk}:{no.pk}"

    for _ in range(2):
        answer = press(as_mentor, address(live), do, page=page, praise="You waited")

    assert answer.url == f"{address(live)}#focus-{focus.pk}"
    assert (Focus.objects.get().wording, Cycle.objects.get().praise) == (SMALLER, "You waited")
    assert Reply.objects.get().answer == Answer.ACCEPTED
    assert "It reads as Eddie suggests now." in text_of(as_mentor.get(address(live)))
    week = text_of(as_ect.get(address(live)))
    assert "Maya Mentor took this wording." in week
    assert "Relevant? Achievable? Clear?" in week


def test_suggestion_is_shown_as_a_difference_and_filled_in_to_reword(as_mentor, live, focus, no):
    meeting = as_mentor.get(address(live)).content.decode()
    path = reverse("coaching:reword_focus", args=[focus.pk])
    answer = as_mentor.get(path)

    assert f"<del>{SEED.steps[0]}</del>" in meeting
    assert drawn(answer, path).fields["steps"] == ["\r\n".join(SMALLER.steps)]
    assert "Filled in as Eddie suggests: change it as you like." in text_of(answer)


def test_rewording_answers_and_the_ect_is_asked_again(as_mentor, as_ect, live, focus, no):
    path = reverse("coaching:reword_focus", args=[focus.pk])

    press(as_mentor, path, steps=SEED.steps[1], reason="One is enough", achievable="on")

    assert (Reply.objects.get().answer, Reply.objects.get().reason) == (Answer.REWORDED, "One is enough")
    assert "1 focus is" not in home(as_mentor)
    assert "Relevant? Achievable? Clear?" in home(as_ect)
    assert "Maya Mentor reworded it. One is enough" in text_of(as_ect.get(address(live)))


def test_mentor_keeps_it_with_a_reason_that_the_ect_reads(as_mentor, as_ect, live, focus, no):
    path = reverse("coaching:keep_focus", args=[focus.pk])
    to_keep = press(as_mentor, address(live), f"keep:{focus.pk}", praise="You waited")
    assert to_keep.url == path
    assert press(as_mentor, path, reason=" ").status_code == 422

    for _ in range(2):
        answer = as_mentor.post(path, {"reason": "Try it with 9B alone"})

    assert answer.url == f"{address(live)}#focus-{focus.pk}"
    assert Reply.objects.get().reason == "Try it with 9B alone"
    assert Cycle.objects.get().praise == "You waited"
    assert "Maya Mentor keeps it as it is. Try it with 9B alone" in home(as_ect)
    assert "1 focus is" not in home(as_mentor)
    assert "Eddie said no to it" in text_of(as_mentor.get(address(live)))


def test_mentor_notes_the_yes_in_the_meeting_on_their_own_screen(as_mentor, as_ect, draft):
    focus = draft.foci.get()
    do = next(one for one in page_of(as_mentor, draft).buttons if one.startswith("check_yes"))
    typed = {f"focus-{focus.pk}-key_action": "Greet each pupil", f"focus-{focus.pk}-so_that": "pupils settle"}

    answer = press(as_mentor, address(draft), do, follow=True, **typed)

    check = Check.objects.get()
    assert (check.by, check.digest) == (draft.mentorship.mentor, Focus.objects.get().wording.digest)
    assert "Noted: Eddie says yes." in text_of(answer)
    assert "Eddie said yes in the meeting, noted by Maya Mentor." in text_of(answer)
    again = press(as_mentor, address(draft), do, follow=True)
    assert "There is nothing new to say yes to." in text_of(again)


def test_yes_noted_on_a_live_page_that_was_overtaken_is_refused(as_mentor, live, focus):
    page = page_of(as_mentor, live)
    do = next(one for one in page.buttons if one.startswith("check_yes"))
    Focus.objects.filter(pk=focus.pk).update(so_that="pupils start at once")

    answer = press(as_mentor, address(live), do, page=page)

    assert (answer.status_code, Check.objects.count()) == (403, 0)
    do = next(one for one in page_of(as_mentor, live).buttons if one.startswith("check_yes"))
    assert press(as_mentor, address(live), do).status_code == 302
    assert Check.objects.get().is_yes


def test_ect_checks_the_draft_that_is_open_to_them(as_mentor, as_ect, opened):
    focus = opened.foci.get()

    as_ect.post(check_path(opened), drawn(as_ect.get(address(opened)), check_path(opened)).fields)
    yes = Check.objects.get()
    no = press(as_ect, focus_path(focus), "no", nos=["really_two"], reason="Scripting is a thing of its own")

    assert yes.is_yes
    assert no.url == f"{address(opened)}#focus-{focus.pk}"
    page = text_of(as_mentor.get(address(opened)))
    assert "1 focus is really two things, says Eddie" in page
    assert "Eddie said: really two things. Scripting is a thing of its own" in page


def test_suggestion_for_a_draft_is_taken_where_achievable_is_asked(as_mentor, opened):
    focus = opened.foci.get()
    no = CheckFactory(focus=focus, clear=False, reason=WHY, suggested=SUGGESTED)

    press(as_mentor, address(opened), f"take_suggested:{focus.pk}:{no.pk}")

    assert Focus.objects.get(pk=focus.pk).wording == SMALLER
    assert f"achievable_yes:{focus.pk}" in page_of(as_mentor, opened).buttons


def test_autosave_of_a_new_wording_says_that_it_is_asked_again(as_mentor, opened):
    focus = opened.foci.get()
    CheckFactory(focus=focus)
    page = page_of(as_mentor, opened).fields
    name = f"focus-{focus.pk}-key_action"

    answer = as_mentor.post(
        f"{address(opened)}autosave/", {name: "Explain it in two steps", f"drawn-{name}": page[f"drawn-{name}"][0]}
    ).json()

    assert "The wording has changed since the last answer." in answer["html"][f"check-{focus.pk}"]
    assert "Eddie hasn’t said yet" in answer["html"]["check"]


def test_all_that_was_said_is_kept_in_order_for_both(as_mentor, as_ect, live, focus, no, clock):
    ReplyFactory(check_of=no, reason="Try it with 9B alone")
    clock.move_to(NOW + timedelta(minutes=20))
    press(as_ect, focus_path(focus), "yes")

    for client, who in ((as_ect, "You"), (as_mentor, "Eddie")):
        page = text_of(client.get(address(live)))
        told = page[page.index("What was said of it (2)") :]
        places = [
            told.index(words)
            for words in (
                f"{who} said: not achievable. {WHY}",
                "Maya Mentor keeps it",
                "Try it with 9B",
                f"{who} said yes.",
            )
        ]
        assert places == sorted(places)


def test_written_together_is_a_tick_like_any_field_and_shown_afterwards(as_mentor, as_ect, live, focus):
    name = f"focus-{focus.pk}-written_together"

    answer = as_mentor.post(
        f"{address(live)}autosave/", {name: "1", f"drawn-{name}": page_of(as_mentor, live).fields[f"drawn-{name}"][0]}
    )

    assert answer.status_code == 200
    assert Focus.objects.get().written_together is True
    for page in ("/", address(live)):
        assert "Written together" in text_of(as_ect.get(page))
    press(as_mentor, address(live), **{f"focus-{focus.pk}-written_together": None})
    assert Focus.objects.get().written_together is False


def test_nobody_is_asked_about_a_week_without_a_focus(as_ect, as_mentor, pair):
    live = CycleFactory(mentorship=pair, is_set=True)

    assert "Relevant?" not in home(as_ect)
    assert "hasn’t said" not in home(as_mentor)
    assert "check_yes" not in as_mentor.get(address(live)).content.decode()


def test_reviewed_week_keeps_what_was_said_and_asks_nothing(as_ect, live, focus, no, mentor):
    Cycle.objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=mentor)

    page = as_ect.get(address(live)).content.decode()

    assert WHY in page
    assert (focus_path(focus) in page, check_path(live) in page) == (False, False)
