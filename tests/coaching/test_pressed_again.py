"""A second click, Back, a stale page: the same again changes nothing, something else is told so, no text is lost."""

import sys
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from actionsteps.wording import Wording
from coaching import actions
from coaching.actions import openings
from coaching.models import Cycle, Decision, Focus, Outcome, Parked, Reply, Starter
from coaching.rules import STALE, Refused
from config import keeping
from schools import actions as house
from schools.models import KeptForm, Role
from tests.coaching.test_races import drafts, race
from tests.factories import MONDAY, NOW, CycleFactory, FocusFactory, OutcomeFactory, UserFactory
from tests.people import person
from tests.posting import Drawn, address, page_of, press
from tests.sides import AskedFactory, CheckFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
KEY = uuid.UUID(int=7)
BEYOND = 10**25


def test_an_id_that_no_row_has_is_not_found(live, mentor, ect, signed_in):
    for client in (signed_in(mentor), signed_in(ect)):
        for path in (
            f"/weeks/{BEYOND}/",
            f"/foci/{BEYOND}/reword/",
            f"/journeys/{BEYOND}/{ect.pk}/",
            f"/help/{BEYOND}/",
        ):
            assert client.get(path).status_code == 404
        assert client.post(f"/weeks/{BEYOND}/autosave/", {"praise": "x"}).status_code == 404
        assert client.post(f"/steps/{BEYOND}/tick/", {"done": "1"}).status_code == 404


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_week_of_no_year_of_ours_starts_the_next_one(pair, mentor, signed_in, day):
    client = signed_in(mentor)

    started = client.post(reverse("coaching:start_week", args=[pair.pk]), {"week_of": day})
    paused = client.post(reverse("coaching:pause_pair", args=[pair.pk]), {"week_of": day, "kind": "no_meeting"})

    assert (started.status_code, paused.status_code) == (302, 302)
    assert Cycle.objects.get().week_of == MONDAY


