"""A school's own in the meeting: its note, its prompts now and then, where its foci start (A48, A60, A65, A77)."""

import pytest
from django.urls import reverse

from actionsteps.models import BankSettings
from actionsteps.wording import Wording
from coaching import actions
from coaching.house import House, Prompts, house_of, prompts_of
from coaching.lacks import Lacking, lacks_of
from coaching.meeting import Meeting
from coaching.models import Cycle
from schools.models import School
from tests.bank import BankSettingsFactory
from tests.coaching.test_choosing import POINT, THURSDAY, address, again, in_bank
from tests.coaching.weeks import GREET, agree, at_four, days_on, hold, key, outcomes, write
from tests.factories import NOW, SchoolFactory


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def stamp(mentor):
    return {"by": mentor, "at": NOW}


def settle(school, **fields):
    return BankSettingsFactory(school=school, **fields)


RENAMED = {"do_prompt": "Try this:", "by_prompt": "like so", "so_that_prompt": "in order that"}


def test_house_of_a_school_that_settled_nothing(db):
    school = SchoolFactory()

    assert house_of(school) == House()
    assert (house_of(school).has_bank, house_of(school).bank_only) == (True, False)
    assert Prompts().labels == {"do": "Do this", "by": "by", "so": "so that"}


def test_house_costs_no_query_once_selected(school, django_assert_num_queries):
    settle(school, policy="bank", **RENAMED)
    loaded = School.objects.select_related("bank_settings").get(pk=school.pk)

    with django_assert_num_queries(0):
        house = house_of(loaded)
    assert (house.bank_only, house.prompts.labels["so"]) == (True, "in order that")


def test_note_stands_above_the_foci_of_a_draft(as_mentor, draft):
    assert "How we word our foci" not in as_mentor.get(address(draft)).content.decode()

    settle(draft.school, house_note="Start with a verb.\nTwelve words <at most>.")

    page = as_mentor.get(address(draft)).content.decode()
    assert "Start with a verb.<br>Twelve words &lt;at most&gt;." in page
    assert page.index("Start with a verb") < page.index('class="focus-card__title"')


def test_renamed_prompts_are_labels_and_words_of_the_sentence(as_mentor, draft, stamp):
    settle(draft.school, **RENAMED)
    write(draft.foci.get(), GREET, **stamp)

    page = as_mentor.get(address(draft)).content.decode()

    focus = draft.foci.get()
    assert f'for="focus-{focus.pk}-key_action">Try this:</label>' in page
    assert f'for="focus-{focus.pk}-so_that">in order that</label>' in page
    assert f'id="by-{focus.pk}">like so</span>' in page
    assert '<strong class="sentence__so">in order that</strong>' in page
    assert "so that</strong>" not in page


def test_sentence_that_autosave_sends_has_the_schools_prompts(as_mentor, draft, stamp):
    settle(draft.school, **RENAMED)
    focus = write(draft.foci.get(), GREET, **stamp)

    step = focus.steps.first()
    parts = as_mentor.post(f"{address(draft)}autosave/", {f"step-{step.pk}-text": step.text}).json()["html"]
    assert "in order that" in parts[f"sentence-{focus.pk}"]


def test_set_week_keeps_the_prompts_it_was_set_under_everywhere(signed_in, pair, mentor, ect):
    settings = settle(pair.school, **RENAMED)
    week = hold(pair, GREET, day=THURSDAY)
    BankSettings.objects.filter(pk=settings.pk).update(do_prompt="", by_prompt="", so_that_prompt="and then")
    draft = actions.start_week(pair, key=key(), by=mentor, at=at_four(days_on(THURSDAY, 1)))
    journey = reverse("coaching:journey", args=[pair.school_id, pair.ect_id])
    reword = reverse("coaching:reword_focus", args=[week.foci.get().pk])

    for user, where in (
        (ect, "/"),
        (ect, address(week)),
        (ect, journey),
        (mentor, address(week)),
        (mentor, address(draft)),
        (mentor, reword),
    ):
        page = signed_in(user).get(where).content.decode()
        assert (where, "in order that</strong>" in page, "and then</strong>" in page) == (where, True, False)


def test_week_from_before_the_prompts_were_kept_reads_under_ours(live):
    settle(live.school, **RENAMED)

    assert prompts_of(Cycle.objects.get(pk=live.pk)) == Prompts()


def codes(draft):
    return [lack.code for lack in lacks_of(Meeting.load(Cycle.objects.get(pk=draft.pk))) if lack.forced]


def test_bank_only_asks_for_a_start_from_the_bank(draft, stamp):
    settle(draft.school, policy="bank")
    focus = write(draft.foci.get(), GREET, **stamp)
    agree(focus, **stamp)

    assert "from_bank" in codes(draft)
    with pytest.raises(Lacking):
        actions.set_week(draft, **stamp)

    step = in_bank()
    actions.choose(focus, step, key=key(), **stamp)
    assert "from_bank" not in codes(draft)


@pytest.mark.parametrize(
    ("wording", "lacking"),
    [
        (Wording(POINT.key_action, ("Stand beside it",), POINT.so_that), False),
        (Wording(POINT.key_action, ("Stand beside it",), "pupils start before the bell"), False),
        (Wording("Mark three books", ("Take a green pen",), "mistakes are mended"), True),
    ],
    ids=["made smaller", "another so that", "something else"],
)
def test_bank_only_lets_steps_and_so_that_change(draft, stamp, wording, lacking):
    settle(draft.school, policy="bank")
    focus = actions.choose(draft.foci.get(), in_bank(), key=key(), **stamp).focus

    write(focus, wording, **stamp)

    assert ("from_bank" in codes(draft)) == lacking


def test_bank_only_lets_a_line_from_before_be_refined(pair, mentor):
    week = hold(pair, GREET, day=THURSDAY)
    settle(pair.school, policy="bank")
    at = at_four(days_on(THURSDAY, 1))
    draft = actions.start_week(pair, key=key(), by=mentor, at=at)
    old = week.foci.get()
    outcomes(draft, mentor, at, **{f"focus_{old.pk}": "partly"})

    actions.refine(old, into=draft, key=key(), by=mentor, at=at)

    assert "from_bank" not in codes(draft)


@pytest.mark.parametrize("policy", ["both", "bespoke"])
def test_other_policies_ask_for_no_start_from_the_bank(draft, stamp, policy):
    settle(draft.school, policy=policy)
    write(draft.foci.get(), GREET, **stamp)

    assert "from_bank" not in codes(draft)


def test_bank_only_opens_a_blank_focus_on_the_bank(as_mentor, draft, stamp):
    focus = draft.foci.get()
    shut = f'id="bank-{focus.pk}">'
    assert shut in as_mentor.get(address(draft)).content.decode()

    settle(draft.school, policy="bank")
    assert f'id="bank-{focus.pk}" open>' in as_mentor.get(address(draft)).content.decode()

    actions.choose(focus, in_bank(), key=key(), **stamp)
    assert again(focus).wording == POINT
    assert shut in as_mentor.get(address(draft)).content.decode()
