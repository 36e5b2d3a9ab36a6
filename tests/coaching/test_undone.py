"""What was not achieved, at the top of precise actions: only what something is to be decided about."""

import re

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import Cycle
from tests.factories import NOW, FocusFactory, OutcomeFactory
from tests.posting import address

FIRST = "Say first what became of the last foci."


def words_of(html):
    """The words of a part, but for the folded let-go: the style sheet hides that by `data-decide`."""
    html = re.sub(r'<details class="govuk-details let-go".*?</details>', "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.fixture
def shown(as_mentor, draft):
    """shown(): what stands between what the ECT said and the foci, as words, and the state of each decision."""

    def shown():
        html = as_mentor.get(address(draft)).content.decode()
        part = html[html.index('<div id="undone"') : html.index('<fieldset class="focus-card"')]
        states = re.findall(r'id="decide-(\d+)" data-decide="(\w*)"', part)
        return words_of(part), {int(pk): state for pk, state in states}

    return shown


@pytest.fixture
def says(as_mentor, draft):
    """says(focus, result, was=""): the parts that the page gets back when that outcome is saved as it is given."""

    def says(focus, result, was=""):
        name = f"outcome-{focus.pk}-result"
        data = {name: result, f"drawn-{name}": text_digest(was)}
        answer = as_mentor.post(
            reverse("coaching:autosave", args=[draft.pk]), data, headers={"accept": "application/json"}
        )
        return answer.json()["html"]

    return says


def test_undone_holds_only_what_is_to_be_decided(shown, live):
    achieved = live.foci.get()
    partly = FocusFactory(cycle=live, key_action="Stand still to speak")
    OutcomeFactory(focus=achieved, result="achieved")
    OutcomeFactory(focus=partly, result="partly")

    words, states = shown()

    assert words.startswith("What was not achieved Stand still to speak")
    assert states == {achieved.pk: "none", partly.pk: "open"}
    assert achieved.key_action not in words
    assert FIRST not in words


def test_undone_says_once_that_outcomes_come_first(shown, live):
    FocusFactory(cycle=live, key_action="Stand still to speak")

    words, states = shown()

    assert words == f"What was not achieved {FIRST}"
    assert set(states.values()) == {"none"}


def test_undone_says_nothing_when_all_was_achieved(shown, live):
    OutcomeFactory(focus=live.foci.get(), result="achieved")

    words, _ = shown()

    assert words == ""


def test_undone_follows_the_outcomes_as_they_are_given(says, live):
    focus, other = live.foci.get(), FocusFactory(cycle=live, key_action="Stand still to speak")

    first = says(focus, "achieved")
    second = says(other, "not_yet")
    third = says(other, "achieved", was="not_yet")

    assert [FIRST in words_of(part["undone"]) for part in (first, second, third)] == [True, False, False]
    assert ["What was not achieved" in part["undone"] for part in (first, second, third)] == [True, True, False]
    assert f'value="refine:{other.pk}"' in second[f"decide-{other.pk}"]
    assert 'data-decide="none"' in third[f"decide-{other.pk}"]
    assert all('data-decide="none"' in part[f"decide-{focus.pk}"] for part in (first, second, third))


def test_undone_keeps_what_was_left_when_last_week_was_closed(shown, live):
    achieved, left = live.foci.get(), FocusFactory(cycle=live, key_action="Stand still to speak")
    OutcomeFactory(focus=achieved, result="achieved")
    OutcomeFactory(focus=left, result="not_yet")
    Cycle.objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=live.mentorship.mentor)

    words, states = shown()

    assert states == {left.pk: "open"}
    assert achieved.key_action not in words
