"""The bank's own pages under the names that a school has for the prompts, and with its note on style (A60, A65)."""

import pytest

from tests.bank import WRITTEN, ActionStepFactory, AreaFactory, BankSettingsFactory
from tests.factories import MembershipFactory, SchoolFactory


@pytest.fixture
def step(school):
    BankSettingsFactory(
        school=school,
        do_prompt="Try this",
        by_prompt="like so",
        so_that_prompt="in order that",
        house_note="Verb first.",
    )
    return ActionStepFactory(**WRITTEN, area=AreaFactory())


def test_a_step_is_written_under_the_schools_prompts_and_beside_its_note(signed_in, leader, school, step):
    client = signed_in(leader)
    own = ActionStepFactory(**WRITTEN, school=school, area=step.area)

    for path in (f"/bank/school/{school.pk}/write/", f"/bank/{own.pk}/change/"):
        page = client.get(path)
        assert [field.label for field in page.context["form"].parts] == [
            "Try this",
            "like so",
            "It is already one small step",
            "in order that",
        ]
        assert "Verb first." in page.content.decode()


def test_a_step_is_read_under_the_prompts_of_the_readers_school(signed_in, mentor, step):
    client = signed_in(mentor)

    assert [row["sentence"].so_that for row in client.get("/bank/").context["rows"]] == ["in order that"]
    page = client.get(f"/bank/{step.pk}/")
    assert (page.context["by"], page.context["sentence"].so_that) == ("like so", "in order that")


def test_who_is_at_two_schools_reads_the_products_prompts(signed_in, leader, step):
    MembershipFactory(user=leader, school=SchoolFactory(), role="leader")

    page = signed_in(leader).get(f"/bank/{step.pk}/")

    assert (page.context["by"], page.context["sentence"].so_that) == ("by", "so that")
