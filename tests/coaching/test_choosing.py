"""A focus starts from the bank: chosen, adapted, parked and brought back, set, reviewed; its origin is worked out."""

import pytest
from django.urls import reverse

from actionsteps.actions import change_step, favour
from actionsteps.models import BankSettings
from actionsteps.wording import Wording
from coaching import actions
from coaching.models import Focus, Parked
from coaching.models.focus import Origin
from coaching.origin import origin_of, sources_of
from coaching.rules import NOT_IN_BANK, OWN_ONLY, Refused
from tests.bank import ActionStepFactory, AreaFactory, BankSettingsFactory, FavouriteFactory
from tests.coaching.weeks import GREET, agree, at_four, days_on, hold, key, outcomes, write
from tests.factories import MONDAY, NOW, SchoolFactory
from tests.posting import drawn, press

POINT = Wording("Point to the task on the board", ("Stand beside it", "Wait for eyes"), "pupils begin at once")
THURSDAY = days_on(MONDAY, 0).replace(day=18)


def in_bank(wording=POINT, **fields):
    return ActionStepFactory(
        key_action=wording.key_action, steps=list(wording.steps), so_that=wording.so_that, **fields
    )


def address(week):
    return reverse("coaching:meeting", args=[week.pk])


@pytest.fixture
def step(db, clock):
    return in_bank()


@pytest.fixture
def stamp(mentor):
    return {"by": mentor, "at": NOW}


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


def again(focus):
    return Focus.objects.select_related("bank_step").get(pk=focus.pk)


def origin(focus):
    focus = again(focus)
    return origin_of(focus.wording, sources_of([focus]).get(focus.pk))


def test_choose_of_one_small_step_says_that_it_is_one(draft, stamp):
    step = in_bank(Wording("Point to the step on the board as you say it", (), "pupils know where they are"))

    focus = again(actions.choose(draft.foci.get(), step, key=key(), **stamp))

    assert (focus.one_step, focus.wording, origin(focus)) == (True, step.wording, Origin.BANKED)


def test_choose_fills_the_three_parts(draft, step, stamp):
    chosen = actions.choose(draft.foci.get(), step, key=key(), **stamp)

    focus = again(chosen)
    assert focus.wording == POINT
    assert (focus.bank_step, focus.bank_version) == (step, 1)
    assert chosen.parked is None
    assert origin(focus) == Origin.BANKED


def test_choose_parks_other_words_first(draft, step, stamp):
    focus = write(draft.foci.get(), GREET, **stamp)

    chosen = actions.choose(focus, step, key=key(), **stamp)

    assert again(focus).wording == POINT
    assert Parked.objects.get() == chosen.parked
    assert chosen.parked.wording == GREET
    assert chosen.parked.bank_step is None


def test_choose_again_changes_nothing(draft, step, stamp):
    focus = write(draft.foci.get(), GREET, **stamp)
    press = key()

    actions.choose(focus, step, key=press, **stamp)
    steps = list(again(focus).steps.values_list("pk", flat=True))
    actions.choose(focus, step, key=press, **stamp)

    assert list(again(focus).steps.values_list("pk", flat=True)) == steps
    assert Parked.objects.count() == 1


def test_choose_another_step_does_not_park_the_banks_own_words(draft, step, stamp):
    actions.choose(draft.foci.get(), step, key=key(), **stamp)

    actions.choose(draft.foci.get(), in_bank(GREET), key=key(), **stamp)

    assert draft.foci.get().wording == GREET
    assert Parked.objects.count() == 0


def test_choose_for_a_refined_focus_keeps_its_line(pair, step, mentor):
    week = hold(pair, GREET, day=THURSDAY)
    at = at_four(days_on(THURSDAY, 1))
    draft = actions.start_week(pair, key=key(), by=mentor, at=at)
    old = week.foci.get()
    outcomes(draft, mentor, at, **{f"focus_{old.pk}": "partly"})
    successor = actions.refine(old, into=draft, key=key(), by=mentor, at=at)

    actions.choose(successor, step, key=key(), by=mentor, at=at)

    assert (again(successor).refined_from, again(successor).turn) == (old, 2)
    assert Parked.objects.count() == 0


