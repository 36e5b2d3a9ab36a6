"""`manage.py check_data`: every row that carries a school, or an ECT, carries that of the row it hangs on."""

import pytest
from django.apps import apps
from django.core.management import call_command

from coaching.models import Step
from config.management.commands.check_data import hangings, mismatches
from tests import factories, sides  # noqa: F401 — with every factory there is
from tests.bank import ActionStepFactory, AreaFactory
from tests.coaching.weeks import GREET, hold
from tests.factories import MONDAY, SchoolFactory, StepFactory


def test_every_row_with_a_school_knows_where_its_parents_have_theirs():
    """The models that carry a school, and the parents whose school is compared; a new one is asked for here."""
    found = {}
    for model, parent, column in hangings():
        if column == "school":
            found.setdefault(model._meta.object_name, set()).add(parent)

    assert found == {
        "Achievable": {"focus"},
        "ActionStep": {"area"},
        "Asked": {"focus"},
        "Attachment": {"evidence"},
        "Check": {"focus"},
        "Citation": {"focus", "evidence"},
        "Correction": {"outcome"},
        "Cycle": {"mentorship"},
        "Evidence": {"area"},
        "Focus": {"cycle", "refined_from", "replaces", "line", "bank_step"},
        "MeetingNote": {"cycle"},
        "Outcome": {"focus"},
        "Parked": {"came_from", "bank_step"},
        "Pause": {"mentorship"},
        "Proposal": {"area", "source", "step"},
        "Rehearsal": {"focus"},
        "Reply": {"check_of"},
        "Revisit": {"focus", "asked_in"},
        "Rewording": {"focus"},
        "Starter": {"area"},
        "Step": {"focus"},
        "StepLine": {"step"},
        "Tick": {"step"},
    }


def test_every_row_that_hangs_on_one_with_a_school_carries_it():
    """No child of such a row is without the column. What hangs on a step of the bank needs none."""
    carriers = {
        model
        for model in apps.get_models()
        if any(field.name == "school" and not field.null for field in model._meta.concrete_fields)
    }
    without = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in carriers and model not in carriers
    }

    assert without == set()


def test_what_the_actions_and_the_factories_make_is_in_order(pair, capsys):
    hold(pair, GREET, day=MONDAY)
    for factory in factories.DjangoModelFactory.__subclasses__():
        factory()

    call_command("check_data")

    assert capsys.readouterr().out == "0 rows hang on a row of another school or ECT.\n"


def test_row_of_another_school_is_counted_and_named(db, capsys):
    step = StepFactory()
    Step.objects.filter(pk=step.pk).update(school=SchoolFactory())

    with pytest.raises(SystemExit) as ended:
        call_command("check_data")

    assert ended.value.code == 1
    assert "1  coaching.Step.school ≠ focus.school" in capsys.readouterr().out
    assert dict(mismatches())["coaching.Step.school ≠ focus.school"] == 1


def test_step_of_a_bank_under_another_schools_area_is_counted(school, other_leader):
    elsewhere = other_leader.memberships.get().school
    ActionStepFactory(school=school)
    ActionStepFactory(trust=school.trust, area=AreaFactory(school=school))
    ActionStepFactory(school=school, area=AreaFactory(school=elsewhere))

    assert dict(mismatches())["actionsteps.ActionStep.school ≠ area.school"] == 2
