"""A focus goes further: proposed for the school's bank, used for another of the mentor's ECTs."""

import re

import pytest
from django.urls import reverse

from actionsteps.models import Proposal
from actionsteps.rules import why_not_propose as why_not_in_bank
from actionsteps.wording import Wording
from coaching import actions
from coaching.models import Cycle, Focus
from coaching.rules import NOT_MENTOR, Refused
from coaching.validators import LIMIT_MESSAGE
from schools.hats import hats_of
from tests.bank import AreaFactory
from tests.coaching.test_choosing import POINT, THURSDAY, address, again, in_bank, set_with
from tests.coaching.weeks import CALL, GREET, PAUSE, SHOW, hold, key, write
from tests.factories import NOW, EvidenceFactory, MentorshipFactory, SchoolFactory, UserFactory
from tests.posting import page_of


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def stamp(mentor):
    return {"by": mentor, "at": NOW}


@pytest.fixture
def second(pair):
    """Another ECT of the same mentor."""
    return MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory(name="Sol Second"))


@pytest.fixture
def held(pair):
    """A focus of the mentor's own, live."""
    return hold(pair, GREET, day=THURSDAY).foci.get()


def propose_at(focus):
    return reverse("coaching:propose_focus", args=[focus.pk])


def use_at(focus):
    return reverse("coaching:use_for_other", args=[focus.pk])


# Proposing


def test_proposal_is_a_copy_of_the_wording_and_nothing_else(as_mentor, held, mentor):
    area = AreaFactory(school=held.school)
    EvidenceFactory(school=held.school, ect=held.cycle.ect)

    answer = as_mentor.post(propose_at(held), {"note": "It works", "area": area.pk, "key": key()}, follow=True)

    proposal = Proposal.objects.get()
    assert (proposal.wording, proposal.note, proposal.area, proposal.by) == (GREET, "It works", area, mentor)
    assert (proposal.school, proposal.trust, proposal.source) == (held.school, None, None)
    assert answer.redirect_chain == [(reverse("actionsteps:proposals"), 302)]
    page = answer.content.decode()
    assert "Waiting" in page
    assert held.cycle.ect.name not in page


def test_proposing_twice_with_one_form_is_once(as_mentor, held):
    data = {"note": "", "area": "", "key": key()}

    for _ in range(2):
        assert as_mentor.post(propose_at(held), data).status_code == 302

    assert Proposal.objects.count() == 1


def test_adapted_focus_is_proposed_with_its_source_and_a_banked_one_is_not(as_mentor, pair, mentor):
    step = in_bank()
    adapted = set_with(pair, step, day=THURSDAY, by=mentor, so_that="pupils start before the bell").foci.get()

    assert as_mentor.post(propose_at(adapted), {"key": key()}).status_code == 302
    assert Proposal.objects.get().source == step

    Focus.objects.filter(pk=adapted.pk).update(origin="banked")
    assert as_mentor.get(propose_at(adapted)).status_code == 403
    assert propose_at(adapted) not in as_mentor.get(address(adapted.cycle)).content.decode()


def test_area_of_another_school_is_not_offered(as_mentor, held):
    theirs = AreaFactory(school=SchoolFactory())

    answer = as_mentor.post(propose_at(held), {"area": theirs.pk, "key": key()})

    assert answer.status_code == 422
    assert Proposal.objects.count() == 0


def test_draft_focus_is_not_proposed(as_mentor, draft, stamp):
    focus = write(draft.foci.get(), GREET, **stamp)

    assert as_mentor.get(propose_at(focus)).status_code == 403
    assert propose_at(focus) not in as_mentor.get(address(draft)).content.decode()


def test_one_small_step_is_proposed_without_steps(as_mentor, held):
    Focus.objects.filter(pk=held.pk).update(one_step=True)

    answer = as_mentor.post(propose_at(held), {"key": key()})

    assert answer.status_code == 302
    assert Proposal.objects.get().wording == Wording(held.key_action, (), held.so_that)


def test_live_and_reviewed_week_lead_to_proposing(as_mentor, held, mentor):
    week = held.cycle
    assert f"propose:{held.pk}" in page_of(as_mentor, week).buttons
    actions.give_outcome(held, result="achieved", by=mentor, at=NOW)
    actions.close_week(week, by=mentor, at=NOW)

    assert propose_at(held) in as_mentor.get(address(week)).content.decode()
    assert as_mentor.get(propose_at(held)).status_code == 200


def test_whoever_mentors_may_propose_to_the_bank(mentor, pair):
    assert why_not_in_bank(hats_of(mentor), school_id=pair.school_id) == ""


