"""Literal query counts of the whole record, of records brought along and of the access record."""

import pytest
from django.urls import reverse

from evidence.models import Attachment
from tests.access_promise import small_record
from tests.factories import NOW, EvidenceFactory
from tests.promised import AccessRecordFactory, EarlierRecordFactory
from tests.sides import AttachmentFactory, PrivateNoteFactory
from tests.test_queries import costs, n, world  # noqa: F401 fixtures

# The session and the person are two of each.


@pytest.fixture
def promised(world, pair, n):  # noqa: F811
    of_ect = {"school": pair.school, "ect": pair.ect}
    for _ in range(n):
        AccessRecordFactory(**of_ect)
        PrivateNoteFactory(school=pair.school, author=pair.ect)
        AttachmentFactory(evidence=EvidenceFactory(**of_ect, shared_at=NOW, shared_by=pair.mentor))
        record = EarlierRecordFactory(**of_ect, held=small_record(), offered_at=NOW)
    return record


def test_own_record(promised, ect, costs):  # noqa: F811
    costs(ect, reverse("coaching:own_record"), 5)


@pytest.mark.parametrize("form", ["html", "json"])
def test_record_taken_away(promised, ect, form, costs):  # noqa: F811
    costs(ect, reverse("coaching:take_record", args=[form]), 19)


def test_record_taken_away_with_files(promised, ect, costs):  # noqa: F811
    assert Attachment.objects.exists()
    costs(ect, reverse("coaching:take_record", args=["zip"]), 20)


@pytest.mark.parametrize(("who", "queries"), [("ect", 4), ("mentor", 4)])
def test_access_record(promised, pair, who, queries, request, costs):  # noqa: F811
    costs(request.getfixturevalue(who), reverse("coaching:access_record", args=[pair.school_id, pair.ect_id]), queries)


@pytest.mark.parametrize(("who", "queries"), [("ect", 4), ("mentor", 4)])
def test_earlier_records(promised, pair, who, queries, request, costs):  # noqa: F811
    costs(
        request.getfixturevalue(who), reverse("coaching:earlier_records", args=[pair.school_id, pair.ect_id]), queries
    )


def test_earlier_record(promised, mentor, costs):  # noqa: F811
    costs(mentor, reverse("coaching:earlier_record", args=[promised.pk]), 4)


def test_reading_a_week_as_support(promised, pair, superuser, costs):  # noqa: F811
    costs(superuser, reverse("read_week", args=[pair.school_id, pair.ect_id]), 4)
