"""For how long a school keeps what was said of those who left it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from schools import actions
from schools.models import AccessRecord, School
from schools.refusal import Refused
from tests.factories import NOW
from tests.promised import AccessRecordFactory


def test_leader_sets_the_years(school, leader, signed_in, django_assert_num_queries):
    where = reverse("schools:settle_keeping", args=[school.pk])
    client = signed_in(leader)
    client.get(where)

    with django_assert_num_queries(5):
        page = client.get(where).text
    wrong = client.post(where, {"keeps_for_years": "11"})
    client.post(where, {"keeps_for_years": "4"})

    assert 'value="2"' in page
    assert (wrong.status_code, "Enter a number of years from 1 to 10." in wrong.text) == (422, True)
    assert 'value="11"' in wrong.text
    assert School.objects.get(pk=school.pk).keeps_for_years == 4


def test_years_are_one_to_ten_and_set_by_who_leads(school, mentor, leader):
    with pytest.raises(Refused):
        actions.settle_keeping(school, years=3, by=mentor)
    with pytest.raises(ValidationError, match="between one and ten"):
        actions.settle_keeping(school, years=0, by=leader)
    with pytest.raises(IntegrityError, match="schools_school_keeps_one_to_ten"):
        School.objects.filter(pk=school.pk).update(keeps_for_years=11)


@pytest.mark.parametrize("wrong", [{"why": ""}, {"kind": "peek"}], ids=["no reason", "no kind"])
def test_access_record_says_what_and_why(db, wrong):
    with pytest.raises(IntegrityError, match="schools_accessrecord"):
        AccessRecordFactory(**wrong)


def test_access_record_of_an_erased_ect_may_be_blank(db):
    AccessRecordFactory(why="", erased_at=NOW)

    assert str(AccessRecord.objects.get()) == "Read a week, 18/09/2025"
