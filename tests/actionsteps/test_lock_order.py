"""Who writes several steps of the bank locks them in one order, so that no two of them wait for each other."""

import pytest
from django.db import transaction

from actionsteps import actions
from actionsteps.exchange import COLUMNS, bank_rows
from actionsteps.models import ActionStep
from schools.tables import as_csv, read_table
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import NOW
from tests.meanwhile import meanwhile


def rename_area(steps, leader):
    area = steps[0].area
    return lambda: actions.change_area(area, name="Harmony", standard=1, order=0, by=leader, at=NOW)


def bring_in(steps, leader):
    """Both change, the later one in the first row."""
    for step in steps:
        step.strong = "Year 8 wait"
    table = read_table(as_csv(list(COLUMNS), bank_rows(steps[::-1])))
    upload = actions.keep_upload(table, name="steps.csv", school=steps[0].school, by=leader, at=NOW)
    shown = actions.plan_of(upload).digest
    return lambda: actions.bring_in(upload, shown=shown, by=leader, at=NOW)


@pytest.mark.parametrize("prepare", [rename_area, bring_in])
def test_uses_are_counted_while_a_leader_writes_the_same_steps(on_postgres, transactional_db, school, leader, prepare):
    steps = ActionStepFactory.create_batch(2, school=school, area=AreaFactory(school=school))
    # Written anew, a row comes after the others where nobody says in which order.
    ActionStep.objects.filter(pk=steps[0].pk).update(uses=1)
    write = prepare(steps, leader)

    with transaction.atomic():
        ActionStep.objects.select_for_update(no_key=True).get(pk=steps[0].pk)
        leaders = meanwhile(write)
        actions.count_uses(dict.fromkeys((step.pk for step in steps), 2))

    assert "Error" not in leaders()
    assert list(ActionStep.objects.order_by("pk").values_list("uses", flat=True)) == [3, 2]