@pytest.mark.parametrize("policy", ["both", "bank"])
def test_choose_is_open_unless_the_school_writes_its_own(draft, step, stamp, policy):
    BankSettingsFactory(school=draft.school, policy=policy)

    assert actions.choose(draft.foci.get(), step, key=key(), **stamp).focus.bank_step == step


def test_choose_is_refused_where_the_school_writes_its_own(draft, step, stamp):
    BankSettingsFactory(school=draft.school, policy="bespoke")

    with pytest.raises(Refused, match=OWN_ONLY):
        actions.choose(draft.foci.get(), step, key=key(), **stamp)


@pytest.mark.parametrize("kind", ["another school’s", "another trust’s", "draft", "retired"])
def test_choose_refuses_what_the_school_does_not_see(draft, stamp, kind):
    elsewhere = SchoolFactory()
    fields = {
        "another school’s": {"school": elsewhere},
        "another trust’s": {"trust": elsewhere.trust},
        "draft": {"draft": True},
        "retired": {"retired": True},
    }[kind]
    step = in_bank(**fields)

    with pytest.raises(Refused, match=NOT_IN_BANK):
        actions.choose(draft.foci.get(), step, key=key(), **stamp)
    assert draft.foci.get().wording.is_blank


def test_choose_refuses_whoever_is_not_the_mentor(draft, step, other_mentor, ect):
    for by in (other_mentor, ect):
        with pytest.raises(Refused):
            actions.choose(draft.foci.get(), step, key=key(), by=by, at=NOW)


def test_own_school_and_own_trust_are_chosen_from(draft, stamp):
    school = draft.school
    for owner in ({"school": school}, {"trust": school.trust}):
        step = in_bank(area=AreaFactory(**owner), **owner)
        assert actions.choose(draft.foci.get(), step, key=key(), **stamp).focus.bank_step == step


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        (POINT, Origin.BANKED),
        (
            Wording("point to the task on the board.", ("Stand beside it", "wait for eyes."), POINT.so_that),
            Origin.BANKED,
        ),
        (Wording(POINT.key_action, ("Stand beside it",), POINT.so_that), Origin.ADAPTED),
        (Wording(POINT.key_action, POINT.steps, "pupils start before the bell"), Origin.ADAPTED),
        (Wording("Mark three books", ("Take a green pen",), "mistakes are mended"), Origin.BESPOKE),
        (Wording(), Origin.BESPOKE),
    ],
)
def test_origin_is_worked_out_from_the_wording(wording, expected):
    assert origin_of(wording, POINT) == expected
    assert origin_of(wording, None) == Origin.BESPOKE


def test_origin_is_asked_of_the_version_that_was_chosen(draft, step, stamp, leader, django_assert_num_queries):
    own = in_bank(GREET, school=draft.school, area=AreaFactory(school=draft.school))
    own.versions.create(
        number=1, key_action=own.key_action, steps=own.steps, so_that=own.so_that, digest=own.digest, at=NOW
    )
    actions.choose(draft.foci.get(), own, key=key(), **stamp)
    written = {name: getattr(own, name) for name in ("key_action", "steps", "so_that", "area")}
    change_step(own, written=written | {"so_that": "the room is calm"}, drawn=own.told, by=leader, at=NOW)

    focus = again(draft.foci.get())

    assert focus.bank_step.version == 2
    with django_assert_num_queries(1):
        sources = sources_of([focus])
    assert sources == {focus.pk: GREET}
    assert origin(focus) == Origin.BANKED