# For another ECT too


def test_use_for_other_starts_their_draft_with_the_wording(as_mentor, held, second):
    answer = as_mentor.post(use_at(held), {"mentorship": second.pk, "key": key()})

    draft = Cycle.objects.get(mentorship=second)
    copy = draft.foci.get()
    assert answer.url == address(held.cycle)
    assert "Copied into Sol’s draft." in as_mentor.get(answer.url).content.decode()
    assert copy.wording == GREET
    assert (copy.refined_from, copy.line, copy.bank_step, copy.school) == (None, None, None, second.school)


def test_use_for_other_with_the_same_key_is_once(held, second, stamp):
    once = key()

    first = actions.use_for_other(held, second, key=once, **stamp)
    actions.use_for_other(held, second, key=once, **stamp)

    assert list(Focus.objects.filter(cycle__mentorship=second)) == [first]


def test_use_for_other_again_is_told_that_it_is_there(as_mentor, held, second):
    as_mentor.post(use_at(held), {"mentorship": second.pk, "key": key()})

    answer = as_mentor.post(use_at(held), {"mentorship": second.pk, "key": key()})

    assert (answer.status_code, "Sol’s next meeting has this focus already." in answer.text) == (422, True)
    assert Focus.objects.filter(cycle__mentorship=second).count() == 1


def test_the_only_other_ect_is_picked_already(as_mentor, held, second, pair):
    assert re.findall(r'value="(\d+)"[^>]*\bchecked', as_mentor.get(use_at(held)).text) == [str(second.pk)]

    MentorshipFactory(school=pair.school, mentor=pair.mentor)

    assert not re.search(r"\bchecked", as_mentor.get(use_at(held)).text)


def test_use_for_other_takes_the_step_of_the_bank_along(pair, second, mentor, stamp):
    step = in_bank()
    focus = set_with(pair, step, day=THURSDAY, by=mentor).foci.get()

    copy = actions.use_for_other(focus, second, key=key(), **stamp)

    assert (again(copy).bank_step, again(copy).bank_version, again(copy).wording) == (step, 1, POINT)


def test_use_for_other_leaves_a_step_behind_that_the_other_school_does_not_read(pair, mentor, stamp):
    step = in_bank(school=pair.school, area=AreaFactory(school=pair.school))
    focus = set_with(pair, step, day=THURSDAY, by=mentor).foci.get()
    elsewhere = MentorshipFactory(school=SchoolFactory(), mentor=mentor)

    copy = actions.use_for_other(focus, elsewhere, key=key(), **stamp)

    assert (again(copy).bank_step, again(copy).wording) == (None, POINT)


def test_use_for_other_stops_at_three(as_mentor, held, second, stamp):
    draft = actions.start_week(second, key=key(), **stamp)
    write(draft.foci.get(), SHOW, **stamp)
    for wording in (CALL, PAUSE):
        write(actions.add_focus(draft, key=key(), **stamp), wording, **stamp)

    answer = as_mentor.post(use_at(held), {"mentorship": second.pk, "key": key()})

    assert (answer.status_code, LIMIT_MESSAGE in answer.content.decode()) == (422, True)
    assert draft.foci.count() == 3


def test_use_for_other_is_for_ones_own_live_pairs(as_mentor, held, pair, other_pair, stamp):
    for theirs in (other_pair, pair, MentorshipFactory(mentor=pair.mentor, school=pair.school, ended=True)):
        assert as_mentor.post(use_at(held), {"mentorship": theirs.pk, "key": key()}).status_code == 422
    with pytest.raises(Refused, match=NOT_MENTOR):
        actions.use_for_other(held, other_pair, key=key(), **stamp)
    with pytest.raises(Refused, match=NOT_MENTOR):
        actions.use_for_other(held, other_pair, key=key(), by=other_pair.mentor, at=NOW)
    assert Focus.objects.count() == 1


def test_use_for_other_of_a_draft_focus(draft, second, stamp):
    focus = write(draft.foci.get(), GREET, **stamp)

    assert actions.use_for_other(focus, second, key=key(), **stamp).wording == GREET


def test_button_stands_only_where_there_is_another_ect(as_mentor, held, pair):
    use = f"use:{held.pk}"
    assert use not in page_of(as_mentor, held.cycle).buttons

    MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory(name="Sol Second"))

    assert use in page_of(as_mentor, held.cycle).buttons
    assert "Sol Second" in as_mentor.get(use_at(held)).content.decode()
