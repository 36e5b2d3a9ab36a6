"""The harness itself: what it promises the other tests."""

import socket

import pytest
from django.template import engines

from tests.conftest import TEMPLATES


def render(source, folder=TEMPLATES, **context):
    from django.template import Context, Origin, Template

    engine = engines["django"].engine
    template = Template(source, origin=Origin(f"{folder}/for_the_test.html"), engine=engine)
    return template.render(Context(context))


def test_harness_fails_on_a_variable_nobody_gave():
    with pytest.raises(AssertionError, match="'nobody.gave'"):
        render("{{ nobody.gave }}")


def test_harness_lets_if_ask_for_what_is_not_there():
    assert render("{% if nobody.gave %}yes{% else %}no{% endif %}") == "no"


def test_harness_leaves_the_templates_of_others_alone():
    assert render('[{{ nobody.gave }}{{ nobody.gave|default:"-" }}]', folder="/elsewhere") == "[-]"


def test_harness_keeps_tests_off_the_network():
    with pytest.raises((UserWarning, RuntimeError), match="192.0.2.1"), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