def test_parked_and_brought_back_a_focus_keeps_its_step(draft, step, stamp):
    focus = actions.choose(draft.foci.get(), step, key=key(), **stamp).focus
    actions.save_fields(draft, typed={f"focus-{focus.pk}-so_that": "pupils start before the bell"}, **stamp)
    parked = actions.park(focus, key=key(), **stamp)

    back = actions.bring_back(parked, into=draft, key=key(), **stamp)

    assert (again(back).bank_step, again(back).bank_version, origin(back)) == (step, 1, Origin.ADAPTED)


def test_made_smaller_a_focus_keeps_its_step_and_so_does_the_rest(draft, step, stamp):
    focus = actions.choose(draft.foci.get(), step, key=key(), **stamp).focus
    first = focus.steps.order_by("position").first()

    rest = actions.make_smaller(focus, keep={first.pk}, key=key(), **stamp)

    assert origin(focus) == Origin.ADAPTED
    assert rest.bank_step == step


def test_emptied_box_that_came_from_the_bank_is_used_again_without_it(draft, step, stamp):
    focus = actions.choose(draft.foci.get(), step, key=key(), **stamp).focus
    typed = {f"focus-{focus.pk}-key_action": "", f"focus-{focus.pk}-so_that": ""}
    typed |= {f"step-{row.pk}-text": "" for row in focus.steps.all()}
    actions.save_fields(draft, typed=typed, **stamp)
    parked = Parked.objects.create(school=draft.school, ect=draft.ect, key_action="Greet each pupil", **stamp)

    back = actions.bring_back(parked, into=draft, key=key(), **stamp)

    assert (back.pk, again(back).bank_step) == (focus.pk, None)


def set_with(pair, step, *, day, by, **typed):
    at = at_four(day)
    draft = actions.start_week(pair, key=key(), meets_on=day, by=by, at=at)
    focus = actions.choose(draft.foci.get(), step, key=key(), by=by, at=at).focus
    actions.save_fields(draft, typed={f"focus-{focus.pk}-{name}": text for name, text in typed.items()}, by=by, at=at)
    agree(again(focus), by=by, at=at)
    return actions.set_week(draft, by=by, at=at)


@pytest.mark.parametrize(
    ("so_that", "expected"), [(POINT.so_that, Origin.BANKED), ("pupils start before the bell", Origin.ADAPTED)]
)
def test_set_week_stores_the_origin(pair, step, mentor, so_that, expected):
    week = set_with(pair, step, day=THURSDAY, by=mentor, so_that=so_that)

    assert week.foci.get().origin == expected
    step.refresh_from_db()
    assert step.uses == 0


def test_focus_of_whose_step_nothing_is_left_is_bespoke(pair, step, mentor):
    week = set_with(
        pair, step, day=THURSDAY, by=mentor, key_action="Mark three books", one_step="1", so_that="mistakes are mended"
    )

    assert week.foci.get().origin == Origin.BESPOKE


def test_set_week_keeps_the_schools_prompts(pair, mentor):
    settings = BankSettingsFactory(
        school=pair.school, do_prompt="Try this", by_prompt="", so_that_prompt="in order that"
    )

    week = hold(pair, GREET, day=THURSDAY)
    BankSettings.objects.filter(pk=settings.pk).update(do_prompt="Now do")

    week.refresh_from_db()
    assert week.prompts == {"do": "Try this", "by": "", "so_that": "in order that"}


# On the page


def test_pressed_choice_saves_the_page_and_says_what_was_parked(as_mentor, draft, step, stamp):
    focus = write(draft.foci.get(), GREET, **stamp)
    form = drawn(as_mentor.get(address(draft)), address(draft))
    bank = drawn(as_mentor.get(reverse("coaching:find_step", args=[draft.pk, focus.pk])), address(draft))
    button = f"choose:{focus.pk}:{step.pk}"
    form.buttons += [one for one in bank.buttons if one == button]

    answer = press(as_mentor, address(draft), button, page=form, follow=True, praise="You waited for silence")

    draft.refresh_from_db()
    assert draft.praise == "You waited for silence"
    assert again(focus).wording == POINT
    assert Parked.objects.get().wording == GREET
    page = answer.content.decode()
    assert "What stood there is on the later list." in page
    assert 'From the bank</strong> <a href="/bank/' in page


