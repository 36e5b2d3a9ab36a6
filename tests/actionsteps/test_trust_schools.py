"""One way of wording foci for several schools of a trust: set by its leader, read in their meetings (A48, A60, A65)."""

import pytest
from django.urls import reverse

from actionsteps import actions
from actionsteps.models import BankSettings
from schools.refusal import Refused
from tests.bank import BankSettingsFactory
from tests.factories import NOW, SchoolFactory

WORDS = {"policy": "bespoke", "do_prompt": "Try this", "by_prompt": "", "so_that_prompt": "", "house_note": "Short."}


@pytest.fixture
def where(school):
    return reverse("actionsteps:settle_schools", args=[school.trust_id])


@pytest.fixture
def as_trust(signed_in, trust_leader):
    return signed_in(trust_leader)


def test_trust_leader_words_the_foci_of_the_schools_ticked(as_trust, where, school):
    sister = SchoolFactory(trust=school.trust, name="Zetland")
    left = BankSettingsFactory(school=SchoolFactory(trust=school.trust), house_note="Ours.")
    BankSettingsFactory(school=sister, policy="bank", do_prompt="Now", house_note="Old.")

    shown = as_trust.get(where).content.decode()
    answer = as_trust.post(where, {**WORDS, "schools": [school.pk, sister.pk]})

    assert "Zetland: from the bank only, own prompts, a note" in shown
    assert f"{school.name}: nothing of its own yet" in shown
    assert (answer.status_code, answer["Location"]) == (302, where)
    rows = BankSettings.objects.filter(school__in=[school, sister]).values_list("policy", "do_prompt", "house_note")
    assert list(rows) == [("bespoke", "Try this", "Short.")] * 2
    left.refresh_from_db()
    assert left.house_note == "Ours."


def test_schools_without_words_of_their_own_are_ticked_already(as_trust, where, school):
    BankSettingsFactory(school=SchoolFactory(trust=school.trust))

    assert as_trust.get(where).context["form"].initial["schools"] == [school.pk]


def test_nothing_ticked_is_asked_for_and_what_was_typed_stays(as_trust, where):
    answer = as_trust.post(where, WORDS)

    page = answer.content.decode()
    assert (answer.status_code, BankSettings.objects.count()) == (422, 0)
    assert "Tick at least one school." in page
    assert 'value="Try this"' in page


def test_another_trusts_school_is_no_choice_and_refused(as_trust, where, trust_leader):
    strange = SchoolFactory()

    answer = as_trust.post(where, {**WORDS, "schools": [strange.pk]})

    assert (answer.status_code, BankSettings.objects.count()) == (422, 0)
    with pytest.raises(Refused, match="A leader of the school sets this"):
        actions.settle_schools([strange], **WORDS, by=trust_leader, at=NOW)


@pytest.mark.parametrize("n", [1, 3])
def test_trust_schools_queries(as_trust, where, school, django_assert_num_queries, n):
    for _ in range(n):
        BankSettingsFactory(school=SchoolFactory(trust=school.trust))
    as_trust.get(where)

    with django_assert_num_queries(6):
        as_trust.get(where)