@pytest.mark.parametrize("typed", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0202-09-18T15:30"])
def test_a_meeting_began_in_a_year_of_ours(draft, mentor, signed_in, typed):
    answer = signed_in(mentor).post(f"/weeks/{draft.pk}/autosave/", {"started_at": typed})

    assert (answer.status_code, answer.json()["errors"]) == (422, {"started_at": "Check the year of this date."})


def test_yes_of_a_page_from_before_a_no_is_stale(live, ect):
    focus = live.foci.get()
    digests = {focus.pk: focus.wording.digest}
    actions.check_week(live, digests=digests, key=KEY, by=ect, at=NOW)
    no = {"digest": focus.wording.digest, "nos": ["clear"], "reason": "What is a step?", "key": uuid.uuid4()}
    actions.check_focus(focus, **no, by=ect, at=LATER)

    with pytest.raises(Refused, match=STALE):
        actions.check_week(live, digests=digests, key=KEY, by=ect, at=LATER)

    made = actions.check_week(live, digests=digests, key=uuid.uuid4(), by=ect, at=LATER + timedelta(minutes=1))
    assert (len(made), focus.checks.count()) == (1, 3)


def test_rewording_by_a_page_that_reworded_already_is_stale(live, mentor):
    focus, key = live.foci.get(), uuid.uuid4()
    first, other = (Wording(text, ("Hold it up",), "pupils look up") for text in ("Raise your hand", "Raise your arm"))

    def reword(wording, key=KEY):
        stamp = {"achievable": True, "by": mentor, "at": LATER}
        return actions.reword_focus(focus, wording=wording, key=key, **stamp).wording

    assert [reword(first), reword(first)] == [first, first]
    with pytest.raises(Refused, match=STALE):
        reword(other)
    assert reword(other, key) == other
    # The first page's answer is known still, though it reads otherwise by now.
    assert (reword(first), focus.rewordings.count()) == (other, 2)


def test_withdrawing_twice_is_once(live, mentor, ect, leader, signed_in):
    focus = live.foci.get()
    question = f"/help/{AskedFactory(focus=focus, leader=leader).pk}/withdraw/"
    client, path = signed_in(mentor), f"/foci/{focus.pk}/withdraw/"

    answers = [client.post(path, {"reason": "Set by mistake"}).status_code for _ in range(2)]
    other = client.post(path, {"reason": "Another reason"})
    asked = [client.post(question).status_code for _ in range(2)]

    assert (answers, other.status_code, "Another reason" in other.text, asked) == ([302, 302], 403, True, [302, 302])
    focus.refresh_from_db()
    assert focus.withdrawn_reason == "Set by mistake"


def test_an_opening_by_a_page_that_added_one_already_is_stale(school, leader):
    def add(text):
        openings.add_starter(school=school, kind="praise", text=text, key=KEY, by=leader, at=NOW)

    add("You waited")
    add("You waited")
    with pytest.raises(Refused, match=STALE):
        add("You smiled")

    assert Starter.objects.get().text == "You waited"


def test_a_draft_discarded_in_this_moment_shows_what_was_typed(draft, mentor, signed_in, monkeypatch):
    def after_it_was_discarded(week, **more):
        actions.discard_week(week, by=mentor, at=NOW)
        return actions.save_fields(week, **more)

    # The package says `meeting` for the view itself.
    monkeypatch.setattr(sys.modules["coaching.views.meeting"], "save_fields", after_it_was_discarded)

    answer = signed_in(mentor).post(address(draft), {"praise": "You waited", "do": "save"})

    assert (answer.status_code, "You waited" in answer.text) == (404, True)


def test_discarding_undoes_letting_go_of_a_closed_week_too(live, pair, mentor):
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="partly")
    draft = CycleFactory(mentorship=pair)
    actions.let_go(focus, reason="The class has changed", into=draft, by=mentor, at=NOW)
    actions.close_week(live, by=mentor, at=NOW)
    assert Outcome.objects.get().decision == Decision.LET_GO

    actions.discard_week(draft, by=mentor, at=NOW)

    assert Outcome.objects.get().decision == ""


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_put_one_candidate_on_the_later_list(on_postgres):
    mentor = UserFactory()
    weeks = drafts(mentor, 1, 20)
    foci = {week.pk: FocusFactory(cycle=week, position=2, rank=2, steps=("Stand still", "Wait")) for week in weeks}
    first = {pk: focus.steps.order_by("pk").first().pk for pk, focus in foci.items()}

    def smaller(week):
        key = uuid.uuid5(KEY, f"smaller {week.pk}")
        made = actions.make_smaller(foci[week.pk], keep={first[week.pk]}, key=key, by=mentor, at=NOW)
        return str(bool(made))

    def park(week):
        made = actions.park(foci[week.pk], key=uuid.uuid5(KEY, f"park {week.pk}"), by=mentor, at=NOW)
        return str(bool(made))

    assert {*race(weeks, smaller), *race(weeks, park)} == {("True", "True")}
    assert Parked.objects.count() == 2 * len(weeks)


def test_a_former_mentor_gets_no_letter_about_an_answer(live, pair, mentor, leader, school, signed_in):
    asked = AskedFactory(focus=live.foci.get(), by=mentor, leader=leader)
    house.change_mentor(pair, mentor=person("Nora New", Role.MENTOR, school), by=leader, at=NOW)

    signed_in(leader).post(f"/help/{asked.pk}/", {"reply": "I will"})

    assert mail.outbox == []


def test_what_was_typed_for_a_question_withdrawn_meanwhile_is_shown(live, leader, signed_in):
    asked = AskedFactory(focus=live.foci.get(), leader=leader, withdrawn_at=NOW)

    answer = signed_in(leader).post(f"/help/{asked.pk}/", {"reply": "I will, on Thursday"})
    elsewhere = signed_in(leader).post("/nowhere/", {"reply": "I will, on Thursday"})

    assert (answer.status_code, "I will, on Thursday" in answer.text) == (404, True)
    assert "I will, on Thursday" not in elsewhere.text