def test_without_javascript_the_banks_page_posts_the_choice(as_mentor, draft, step):
    focus = draft.foci.get()
    where = reverse("coaching:find_step", args=[draft.pk, focus.pk])
    page = drawn(as_mentor.get(where, {"q": "task on the board"}), address(draft))

    answer = press(as_mentor, address(draft), f"choose:{focus.pk}:{step.pk}", page=page)

    assert answer.url == f"{address(draft)}#focus-{focus.pk}"
    assert again(focus).wording == POINT


def test_find_step_shows_recent_and_favourite_steps_before_anything_is_typed(as_mentor, pair, step, mentor):
    liked, third = in_bank(GREET), in_bank(Wording("Narrate what pupils do", ("Name two",), "others follow"))
    FavouriteFactory(user=mentor, step=liked)
    FavouriteFactory(step=third)
    set_with(pair, step, day=THURSDAY, by=mentor)
    draft = actions.start_week(pair, key=key(), by=mentor, at=at_four(days_on(THURSDAY, 1)))

    answer = as_mentor.get(reverse("coaching:find_step", args=[draft.pk, draft.foci.get().pk]))

    groups = {heading: [row["id"] for row in rows] for heading, rows in answer.context["offer"].groups}
    assert groups == {"Recent": [step.pk], "Your favourites": [liked.pk], "Used most": [third.pk]}


def test_find_step_asked_by_the_script_answers_with_the_list_alone(as_mentor, draft, step):
    focus = draft.foci.get()
    where = reverse("coaching:find_step", args=[draft.pk, focus.pk])

    part = as_mentor.get(where, {"q": "board"}, headers={"X-Requested-With": "fetch"})
    whole = as_mentor.get(where, {"q": "board"})

    assert part.content.decode().strip().startswith(f'<div id="found-{focus.pk}"')
    assert f'value="choose:{focus.pk}:{step.pk}"' in part.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "<form" not in part.content.decode()


def test_find_step_shows_no_step_of_another_school(as_mentor, draft, step):
    elsewhere = SchoolFactory()
    theirs = in_bank(school=elsewhere, area=AreaFactory(school=elsewhere))
    where = reverse("coaching:find_step", args=[draft.pk, draft.foci.get().pk])

    for query in ("", "task on the board"):
        found = as_mentor.get(where, {"q": query}).context["offer"].groups
        assert [row["id"] for _, rows in found for row in rows] == [step.pk]
    favour(theirs, user=draft.mentorship.mentor, wanted=True, at=NOW)
    assert str(theirs.pk) not in [row["id"] for _, rows in as_mentor.get(where).context["offer"].groups for row in rows]


def test_panel_is_hidden_and_refused_where_the_school_writes_its_own(as_mentor, draft, step):
    BankSettingsFactory(school=draft.school, policy="bespoke")
    focus = draft.foci.get()
    where = reverse("coaching:find_step", args=[draft.pk, focus.pk])

    assert where not in as_mentor.get(address(draft)).content.decode()
    assert as_mentor.get(where).status_code == 403
    answer = as_mentor.post(address(draft), {"do": f"choose:{focus.pk}:{step.pk}"})
    assert (answer.status_code, OWN_ONLY in answer.content.decode()) == (403, True)


def test_find_step_says_what_to_try_where_nothing_is_found(as_mentor, draft, step):
    where = reverse("coaching:find_step", args=[draft.pk, draft.foci.get().pk])

    assert "Say what you saw" in as_mentor.get(where, {"q": "zebra \x00"}).content.decode()
