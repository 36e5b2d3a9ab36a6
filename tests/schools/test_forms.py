"""What is typed about a pause."""

from datetime import date

import pytest

from schools.forms import PauseForm

THURSDAY = date(2025, 9, 18)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"kind": "no_meeting"}, (date(2025, 9, 15), date(2025, 9, 21))),
        ({"kind": "away"}, (THURSDAY, None)),
        ({"kind": "away", "until": "2025-09-29"}, (THURSDAY, date(2025, 9, 28))),
    ],
)
def test_pause_form_gives_the_days(typed, days):
    form = PauseForm(typed, today=THURSDAY)

    assert form.is_valid()
    assert form.days() == days


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"kind": "away", "until": "2025-09-18"}, {"until": ["Enter a day after today."]}),
        ({"kind": "away", "until": "soon"}, {"until": ["Enter a date, such as 24 November."]}),
        ({"kind": "holiday"}, {"kind": ["Select a valid choice. holiday is not one of the available choices."]}),
    ],
)
def test_pause_form_says_what_is_wrong(typed, errors):
    assert PauseForm(typed, today=THURSDAY).errors == errors
