"""A bank in and out: what would become of each row, and what does."""

from datetime import date, timedelta

import pytest

from actionsteps import actions
from actionsteps.actions.bringing import BROUGHT_IN
from actionsteps.actions.starter import load_starter_bank
from actionsteps.exchange import COLUMNS, bank_rows, plan, why_not_a_bank
from actionsteps.models import ActionStep, Area, Upload
from schools.refusal import Refused
from schools.tables import as_csv, as_xlsx, read_table
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import NOW

HEADINGS = ["Key action", "By", "So that", "Area"]
ROW = ["Ask, pause, then name a pupil", "Ask the question\nCount to four", "pupils all think", "Questioning"]
KINDS = {"csv": as_csv, "xlsx": lambda headings, rows: as_xlsx(headings, rows, title="Bank")}


@pytest.fixture
def planned(school, area):
    """planned(rows, headings): the plan for a file of these in the school's bank."""

    def planned(rows, headings=HEADINGS, **kwargs):
        table = read_table(as_csv(headings, rows))
        return plan(table.rows, table.headings, **({"school": school} | kwargs))

    return planned


@pytest.fixture
def bring(leader, school, area):
    """bring(rows, headings): brings a file of these into the school's bank, as its leader does; returns the plan."""

    def bring(rows, headings=HEADINGS, kind="csv", **owner):
        by = owner.pop("by", leader)
        table = read_table(KINDS[kind](headings, rows))
        upload = actions.keep_upload(table, name="steps", **(owner or {"school": school}), by=by, at=NOW)
        return actions.bring_in(upload, shown=actions.plan_of(upload).digest, by=by, at=NOW)

    return bring


def full_step(**fields):
    """A step that holds something of everything, and what could be taken for something else."""
    values = {
        "key_action": "=Ask, “pause”; then | name",
        "steps": ["-count four", "Ask | wait", "+ nod"],
        "so_that": "@pupils all think – each of them",
        "strong": "Year 8:\nall of them wait",
        "weak": "'=hands up",
        "criteria": ["Nobody calls out", "'Thinking' faces"],
        "practice": "odd\u2028line\u00a0space",
        "ladder": ["a", "b", "c", "d"],
        "model_url": "https://example.org/clip?a=1&b=2",
        "problems": ["they call out", "1 hand up"],
        "phases": ["ks3", "ks4"],
        "subjects": ["science"],
        "review_on": date(2026, 7, 1),
    }
    return ActionStepFactory(**{**values, **fields})


def told(step):
    return {name: getattr(step, name) for name in ("reference", *EXCHANGED)} | {"area": step.area.name}


