"""A leader is asked for help with one focus: both of the pair see what was sent, and it can be withdrawn (A111)."""

import uuid

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from coaching import actions
from coaching.models import Asked, MailSettings
from schools.models import Membership, Role
from schools.refusal import Refused
from tests.factories import NOW
from tests.people import person
from tests.posting import Drawn
from tests.sides import AskedFactory

pytestmark = pytest.mark.django_db
QUESTION = "Who could watch a lesson with me?"


@pytest.fixture
def focus(live):
    return live.foci.get()


def typed(leader, **more):
    return {"leader": leader.pk, "question": QUESTION, "key": str(uuid.UUID(int=5))} | more


def test_what_was_sent_is_read_by_three_and_by_no_other(live, focus, ect, mentor, leader, leader_mentor, signed_in):
    response = signed_in(ect).post(f"/foci/{focus.pk}/help/", typed(leader))

    asked = Asked.objects.get()
    assert response.url == f"/help/{asked.pk}/"
    assert (asked.wording, asked.leader, asked.by, asked.school) == (focus.wording, leader, ect, live.school)
    pages = {who: signed_in(who).get(response.url) for who in (ect, mentor, leader, leader_mentor)}
    assert [page.status_code for page in pages.values()] == [200, 200, 200, 404]
    for page in list(pages.values())[:3]:
        text = page.content.decode()
        assert (QUESTION in text, focus.key_action in text) == (True, True)
    assert QUESTION in signed_in(leader).get("/help/").content.decode()
    assert QUESTION not in signed_in(leader_mentor).get("/help/").content.decode()
    assert "Help asked of you (1 waiting)" in signed_in(leader).get("/").content.decode()
    assert signed_in(leader).get(f"/weeks/{live.pk}/").status_code == 404


def test_the_letters_say_that_something_waits_and_no_word_of_it(focus, mentor, leader, signed_in):
    signed_in(mentor).post(f"/foci/{focus.pk}/help/", typed(leader))
    signed_in(leader).post(f"/help/{Asked.objects.get().pk}/", {"reply": "I will, on Thursday"})

    assert [letter.to for letter in mail.outbox] == [[leader.email], [mentor.email]]
    for letter in mail.outbox:
        assert [word for word in (QUESTION, focus.key_action, focus.so_that, "Thursday") if word in letter.body] == []
        assert f"/help/{Asked.objects.get().pk}/" in letter.body


def test_the_focus_stays_as_it_was_sent(focus, mentor, leader, signed_in):
    signed_in(mentor).post(f"/foci/{focus.pk}/help/", typed(leader))
    sent = focus.key_action
    type(focus).objects.filter(pk=focus.pk).update(key_action="Something else")

    page = signed_in(leader).get(f"/help/{Asked.objects.get().pk}/").content.decode()

    assert (sent in page, "Something else" in page) == (True, False)


def test_a_double_click_asks_once_and_an_old_page_is_told(focus, mentor, leader, signed_in):
    client = signed_in(mentor)

    answers = [client.post(f"/foci/{focus.pk}/help/", typed(leader)).status_code for _ in range(2)]
    stale = client.post(f"/foci/{focus.pk}/help/", typed(leader, question="Another one"))

    assert (answers, stale.status_code, Asked.objects.count()) == ([302, 302], 403, 1)
    assert (QUESTION in stale.text, [letter.to for letter in mail.outbox]) == (False, [[leader.email]])
    assert "Another one" in stale.text


def test_what_goes_to_a_leader_is_what_was_read(focus, mentor, leader, signed_in):
    client, path = signed_in(mentor), f"/foci/{focus.pk}/help/"
    old = Drawn(client.get(path).text, path).fields | {"leader": leader.pk, "question": QUESTION}
    type(focus).objects.filter(pk=focus.pk).update(key_action="Stand still")

    told = client.post(path, old)
    sent = client.post(path, Drawn(told.text, path).fields)

    assert (told.status_code, "It was reworded meanwhile: “Stand still" in told.text, sent.status_code) == (
        422,
        True,
        302,
    )
    assert (Asked.objects.get().key_action, Asked.objects.get().question) == ("Stand still", QUESTION)


def test_a_double_click_answers_once_and_another_answer_is_shown_again(focus, mentor, leader, signed_in):
    path = f"/help/{AskedFactory(focus=focus, by=mentor, leader=leader).pk}/"
    client = signed_in(leader)

    answers = [client.post(path, {"reply": "I will, on Thursday"}).status_code for _ in range(2)]
    other = client.post(path, {"reply": "Or on Friday"})

    assert (answers, other.status_code) == ([302, 302], 403)
    assert "Or on Friday" in other.text
    assert [letter.to for letter in mail.outbox] == [[mentor.email]]
    assert client.post(path, {"reply": ""}).status_code == 403


