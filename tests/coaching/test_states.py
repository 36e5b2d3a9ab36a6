"""The states of the week as data: complete, and drawn into docs/week.md."""

from coaching import actions, rules
from coaching.lacks import CODES
from coaching.management.commands.draw_week import PAGE
from coaching.states import STATES, WAYS, draw, rules_in_order
from coaching.views.buttons import VERBS

ACTS = [act for state in STATES for act in state.acts]


def test_docs_show_the_week_as_the_code_has_it():
    assert PAGE.read_text(encoding="utf-8") == draw()


def test_every_action_is_in_a_state_and_every_act_is_an_action():
    verbs = {name for name in actions.__all__ if name.islower()}
    of_the_bank = {"propose"}

    assert {act.action for act in ACTS} == verbs | of_the_bank


def test_every_button_is_in_a_state():
    assert {button for act in ACTS for button in act.buttons} == set(VERBS)


def test_every_way_leads_from_state_to_state_by_an_action():
    names = {"", *(state.name for state in STATES)}

    assert {end for way in WAYS for end in way[:2]} == names
    assert {action for _, _, action in WAYS} <= {act.action for act in ACTS}


def test_every_lack_and_every_rule_is_drawn():
    page = draw()

    assert [code for code in CODES if f"| `{code}` |" not in page] == []
    assert [rule.__name__ for rule in rules_in_order() if f"| `{rule.__name__}` |" not in page] == []
    assert {rule.__name__ for rule in rules_in_order()} == {name for name in vars(rules) if name.startswith("why_not")}