EXCHANGED = (
    "key_action steps so_that strong weak criteria practice ladder model_url problems phases subjects review_on".split()
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bank_taken_away_and_brought_elsewhere_is_the_same(bring, other_leader, school, area, kind):
    elsewhere = other_leader.memberships.get().school
    there = [
        full_step(school=school, area=AreaFactory(school=school, name="Our talk", standard=4)),
        ActionStepFactory(school=school, area=area, retired=True),
        ActionStepFactory(school=school, area=area, draft=True),
        ActionStepFactory(school=school, area=area),
    ]

    bring(bank_rows(there), list(COLUMNS), kind=kind, school=elsewhere, by=other_leader)

    here = ActionStep.objects.filter(school=elsewhere).select_related("area").order_by("pk")
    assert [told(step) for step in here] == [told(step) for step in there]
    assert [row[-1] for row in bank_rows(here)] == ["published", "retired", "draft", "published"]
    assert Area.objects.get(school=elsewhere).standard == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_bank_brought_back_where_it_came_from_changes_nothing(bring, school, area, kind):
    full_step(school=school, area=area)
    rows = bank_rows(ActionStep.objects.select_related("area"))

    again = bring(rows, list(COLUMNS), kind=kind)

    assert [fate.fate for fate in again.fates] == ["same"]
    assert ActionStep.objects.count() == 1


def test_the_starter_bank_brought_into_a_school_that_reads_it_adds_nothing(bring, school):
    load_starter_bank(at=NOW)
    steps = ActionStep.objects.select_related("area")[:20]

    assert {(fate.fate, fate.note != "") for fate in bring(bank_rows(steps), list(COLUMNS)).fates} == {("same", True)}
    assert not ActionStep.objects.filter(school=school).exists()


def test_a_file_brought_twice_is_there_once(bring):
    first, second = bring([ROW]), bring([ROW])

    assert [plan.count("new") for plan in (first, second)] == [1, 0]
    assert second.count("same") == ActionStep.objects.count() == 1


def test_a_changed_row_changes_its_step(bring):
    bring([ROW])
    changed = bring([[ROW[0], ROW[1], "pupils all answer", ROW[3]]])

    step = ActionStep.objects.get()
    assert [(fate.fate, fate.changed) for fate in changed.fates] == [("changed", ["so_that"])]
    assert (step.so_that, step.version, step.versions.count()) == ("pupils all answer", 2, 2)


def test_a_row_finds_its_step_by_reference_though_all_its_words_changed(bring):
    bring([["one", *ROW]], ["Reference", *HEADINGS])
    bring([["one", "Nod", "Nod twice", "pupils smile", "Questioning"]], ["Reference", *HEADINGS])

    assert ActionStep.objects.get().key_action == "Nod"


@pytest.mark.parametrize(("state", "shown"), [("retired", "retired"), ("Published", "published"), ("", "published")])
def test_a_state_in_the_file_is_taken_on(bring, state, shown):
    bring([ROW])
    bring([[*ROW, state]], [*HEADINGS, "State"])

    assert bank_rows(ActionStep.objects.select_related("area"))[0][-1] == shown


def test_a_draft_in_the_file_stays_one_until_it_is_published_there(bring):
    bring([[*ROW, "draft"]], [*HEADINGS, "State"])
    assert not ActionStep.objects.get().is_published
    assert [fate.fate for fate in bring([[*ROW, "draft"]], [*HEADINGS, "State"]).fates] == ["same"]

    bring([[*ROW, "published"]], [*HEADINGS, "State"])

    assert ActionStep.objects.get().is_published
    assert [fate.fate for fate in bring([[*ROW, "draft"]], [*HEADINGS, "State"]).fates] == ["same"]


def test_a_whole_sentence_in_one_column_is_taken_apart(planned):
    (fate,) = planned([["Ask by pausing so that pupils think", "Questioning"]], ["Action step", "Category"]).fates

    assert (fate.written["key_action"], fate.written["steps"], fate.written["so_that"]) == (
        "Ask",
        ["Pause"],
        "pupils think",
    )


def test_steps_may_stand_in_columns_of_their_own(planned):
    headings = ["Do this", "Step 1", "Step 2", "Step 3", "Impact", "Theme"]
    (fate,) = planned([["Ask", "Pause", "", "Name", "pupils think", "questioning"]], headings).fates

    assert (fate.fate, fate.written["steps"]) == ("new", ["Pause", "Name"])


@pytest.mark.parametrize("text", ["One\nTwo", "1. One\n2) Two", "- One\n• Two", "One | Two"])
def test_lists_in_one_cell_lose_their_bullets(planned, text):
    (fate,) = planned([["Ask", text, "pupils think", "Questioning"]]).fates

    assert fate.written["steps"] == ["One", "Two"]


@pytest.mark.parametrize("text", ["already one small step", "(Already one small step.)"])
def test_a_row_may_be_one_small_step(planned, text):
    (fate,) = planned([["Ask", text, "pupils think", "Questioning"]]).fates

    assert (fate.reasons, fate.written["steps"]) == ([], [])


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("Key action", "", "Say what the ECT will do."),
        ("By", "", "Say by which steps, or “already one small step”."),
        ("So that", "", "Say what pupils gain."),
        ("Area", "", "Name the area"),
        ("Area", "Potions", "no area “Potions” yet"),
        ("Phase", "Year 9", "“Year 9” is none of the phases"),
        ("Subject", "science, potions", "“potions” is none of the subjects"),
        ("Review date", "soon", "“soon” is no date"),
        ("Link", "javascript:alert(1)", "has to start with https://"),
        ("State", "perhaps", "“perhaps” is no state"),
        ("Levels", "a\nb\nc\nd\ne", "four rungs"),
        ("Strong", "x" * 2001, "Shorten “strong example” to 2,000"),
    ],
)
def test_a_row_that_can_not_be_used_says_why(planned, column, text, said):
    row = dict(zip(HEADINGS, ROW, strict=True)) | {column: text}
    (fate,) = planned([list(row.values())], list(row)).fates

    assert fate.fate == "refused"
    assert [said in reason for reason in fate.reasons] == [True]


def test_a_row_of_a_retired_area_is_refused_unless_its_step_is_there(planned, bring, school):
    retired = AreaFactory(school=school, name="Old talk", retired_at=NOW)
    ActionStepFactory(school=school, reference="old", key_action="Nod", area=retired)
    new, old = planned(
        [["new", *ROW[:3], "Old talk"], ["old", "Nod twice", *ROW[1:3], "Old talk"]], ["Ref", *HEADINGS]
    ).fates

    assert (new.fate, "is retired" in new.reasons[0], old.fate) == ("refused", True, "changed")


