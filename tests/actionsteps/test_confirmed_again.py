"""A file of steps that is confirmed a second time (a double click, Back, a page left open) ends where it did before."""

from django.contrib.messages import get_messages

from actionsteps import actions
from actionsteps.actions.bringing import BROUGHT_IN
from actionsteps.models import ActionStep
from actionsteps.views import exchange
from tests.bank import UploadFactory


def test_confirming_again_ends_where_the_first_press_did(school, leader, area, signed_in):
    upload = UploadFactory(school=school, by=leader)
    client, where = signed_in(leader), f"/bank/uploads/{upload.pk}/"
    shown = {"shown": client.get(where).context["plan"].digest}

    answers = [client.post(where, shown), client.post(where, shown), client.post(where), client.get(where)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/bank/kept/")] * 4
    said = [str(message) for message in get_messages(answers[-1].wsgi_request)]
    assert said == ["1 new, 0 changed."] + [BROUGHT_IN] * 3
    assert ActionStep.objects.filter(school=school).count() == 1


def test_second_of_two_presses_at_once_ends_there_too(school, leader, area, signed_in, monkeypatch):
    """It comes through the door before the first has written, and waits in the action until it has."""
    upload = UploadFactory(school=school, by=leader)
    shown, bring_in = actions.plan_of(upload).digest, actions.bring_in

    def first_then_this(upload, **press):
        bring_in(upload, **press)
        return bring_in(upload, **press)

    monkeypatch.setattr(exchange.actions, "bring_in", first_then_this)

    answer = signed_in(leader).post(f"/bank/uploads/{upload.pk}/", {"shown": shown})

    assert (answer.status_code, answer.url) == (302, "/bank/kept/")
    assert ActionStep.objects.filter(school=school).count() == 1
