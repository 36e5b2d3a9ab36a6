"""Every button of the meeting page, pressed as a browser without JavaScript presses it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Cycle, Focus, Outcome, Parked, Rehearsal
from coaching.states import DRAFT, LIVE
from coaching.views.buttons import VERBS
from tests.bank import ActionStepFactory
from tests.coaching.weeks import GREET, agree
from tests.factories import (
    MONDAY,
    NOW,
    CycleFactory,
    FocusFactory,
    MentorshipFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
)
from tests.people import SEED, seed_focus
from tests.posting import address, drawn, press
from tests.sides import CheckFactory, RevisitFactory


def steps_of(focus):
    return [step.text for step in focus.steps.order_by("position")]


def verbs(buttons):
    return {button.split(":")[0] for button in buttons}


def pressed_in(state):
    return {button for act in state.acts for button in act.buttons}


def test_a_draft_has_every_button_of_its_state(as_mentor, draft, live, focus, old):
    untried = FocusFactory(cycle=live)
    OutcomeFactory(focus=untried, result="no_chance")
    let_go = FocusFactory(cycle=live)
    OutcomeFactory(focus=let_go, result="not_yet", decision="let_go", let_go_reason="Too soon")
    whole = FocusFactory(cycle=draft, key_action=SEED.sentence(), so_that="", steps=("",))
    big = seed_focus(draft)
    RehearsalFactory(focus=whole)
    ParkedFactory(school=draft.school, ect=draft.ect, by=draft.mentorship.mentor)
    press(as_mentor, address(draft), f"achievable_no:{big.pk}")
    suggested = {"key_action": "Wait", "steps": ["count"], "so_that": "all think"}
    CheckFactory(focus=big, clear=False, reason="Which step first?", suggested=suggested)
    MentorshipFactory(school=draft.school, mentor=draft.mentorship.mentor)

    then = timedelta(weeks=4)
    stopped = CycleFactory(mentorship=draft.mentorship, week_of=MONDAY - then, reviewed=True, set_at=NOW - then)
    RevisitFactory(focus=FocusFactory(cycle=stopped), asked_in=draft, ect_says=False)

    shut = drawn(as_mentor.get(address(draft)), address(draft)).buttons
    press(as_mentor, address(draft), next(button for button in shut if button.startswith("dismiss:")))
    press(as_mentor, address(draft), "open")
    opened = drawn(as_mentor.get(address(draft)), address(draft)).buttons
    step = ActionStepFactory(ladder=["Not yet", "At times", "Each time", "Pupils ask for it"])
    Focus.objects.filter(pk=untried.pk).update(bank_step=step, bank_version=1, origin="banked")
    Outcome.objects.filter(focus=untried).update(result="achieved")
    achieved = drawn(as_mentor.get(address(draft)), address(draft)).buttons
    bank = drawn(as_mentor.get(reverse("coaching:find_step", args=[draft.pk, big.pk])), address(draft)).buttons

    assert verbs(shut + opened + achieved + bank) == pressed_in(DRAFT)


def test_a_live_week_has_every_button_of_its_state(as_mentor, live):
    agreed = live.foci.get()
    asked_back = FocusFactory(cycle=live)
    suggested = {"key_action": "Wait", "steps": ["count"], "so_that": "all think"}
    CheckFactory(focus=asked_back, clear=False, reason="Which step first?", suggested=suggested)
    RehearsalFactory(focus=agreed)
    MentorshipFactory(school=live.school, mentor=live.mentorship.mentor)

    then = timedelta(weeks=4)
    earlier = CycleFactory(mentorship=live.mentorship, week_of=MONDAY - then, reviewed=True, set_at=NOW - then)
    RevisitFactory(focus=FocusFactory(cycle=earlier), asked_in=live)
    page = drawn(as_mentor.get(address(live)), address(live)).buttons
    lines = [
        drawn(as_mentor.get(reverse("coaching:find_starter", args=[live.pk, kind])), address(live)).buttons
        for kind in ("praise", "probe")
    ]

    assert verbs(sum(lines, page)) == pressed_in(LIVE)


def test_button_nobody_drew_does_nothing_and_says_so(as_mentor, draft):
    answer = as_mentor.post(address(draft), {"do": "launch", "praise": "You waited"})

    assert answer.status_code == 403
    assert b"out of date" in answer.content
    draft.refresh_from_db()
    assert draft.praise == "You waited"


@pytest.mark.parametrize(
    "do",
    ["remove_focus:{}", "add_step:{}", "achievable_yes:{}", "promote:{}", "park:{}", "add_rehearsal:{}", "split:{}"],
)
def test_button_about_another_schools_focus_is_refused(as_mentor, draft, other_pair, do):
    theirs = FocusFactory(cycle=CycleFactory(mentorship=other_pair))

    answer = as_mentor.post(address(draft), {"do": do.format(theirs.pk)})

    assert answer.status_code == 403
    assert Focus.objects.filter(pk=theirs.pk).exists()
    assert theirs.steps.count() == 1
    assert Parked.objects.count() == Rehearsal.objects.count() == 0


@pytest.mark.parametrize("verb", sorted(name for name, verb in VERBS.items() if verb.about))
def test_button_without_what_it_is_about_is_refused(as_mentor, draft, verb):
    answer = as_mentor.post(address(draft), {"do": verb})

    assert answer.status_code in (403, 422)


def test_open_and_shut(pressed, draft):
    pressed("open")
    draft.refresh_from_db()
    assert draft.opened_at == NOW

    pressed("shut")
    draft.refresh_from_db()
    assert draft.opened_at is None


def test_discard_goes_home(as_mentor, draft):
    answer = press(as_mentor, address(draft), "discard")

    assert answer.url == reverse("coaching:home")
    assert not Cycle.objects.filter(pk=draft.pk).exists()


def test_set_sets_what_was_typed_in_the_same_post(as_mentor, draft, focus, mentor):
    agree(focus, GREET, by=mentor, at=NOW)

    answer = press(as_mentor, address(draft), "set", follow=True, next_meeting_on="2025-09-25", praise="Calm starts")

    draft.refresh_from_db()
    assert (draft.set_at, draft.praise, str(draft.next_meeting_on)) == (NOW, "Calm starts", "2025-09-25")
    assert b"The week is set." in answer.content


def test_setting_twice_sets_once_and_ends_in_the_week(as_mentor, draft, focus, mentor):
    agree(focus, GREET, by=mentor, at=NOW)
    page = drawn(as_mentor.get(address(draft)), address(draft))
    first = press(as_mentor, address(draft), "set", page=page, next_meeting_on="2025-09-25")

    second = press(as_mentor, address(draft), "set", page=page, next_meeting_on="2025-09-25")

    assert (first.status_code, second.status_code) == (302, 403)
    assert b"This week has been set." in second.content


def test_add_focus_and_its_double_click(as_mentor, draft, focus):
    FocusFactory(cycle=draft)
    page = drawn(as_mentor.get(address(draft)), address(draft))

    answers = [press(as_mentor, address(draft), "add_focus", page=page) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert draft.foci.count() == 3


def test_two_buttons_of_one_page_make_two_things(as_mentor, draft, live):
    olds = [*live.foci.all(), FocusFactory(cycle=live)]
    for old in olds:
        OutcomeFactory(focus=old, result="partly")
    page = drawn(as_mentor.get(address(draft)), address(draft))

    for old in olds:
        press(as_mentor, address(draft), f"refine:{old.pk}", page=page)

    assert {focus.refined_from_id for focus in draft.foci.all()} == {old.pk for old in olds}


def test_remove_focus(pressed, draft, focus):
    pressed(f"remove_focus:{focus.pk}")

    assert draft.foci.count() == 0


def test_promote_puts_a_focus_first(pressed, draft, focus):
    second = seed_focus(draft)

    assert pressed(f"promote:{second.pk}") == f"focus-{second.pk}"

    assert [one.pk for one in draft.foci.order_by("rank")] == [second.pk, focus.pk]


def test_park_bring_back_and_drop(pressed, draft, focus):
    step = focus.steps.get()
    typed = {f"focus-{focus.pk}-key_action": "Greet each pupil", f"step-{step.pk}-text": "Stand in the doorway"}
    assert pressed(f"park:{focus.pk}", **typed) == "later-list"
    parked = Parked.objects.get()
    assert (parked.key_action, parked.steps, draft.foci.count()) == ("Greet each pupil", ["Stand in the doorway"], 0)

    place = pressed(f"bring_back:{parked.pk}")
    back = draft.foci.get()
    assert (place, back.key_action) == (f"focus-{back.pk}", "Greet each pupil")

    pressed(f"park:{back.pk}")
    assert pressed(f"drop_parked:{Parked.objects.latest('pk').pk}") == "later-list"
    assert draft.foci.count() == 0


def test_parking_an_empty_box_is_refused(as_mentor, draft, focus):
    answer = press(as_mentor, address(draft), f"park:{focus.pk}")

    assert answer.status_code == 422
    assert b"There is nothing in this focus yet." in answer.content


def test_add_step_saves_first_and_opens_at_the_new_row(pressed, focus):
    step = focus.steps.get()

    place = pressed(f"add_step:{focus.pk}", **{f"step-{step.pk}-text": "Stand in the doorway"})

    assert steps_of(focus) == ["Stand in the doorway", ""]
    assert place == f"step-{focus.steps.last().pk}-text"


def test_remove_step_keeps_one_row(pressed, focus):
    assert pressed(f"remove_step:{focus.steps.get().pk}") == f"focus-{focus.pk}"

    assert steps_of(focus) == [""]


def test_split_puts_a_whole_sentence_into_its_parts(pressed, focus):
    typed = {f"focus-{focus.pk}-key_action": SEED.sentence()}
    pressed("save", **typed)

    pressed(f"split:{focus.pk}")

    focus = Focus.objects.get(pk=focus.pk)
    assert (focus.key_action, focus.so_that) == (SEED.key_action, SEED.so_that)
    assert len(steps_of(focus)) > 1


def test_split_asked_for_by_a_script_takes_the_sentence_of_the_same_post(as_mentor, draft, focus):
    data = drawn(as_mentor.get(address(draft)), address(draft)).fields

    as_mentor.post(address(draft), data | {f"focus-{focus.pk}-key_action": SEED.sentence(), "do": f"split:{focus.pk}"})

    assert Focus.objects.get(pk=focus.pk).so_that == SEED.so_that


def test_split_alters_nothing_where_steps_are_typed(as_mentor, draft, focus):
    step = focus.steps.get()
    data = drawn(as_mentor.get(address(draft)), address(draft)).fields

    as_mentor.post(
        address(draft),
        data
        | {
            f"focus-{focus.pk}-key_action": SEED.sentence(),
            f"step-{step.pk}-text": "Mine",
            "do": f"split:{focus.pk}",
        },
    )

    focus = Focus.objects.get(pk=focus.pk)
    assert (focus.key_action, steps_of(focus), focus.so_that) == (SEED.sentence(), ["Mine"], "")


def test_no_keeps_it_from_going_live_and_opens_make_it_smaller(as_mentor, pressed, draft, focus):
    big = seed_focus(draft)

    pressed(f"achievable_no:{big.pk}")

    steps = list(big.steps.order_by("position"))
    html = as_mentor.get(address(draft)).content.decode()
    assert all(f'name="keep-{big.pk}" value="{step.pk}"' in html for step in steps)
    assert press(as_mentor, address(draft), "set").status_code == 422

    pressed(f"make_smaller:{big.pk}", **{f"keep-{big.pk}": [str(steps[0].pk), str(steps[1].pk)]})

    assert steps_of(big) == list(SEED.steps[:2])
    parked = Parked.objects.get()
    assert (parked.steps, parked.next_in_line) == (list(SEED.steps[2:]), True)


def test_make_smaller_with_nothing_ticked_is_refused(as_mentor, draft):
    big = seed_focus(draft)
    press(as_mentor, address(draft), f"achievable_no:{big.pk}")

    answer = press(as_mentor, address(draft), f"make_smaller:{big.pk}")

    assert answer.status_code == 422
    assert len(steps_of(big)) == 4


def test_yes_is_for_the_wording_typed_in_the_same_post(pressed, draft, focus):
    step = focus.steps.get()

    pressed(
        f"achievable_yes:{focus.pk}",
        **{f"focus-{focus.pk}-key_action": "Greet each pupil", f"step-{step.pk}-text": "Stand in the doorway"},
    )

    answer = focus.achievable_answers.get()
    assert (answer.answer, answer.digest) == (True, Focus.objects.get(pk=focus.pk).wording.digest)


def test_yes_from_a_page_with_an_older_wording_is_asked_again(as_mentor, draft):
    focus = seed_focus(draft)
    page = drawn(as_mentor.get(address(draft)), address(draft))
    press(as_mentor, address(draft), "save", **{f"focus-{focus.pk}-key_action": "Do everything at once"})

    answer = press(as_mentor, address(draft), f"achievable_yes:{focus.pk}", page=page)

    assert answer.status_code == 422
    assert b"The wording has changed: read it again, then answer." in answer.content
    assert focus.achievable_answers.count() == 0


def test_changed_wording_asks_again_and_a_changed_comma_does_not(as_mentor, pressed, draft):
    focus = seed_focus(draft)
    pressed(f"achievable_yes:{focus.pk}")

    pressed("save", **{f"focus-{focus.pk}-key_action": "Make sure, your explanations are clear."})
    assert b"The wording has changed" not in as_mentor.get(address(draft)).content

    pressed("save", **{f"focus-{focus.pk}-key_action": "Make sure your questions are clear"})
    assert b"The wording has changed" in as_mentor.get(address(draft)).content


def test_rounds_of_practice(pressed, draft, focus):
    place = pressed(f"add_rehearsal:{focus.pk}")
    rehearsal = focus.rehearsals.get()
    assert place == f"rehearsal-{rehearsal.pk}"

    pressed("save", **{f"rehearsal-{rehearsal.pk}-rehearsed": "The first two minutes"})
    rehearsal.refresh_from_db()
    assert rehearsal.rehearsed == "The first two minutes"

    assert pressed(f"remove_rehearsal:{rehearsal.pk}") == f"practice-{focus.pk}"
    assert focus.rehearsals.count() == 0


def test_log_evidence_opens_at_the_evidence(pressed, focus):
    place = f"new-evidence-{focus.pk}"

    assert (
        pressed(
            f"log_evidence:{focus.pk}",
            **{f"{place}-source": "drop_in", f"{place}-seen": "Four tables waited", f"{place}-meaning": "No model"},
        )
        == f"evidence-{focus.pk}"
    )

    assert focus.citations.get().evidence.meaning == "No model"


def test_evidence_that_judges_is_logged_and_says_how_to_write_what_was_seen(as_mentor, draft, focus):
    place = f"new-evidence-{focus.pk}"
    judges = {f"{place}-seen": "Great lesson", f"{place}-source": "drop_in"}

    page = press(as_mentor, address(draft), f"log_evidence:{focus.pk}", follow=True, **judges).content.decode()

    assert focus.citations.get().evidence.seen == "Great lesson"
    assert "In the evidence: “Great lesson” is a verdict" in page


def test_log_evidence_with_an_empty_box_says_what_to_type(as_mentor, draft, focus):
    answer = press(as_mentor, address(draft), f"log_evidence:{focus.pk}")

    assert answer.status_code == 422
    assert f'href="#new-evidence-{focus.pk}-seen"' in answer.content.decode()


def test_evidence_pressed_twice_is_logged_once(as_mentor, draft, focus):
    page = drawn(as_mentor.get(address(draft)), address(draft))
    typed = {f"new-evidence-{focus.pk}-source": "drop_in", f"new-evidence-{focus.pk}-seen": "Four tables waited"}

    for _ in range(2):
        press(as_mentor, address(draft), f"log_evidence:{focus.pk}", page=page, **typed)

    assert focus.citations.count() == 1