def test_letters_are_switched_off_each_by_its_receiver(focus, mentor, leader, signed_in):
    asks, answers = signed_in(mentor), signed_in(leader)
    page = answers.get("/mails/").text

    answers.post("/mails/", {})
    asks.post(f"/foci/{focus.pk}/help/", typed(leader))
    answers.post(f"/help/{Asked.objects.get().pk}/", {"reply": "I will, on Thursday"})

    assert ("Somebody asks for your help" in page, 'name="meeting"' in page) == (True, False)
    assert [letter.to for letter in mail.outbox] == [[mentor.email]]
    stop = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert stop in mail.outbox[0].body
    Client().post(stop, {"List-Unsubscribe": "One-Click"})
    assert not MailSettings.objects.get(user=mentor).question


def test_withdrawn_it_is_gone_for_the_leader_and_stays_for_the_pair(focus, ect, mentor, leader, signed_in):
    asked = AskedFactory(focus=focus, leader=leader)
    path = f"/help/{asked.pk}/"

    refused = signed_in(ect).post(f"{path}withdraw/").status_code
    done = signed_in(mentor).post(f"{path}withdraw/").status_code

    assert (refused, done) == (403, 302)
    assert [signed_in(who).get(path).status_code for who in (ect, mentor, leader)] == [200, 200, 404]
    assert "Nobody has asked you anything." in signed_in(leader).get("/help/").content.decode()
    assert signed_in(leader).post(path, {"reply": "Late"}).status_code == 404


def test_a_leader_no_more_reads_it_no_more(focus, leader, signed_in):
    asked = AskedFactory(focus=focus, leader=leader)

    Membership.objects.filter(user=leader).update(ended_at=NOW)

    client = signed_in(leader)
    assert [client.get(path).status_code for path in (f"/help/{asked.pk}/", "/help/")] == [404, 404]


def test_only_a_leader_of_the_school_who_is_not_of_the_pair_is_asked(focus, mentor, other_leader, signed_in, school):
    Membership.objects.create(user=mentor, role=Role.LEADER, school=school)
    page = signed_in(mentor).get(f"/foci/{focus.pk}/help/").content.decode()

    refused = signed_in(mentor).post(f"/foci/{focus.pk}/help/", typed(other_leader))

    assert f'value="{mentor.pk}"' not in page
    assert (refused.status_code, QUESTION in refused.content.decode(), Asked.objects.count()) == (422, True, 0)
    for nobody in (mentor, other_leader):
        with pytest.raises(ValidationError):
            actions.ask_for_help(focus, leader=nobody, question=QUESTION, key=uuid.uuid4(), by=mentor, at=NOW)


def test_where_nobody_leads_the_page_says_so(focus, mentor, signed_in):
    Membership.objects.filter(role=Role.LEADER).update(ended_at=NOW)

    assert "nobody to ask" in signed_in(mentor).get(f"/foci/{focus.pk}/help/").content.decode()


def test_an_answer_is_given_once(focus, ect, mentor, leader, signed_in):
    asked = AskedFactory(focus=focus, leader=leader)
    path = f"/help/{asked.pk}/"

    empty = signed_in(leader).post(path, {"reply": ""})
    given = signed_in(leader).post(path, {"reply": "I will, on Thursday"})

    assert (empty.status_code, given.status_code) == (422, 302)
    for who in (ect, mentor, leader):
        assert "I will, on Thursday" in signed_in(who).get(path).content.decode()
    actions.reply_to_question(asked, reply="I will, on Thursday", by=leader, at=NOW)
    with pytest.raises(Refused, match="answered already"):
        actions.reply_to_question(asked, reply="Or on Friday", by=leader, at=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same(focus, mentor, leader, signed_in, number, django_assert_num_queries):
    AskedFactory.create_batch(number, focus=focus, leader=leader)
    asked = Asked.objects.first()
    client, mentors = signed_in(leader), signed_in(mentor)

    with django_assert_num_queries(4):
        client.get("/help/")
    with django_assert_num_queries(3):
        client.get(f"/help/{asked.pk}/")
    with django_assert_num_queries(4):
        mentors.get(f"/journeys/{asked.school_id}/{focus.cycle.ect_id}/help/")
    with django_assert_num_queries(7):
        mentors.get(f"/foci/{focus.pk}/help/")


def test_a_new_mentor_reads_it_and_the_old_one_does_not(focus, pair, mentor, leader, school, signed_in):
    from schools import actions as house

    asked = AskedFactory(focus=focus, leader=leader)
    new = person("Nora New", Role.MENTOR, school)
    house.change_mentor(pair, mentor=new, by=leader, at=NOW)

    assert [signed_in(who).get(f"/help/{asked.pk}/").status_code for who in (mentor, new)] == [404, 200]


def test_a_mail_server_that_fails_holds_nothing_up_and_no_word_is_logged(
    focus, mentor, leader, signed_in, settings, caplog
):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1

    answer = signed_in(mentor).post(f"/foci/{focus.pk}/help/", typed(leader))

    assert (answer.status_code, Asked.objects.count()) == (302, 1)
    assert "A letter was not sent: ConnectionRefusedError" in caplog.messages
    assert [line for line in caplog.messages if QUESTION in line or leader.email in line] == []