@pytest.mark.parametrize(
    "second",
    [
        ["", *ROW],
        ["two", ROW[0].upper(), *ROW[1:]],
        ["one", "Nod", *ROW[1:]],
    ],
    ids=["no-reference", "same-words", "same-reference"],
)
def test_a_row_that_says_the_same_again_is_refused(planned, second):
    fates = planned([["one", *ROW], second], ["Ref", *HEADINGS]).fates

    assert [fate.fate for fate in fates] == ["new", "refused"]
    assert fates[1].reasons == ["The same step stands in row 2: keep one of them."]


def test_two_rows_that_would_change_one_step_are_not_both_taken(planned, school, area):
    ActionStepFactory(school=school, key_action=ROW[0], area=area)
    fates = planned([ROW, [ROW[0], "Nod", *ROW[2:]]]).fates

    assert [fate.fate for fate in fates] == ["changed", "refused"]


def test_columns_that_mean_nothing_here_are_named(planned):
    assert planned([[*ROW, "x"]], [*HEADINGS, "Favourite colour"]).unknown == ["Favourite colour"]


@pytest.mark.parametrize(
    ("headings", "lacking"), [(["Name", "Area"], "key action"), (["Key action", "Name"], "area"), (HEADINGS, "")]
)
def test_a_table_without_its_columns_is_none(headings, lacking):
    reason = why_not_a_bank(headings)

    assert (f"no “{lacking}”" in reason) if lacking else reason == ""


def test_the_check_speaks_of_each_row_and_refuses_none(planned):
    (fate,) = planned([["Improve your questioning", "Ask better questions", "lessons are better", "Questioning"]]).fates

    assert (fate.fate, bool(fate.findings)) == ("new", True)


def test_bring_in_of_a_bank_that_changed_since_it_was_shown_is_refused(leader, school, area):
    table = read_table(as_csv(HEADINGS, [ROW]))
    upload = actions.keep_upload(table, name="steps", school=school, by=leader, at=NOW)
    shown = actions.plan_of(upload).digest
    ActionStepFactory(school=school, key_action=ROW[0], area=area)

    with pytest.raises(Refused, match="has changed since"):
        actions.bring_in(upload, shown=shown, by=leader, at=NOW)
    assert Upload.objects.exists()


def test_bring_in_twice_is_refused(leader, school, area):
    table = read_table(as_csv(HEADINGS, [ROW]))
    upload = actions.keep_upload(table, name="steps", school=school, by=leader, at=NOW)
    shown = actions.plan_of(upload).digest
    actions.bring_in(upload, shown=shown, by=leader, at=NOW)

    with pytest.raises(Refused, match=BROUGHT_IN):
        actions.bring_in(upload, shown=shown, by=leader, at=NOW)
    assert ActionStep.objects.count() == 1


def test_bring_in_makes_a_new_area_once(bring, school):
    rows = [[f"Ask {n}", *ROW[1:3], "Our talk", "TS4"] for n in range(3)]
    bring(rows, [*HEADINGS, "Teachers’ Standard"])

    assert list(Area.objects.filter(school=school).values_list("name", "standard")) == [("Our talk", 4)]


def test_uploads_are_kept_a_day(leader, school, area):
    table = read_table(as_csv(HEADINGS, [ROW]))
    old = actions.keep_upload(table, name="old", school=school, by=leader, at=NOW - timedelta(hours=25))
    new = actions.keep_upload(table, name="new", school=school, by=leader, at=NOW)

    assert list(Upload.objects.all()) == [new] != [old]


@pytest.mark.parametrize("who", ["mentor", "other_leader", "trust_leader"])
def test_uploads_are_for_who_keeps_the_bank(request, school, area, who):
    table = read_table(as_csv(HEADINGS, [ROW]))

    with pytest.raises(Refused):
        actions.keep_upload(table, name="steps", school=school, by=request.getfixturevalue(who), at=NOW)


@pytest.mark.parametrize("number", [1, 30])
def test_a_plan_costs_three_queries(planned, school, area, django_assert_num_queries, number):
    ActionStepFactory.create_batch(number, school=school, area=area)

    with django_assert_num_queries(3):
        planned([[f"Ask {n}", *ROW[1:]] for n in range(number)])


def test_another_schools_bank_is_not_looked_at(planned, of_another):
    (fate,) = planned([[of_another.key_action, *ROW[1:]]]).fates

    assert (fate.fate, fate.step) == ("new", None)


def test_a_trusts_bank_is_brought_in_by_its_leader(bring, trust_leader, school):
    bring([ROW], trust=school.trust, by=trust_leader)

    assert ActionStep.objects.get().trust == school.trust
    assert [fate.fate for fate in bring([ROW]).fates] == ["same"]
