"""The bank of the tests: the starter bank, and steps that only some may find."""

import pytest

from actionsteps.actions.starter import load_starter_bank
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import NOW


@pytest.fixture
def starter_bank(db):
    """The steps that ship, loaded."""
    load_starter_bank(at=NOW)


@pytest.fixture
def area(db):
    return AreaFactory(name="Questioning", standard=4)


@pytest.fixture
def national(area):
    return ActionStepFactory(key_action="Ask, pause, then name a pupil", problems=["they call out"], area=area)


@pytest.fixture
def of_trust(school, area):
    return ActionStepFactory(key_action="Ask across the trellis", trust=school.trust, area=area)


@pytest.fixture
def of_school(school, area):
    return ActionStepFactory(key_action="Ask beside the harbour wall", school=school, area=area)


@pytest.fixture
def of_another(other_leader, area):
    """A step of the school of `other_leader`."""
    school = other_leader.memberships.get().school
    return ActionStepFactory(key_action="Ask along the moorland", school=school, area=area)
