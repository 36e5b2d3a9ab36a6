"""Offering a wording for a bank, and the answer (A52)."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from actionsteps import actions
from actionsteps.models import ActionStep, Proposal
from actionsteps.wording import Wording
from schools.refusal import Refused
from tests.bank import WRITTEN, ActionStepFactory, AreaFactory, ProposalFactory
from tests.factories import NOW

OWN = Wording(WRITTEN["key_action"], tuple(WRITTEN["steps"]), WRITTEN["so_that"])


@pytest.fixture
def proposal(school, mentor):
    return actions.propose(school=school, wording=OWN, note="It worked twice", key=uuid.uuid4(), by=mentor, at=NOW)


@pytest.fixture
def written(area):
    return {**WRITTEN, "area": area}


def test_propose_keeps_a_copy_of_the_wording(proposal, school, mentor):
    assert (proposal.wording, proposal.school, proposal.trust, proposal.by) == (OWN, school, None, mentor)
    assert list(Proposal.objects.waiting()) == [proposal]


def test_propose_with_the_same_key_gives_the_same_proposal(school, mentor):
    key = uuid.uuid4()
    both = {actions.propose(school=school, wording=OWN, key=key, by=mentor, at=NOW) for _ in range(2)}

    assert len(both) == Proposal.objects.count() == 1


@pytest.mark.parametrize("who", ["ect", "other_leader", "trust_leader", "nobody_yet"])
def test_propose_is_for_mentors_and_leaders_of_the_school(request, school, who):
    with pytest.raises(Refused):
        actions.propose(school=school, wording=OWN, key=uuid.uuid4(), by=request.getfixturevalue(who), at=NOW)


@pytest.mark.parametrize(
    ("wording", "lacking"),
    [
        (Wording("", ("Ask",), "pupils think"), "a key action"),
        (Wording("Ask", ("Ask",), ""), "a so that"),
        (Wording(), "a key action and a so that"),
    ],
)
def test_propose_asks_what_for_and_what(school, mentor, wording, lacking):
    with pytest.raises(ValidationError, match=f"needs {lacking}"):
        actions.propose(school=school, wording=wording, key=uuid.uuid4(), by=mentor, at=NOW)


def test_one_small_step_becomes_a_step_of_the_bank(signed_in, school, mentor, leader, area):
    wording = Wording("Point to the step on the board as you say it", (" ",), "pupils know where they are")
    proposal = actions.propose(school=school, wording=wording, area=area, key=uuid.uuid4(), by=mentor, at=NOW)
    client = signed_in(leader)
    drawn = client.get(f"/bank/proposals/{proposal.pk}/").context["form"]
    asked = {"key_action": wording.key_action, "so_that": wording.so_that, "area": area.pk}

    forgotten = client.post(f"/bank/proposals/{proposal.pk}/", asked)
    client.post(f"/bank/proposals/{proposal.pk}/", asked | {"one_step": "on"})

    assert drawn["one_step"].value() is True
    assert "tick that it is already one small step" in forgotten.content.decode()
    step = ActionStep.objects.get()
    assert (step.steps, step.is_published) == ([], True)
    assert "Already one small step." in client.get(f"/bank/{step.pk}/").content.decode()


def test_accept_as_it_is_publishes_the_step(proposal, leader, school, written):
    step = actions.accept_proposal(proposal, written=written, by=leader, at=NOW)

    proposal.refresh_from_db()
    assert (step.school, step.is_published, step.wording) == (school, True, OWN)
    assert (proposal.decision, proposal.step, proposal.decided_by) == ("accepted", step, leader)


def test_accept_edited_publishes_the_edited_wording_and_keeps_the_proposed(proposal, leader, written):
    step = actions.accept_proposal(proposal, written={**written, "key_action": "Ask, wait, name"}, by=leader, at=NOW)

    proposal.refresh_from_db()
    assert (step.key_action, proposal.wording) == ("Ask, wait, name", OWN)


def test_accept_twice_by_the_same_person_makes_one_step(proposal, leader, written):
    steps = {actions.accept_proposal(proposal, written=written, by=leader, at=NOW) for _ in range(2)}

    assert len(steps) == ActionStep.objects.count() == 1


def test_a_proposal_is_answered_once(proposal, leader, leader_mentor, written):
    actions.accept_proposal(proposal, written=written, by=leader, at=NOW)

    with pytest.raises(Refused, match="answered already"):
        actions.accept_proposal(proposal, written=written, by=leader_mentor, at=NOW)
    with pytest.raises(Refused, match="answered already"):
        actions.decline_proposal(proposal, reason="No", by=leader, at=NOW)


def test_decline_gives_the_reason_to_the_proposer(proposal, leader):
    for _ in range(2):
        actions.decline_proposal(proposal, reason="We have it already", by=leader, at=NOW)

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.reason, proposal.decided_by) == ("declined", "We have it already", leader)


def test_decline_without_a_reason_is_refused(proposal, leader):
    with pytest.raises(ValidationError, match="Say why"):
        actions.decline_proposal(proposal, reason="  ", by=leader, at=NOW)


@pytest.mark.parametrize("who", ["mentor", "other_mentor", "other_leader", "trust_leader"])
def test_answers_are_for_who_keeps_the_bank(request, proposal, written, who):
    user = request.getfixturevalue(who)

    with pytest.raises(Refused):
        actions.accept_proposal(proposal, written=written, by=user, at=NOW)
    with pytest.raises(Refused):
        actions.decline_proposal(proposal, reason="No", by=user, at=NOW)


def test_withdraw_takes_it_out_of_the_queue(proposal, mentor, other_mentor, leader, written):
    with pytest.raises(Refused):
        actions.withdraw_proposal(proposal, by=other_mentor, at=NOW)
    for _ in range(2):
        actions.withdraw_proposal(proposal, by=mentor, at=NOW)

    assert list(Proposal.objects.waiting()) == []
    with pytest.raises(Refused, match="withdrawn"):
        actions.accept_proposal(proposal, written=written, by=leader, at=NOW)


def test_offer_to_trust_is_answered_by_the_trust(leader, trust_leader, school, area, written):
    step = ActionStepFactory(school=school, area=area)
    offer = actions.offer_to_trust(step, note="All of us use it", key=uuid.uuid4(), by=leader, at=NOW)

    with pytest.raises(Refused, match="trust leader"):
        actions.accept_proposal(offer, written=written, by=leader, at=NOW)
    taken = actions.accept_proposal(offer, written=written, by=trust_leader, at=NOW)

    assert (offer.wording, offer.source) == (step.wording, step)
    assert (taken.trust, taken.school) == (school.trust, None)


def test_offer_to_trust_once_while_it_waits_or_is_there(leader, trust_leader, school, area):
    step = ActionStepFactory(school=school, area=area)
    key = uuid.uuid4()
    offers = {actions.offer_to_trust(step, key=key, by=leader, at=NOW) for _ in range(2)}
    assert len(offers) == 1
    with pytest.raises(Refused, match="already"):
        actions.offer_to_trust(step, key=uuid.uuid4(), by=leader, at=NOW)

    actions.decline_proposal(offers.pop(), reason="Not yet", by=trust_leader, at=NOW)

    assert actions.offer_to_trust(step, key=uuid.uuid4(), by=leader, at=NOW).trust == school.trust


def test_offer_to_trust_needs_a_trust(other_leader, of_another):
    type(of_another.school).objects.update(trust=None)
    step = ActionStep.objects.select_related("school").get(pk=of_another.pk)

    with pytest.raises(Refused, match="no trust"):
        actions.offer_to_trust(step, key=uuid.uuid4(), by=other_leader, at=NOW)


def test_proposal_says_nothing_of_itself_in_its_name(db):
    assert str(ProposalFactory()) == "proposal of 17/09/2025"


def test_offer_to_trust_brings_all_that_the_school_wrote(signed_in, leader, trust_leader, school, area):
    step = ActionStepFactory(school=school, area=area, criteria=["Nobody calls out"], phases=["ks3"], weak="Hands up")
    of_own_area = ActionStepFactory(school=school, area=AreaFactory(school=school))
    client = signed_in(trust_leader)

    def starts_with(offered):
        offer = actions.offer_to_trust(offered, key=uuid.uuid4(), by=leader, at=NOW)
        return client.get(f"/bank/proposals/{offer.pk}/").context["form"].initial

    first = starts_with(step)
    assert (first["criteria"], first["phases"], first["weak"], first["area"]) == (
        ["Nobody calls out"],
        ["ks3"],
        "Hands up",
        area.pk,
    )
    assert starts_with(of_own_area)["area"] is None
