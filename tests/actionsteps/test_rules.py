"""Who may do what with the bank: the reason against, or ""."""

from types import SimpleNamespace

import pytest

from actionsteps import rules
from schools.hats import Hats

MENTOR = Hats(1, mentor_at=frozenset([10]))
ECT = Hats(2, ect_at=frozenset([10]))
LEADER = Hats(3, leader_at=frozenset([10]))
ELSEWHERE = Hats(4, leader_at=frozenset([20]))
TRUST_LEADER = Hats(5, trust_leader_at=frozenset([10]))
EVERYBODY = (MENTOR, ECT, LEADER, ELSEWHERE, TRUST_LEADER)


def step(**facts):
    facts = {"school_id": None, "trust_id": None, "published_at": "then", "retired_at": None} | facts
    facts["is_published"] = bool(facts["published_at"] and not facts["retired_at"])
    return SimpleNamespace(**facts)


def proposal(**facts):
    return SimpleNamespace(
        **{"school_id": 10, "trust_id": None, "by_id": 1, "withdrawn_at": None, "decision": ""} | facts
    )


def allowed(rule, thing, **kwargs):
    return [hats for hats in EVERYBODY if rule(thing, hats, **kwargs) == ""]


@pytest.mark.parametrize(
    ("owner", "keepers"),
    [({}, []), ({"school_id": 10}, [LEADER]), ({"school_id": 20}, [ELSEWHERE]), ({"trust_id": 10}, [TRUST_LEADER])],
)
def test_a_bank_is_kept_by_its_own_leaders(owner, keepers):
    """A school and a trust of the same number are two banks."""
    assert allowed(rules.why_not_keep, step(**owner)) == keepers
    assert allowed(rules.why_not_publish, step(**owner, published_at=None)) == keepers
    assert allowed(rules.why_not_retire, step(**owner)) == keepers
    assert allowed(rules.why_not_discard, step(**owner, published_at=None)) == keepers


@pytest.mark.parametrize(
    ("rule", "facts", "word"),
    [
        (rules.why_not_publish, {}, "published already"),
        (rules.why_not_retire, {"retired_at": "now"}, "retired already"),
        (rules.why_not_retire, {"published_at": None}, "draft"),
        (rules.why_not_discard, {}, "was published"),
        (rules.why_not_discard, {"retired_at": "now"}, "was published"),
    ],
)
def test_a_state_is_a_reason_against(rule, facts, word):
    assert word in rule(step(school_id=10, **facts), LEADER)


def test_a_retired_step_may_come_back():
    assert rules.why_not_publish(step(school_id=10, retired_at="now"), LEADER) == ""


def test_mentors_and_leaders_propose_for_their_own_school():
    assert [hats for hats in EVERYBODY if rules.why_not_propose(hats, school_id=10) == ""] == [MENTOR, LEADER]


@pytest.mark.parametrize(
    ("facts", "trust_id", "offered", "word"),
    [
        ({"school_id": 10}, 5, False, ""),
        ({"school_id": 20}, 5, False, "A leader of the school"),
        ({"school_id": 10}, None, False, "no trust"),
        ({"school_id": 10, "published_at": None}, 5, False, "Publish"),
        ({"school_id": 10}, 5, True, "already"),
    ],
)
def test_a_leader_offers_their_schools_published_step_once(facts, trust_id, offered, word):
    reason = rules.why_not_offer(step(**facts), LEADER, trust_id=trust_id, offered=offered)

    assert (reason == "") == (word == "")
    assert word in reason


def test_a_trusts_step_is_not_offered_to_it():
    reason = rules.why_not_offer(step(trust_id=10), TRUST_LEADER, trust_id=10, offered=False)

    assert reason == "Only a school’s own step can be offered to its trust."


def test_a_proposal_is_answered_by_who_keeps_the_bank():
    assert allowed(rules.why_not_decide, proposal()) == [LEADER]
    assert allowed(rules.why_not_decide, proposal(trust_id=10)) == [TRUST_LEADER]


@pytest.mark.parametrize("facts", [{"withdrawn_at": "now"}, {"decision": "declined"}])
def test_a_proposal_is_answered_once(facts):
    assert allowed(rules.why_not_decide, proposal(**facts)) == []
    assert rules.why_not_withdraw_proposal(proposal(**facts), MENTOR) != ""


def test_a_proposal_is_withdrawn_by_who_made_it():
    assert allowed(rules.why_not_withdraw_proposal, proposal()) == [MENTOR]


def test_a_leader_settles_their_own_school():
    assert [hats for hats in EVERYBODY if rules.why_not_settle(hats, school_id=10) == ""] == [LEADER]