@pytest.mark.parametrize("what", ["help", "check", "keep", "propose"])
def test_text_about_a_focus_sent_after_the_session_ended_is_kept(mentor, what):
    person = keeping.person_token(mentor)

    Client().post(
        f"/foci/7/{what}/", {"person": person, "reason": "Said", "digest": "abc", "leader": "5", "nos": "clear"}
    )

    (form,) = keeping.kept_for(mentor, at=NOW)
    assert keeping.texts_of([("reason", "Said"), ("digest", "abc"), ("leader", "5"), ("nos", "clear")]) == [
        {"label": "Reason", "text": "Said"}
    ]
    assert (KeptForm.objects.count(), "Said" in form.body) == (1, True)


def test_what_was_typed_elsewhere_meanwhile_is_not_thrown_away_with_a_focus(draft, mentor, signed_in):
    focus, client = draft.foci.get(), signed_in(mentor)
    old = page_of(client, draft).fields
    Focus.objects.filter(pk=focus.pk).update(key_action="Wait for silence")

    refused = client.post(address(draft), old | {"do": f"remove_focus:{focus.pk}"})
    removed = press(client, address(draft), f"remove_focus:{focus.pk}")

    assert (refused.status_code, "Wait for silence" in refused.text, removed.status_code) == (403, True, 302)
    assert draft.foci.count() == 0


def test_rewording_over_another_rewording_shows_both(live, mentor, signed_in):
    focus, client = live.foci.get(), signed_in(mentor)
    path = f"/foci/{focus.pk}/reword/"
    old = Drawn(client.get(path).text, path).fields
    wording = Wording("Wait for silence", ("Hold up your hand",), "pupils hear it")
    actions.reword_focus(focus, wording=wording, achievable=True, key=KEY, by=mentor, at=NOW)

    told = client.post(path, old | {"key_action": "Raise your hand", "achievable": "on"})
    again = Drawn(told.text, path).fields

    assert (told.status_code, "It was reworded meanwhile: “Wait for silence" in told.text) == (422, True)
    assert again["key_action"] == ["Raise your hand"]
    assert client.post(path, again | {"achievable": "on"}).status_code == 302


def test_another_no_than_the_one_that_was_read_is_not_answered(live, ect, mentor, signed_in):
    focus, client = live.foci.get(), signed_in(mentor)
    path = f"/foci/{focus.pk}/keep/"
    CheckFactory(focus=focus, digest=focus.wording.digest, clear=False, reason="What is a step?", at=NOW)
    old = Drawn(client.get(path).text, path).fields
    CheckFactory(focus=focus, digest=focus.wording.digest, achievable=False, reason="Not with 9B", at=LATER)

    refused = client.post(path, old | {"reason": "We try it on Friday"})
    kept = client.post(path, Drawn(client.get(path).text, path).fields | {"reason": "We try it on Friday"})

    assert (refused.status_code, "We try it on Friday" in refused.text, kept.status_code) == (403, True, 302)
    assert Reply.objects.get().check_of.reason == "Not with 9B"


def test_two_foci_are_merged_as_they_were_read(draft, mentor, signed_in):
    for number, text in ((2, "Stand still"), (3, "Look up")):
        FocusFactory(cycle=draft, position=number, rank=number, key_action=text, steps=("Hold up your hand",))
    a, b = draft.foci.order_by("rank")[1:]
    client, path = signed_in(mentor), f"/weeks/{draft.pk}/merge/"
    old = Drawn(client.get(path, {"a": a.pk, "b": b.pk}).text, path).fields
    b.steps.update(text="Count to three")

    told = client.post(path, old)
    merged = client.post(path, Drawn(told.text, path).fields)

    assert (told.status_code, "by counting to three" in told.text, merged.status_code) == (422, True, 302)
