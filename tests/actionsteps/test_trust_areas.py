"""A trust's own headings: made, renamed, retired and put back by its leader, there to choose in its schools (A55)."""

import pytest
from django.urls import reverse

from actionsteps.models import Area
from tests.bank import AreaFactory


@pytest.fixture
def where(school):
    return reverse("actionsteps:settle_trust", args=[school.trust_id])


@pytest.fixture
def as_trust(signed_in, trust_leader):
    return signed_in(trust_leader)


@pytest.fixture
def talk(school):
    return AreaFactory(trust=school.trust, name="Talk")


def test_trust_leader_adds_an_area_that_its_schools_can_choose(as_trust, signed_in, where, school, leader):
    answer = as_trust.post(where, {"name": "Oracy", "standard": "3", "order": "1"})

    area = Area.objects.get(trust=school.trust)
    assert (answer.status_code, answer["Location"], area.name, area.standard) == (302, where, "Oracy", 3)
    form = signed_in(leader).get(f"/bank/school/{school.pk}/write/").context["form"]
    assert area in form.fields["area"].queryset


def test_trust_leader_renames_retires_and_puts_back(as_trust, where, talk):
    as_trust.post(f"/bank/areas/{talk.pk}/", {"name": "Oracy", "standard": "3", "order": "0"})
    retired = as_trust.post(f"/bank/areas/{talk.pk}/retire/", {"retired": "1"})
    talk.refresh_from_db()
    assert (talk.name, talk.retired_at is None, retired["Location"]) == ("Oracy", False, where)

    as_trust.post(f"/bank/areas/{talk.pk}/retire/", {"retired": "0"})

    talk.refresh_from_db()
    assert talk.retired_at is None


def test_a_name_that_is_taken_is_redisplayed_with_the_reason(as_trust, where, talk):
    answer = as_trust.post(where, {"name": "talk", "standard": "3", "order": "0"})

    assert answer.status_code == 422
    assert "There is an area of this name already." in answer.content.decode()
    assert 'value="talk"' in answer.content.decode()


def test_keepers_find_the_page_of_the_trust_and_leaders_of_a_school_do_not(as_trust, signed_in, where, leader):
    assert where in as_trust.get("/bank/kept/").content.decode()
    assert signed_in(leader).get(where).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_trust_areas_queries(as_trust, where, school, django_assert_num_queries, n):
    for _ in range(n):
        AreaFactory(trust=school.trust)

    with django_assert_num_queries(5):
        as_trust.get(where)
