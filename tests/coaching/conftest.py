"""Who presses what on the pages of a week."""

import pytest

from tests.factories import OutcomeFactory
from tests.posting import address, press


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def pressed(as_mentor, draft):
    """pressed(do, **typed): the answer, which must be the page again at the given place."""

    def pressed(do, **typed):
        answer = press(as_mentor, address(draft), do, **typed)
        assert answer.status_code == 302, answer.content.decode()
        page, _, place = answer.url.partition("#")
        assert page == address(draft)
        if place:
            assert f'id="{place}"' in as_mentor.get(page).content.decode()
        return place

    return pressed


@pytest.fixture
def focus(draft):
    return draft.foci.get()


@pytest.fixture
def old(live):
    """Last week's focus, partly achieved."""
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="partly")
    return focus
