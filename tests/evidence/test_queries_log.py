"""What the log's pages cost: the same with one entry, with three and with five hundred."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evidence.models import Evidence
from schools.models import Role
from tests.bank import AreaFactory
from tests.factories import MONDAY, NOW, EvidenceFactory, MembershipFactory
from tests.sides import AttachmentFactory

FEW, MANY = [1, 3], [1, 3, 500]
however_many = pytest.mark.parametrize("entries", MANY, indirect=True, ids=["one", "three", "five hundred"])


@pytest.fixture(params=FEW, ids=["one", "three"])
def entries(request, pair):
    """So many entries of the pair's log, of every source and area there is, with files on some."""
    areas = [AreaFactory() for _ in range(3)]
    sources = ["drop_in", "work", "pupils", "planning"]
    rows = [
        EvidenceFactory.build(
            school=pair.school,
            ect=pair.ect,
            gathered_by=pair.mentor,
            created_by=pair.mentor,
            source=sources[number % 4],
            area=areas[number % 3],
            seen_on=MONDAY - timedelta(days=number // 3),
            cited_at=NOW if number % 2 else None,
        )
        for number in range(request.param)
    ]
    entries = Evidence.objects.bulk_create(rows)
    for entry in entries[:3]:
        AttachmentFactory(evidence=entry)
    return entries


@pytest.fixture
def log(pair):
    return reverse("evidence:log", args=[pair.school_id, pair.ect_id])


@however_many
@pytest.mark.parametrize("query", ["", "?source=drop_in", "?since=2025-09-01&until=2025-09-16"])
def test_log(entries, mentor, log, query, costs):
    costs(mentor, log + query, 7)


@however_many
def test_log_of_the_ect(entries, pair, ect, log, costs):
    EvidenceFactory(school=pair.school, ect=ect, gathered_by=ect, source="reflection")

    costs(ect, log, 7)


@however_many
def test_log_deep_down(entries, mentor, log, costs):
    last = entries[-1]

    costs(mentor, f"{log}?after={(last.seen_on + timedelta(days=1)).isoformat()}.{last.pk}", 7)


def test_entry(entries, mentor, costs):
    costs(mentor, f"/evidence/{entries[0].pk}/", 4)


def test_new_entry(entries, mentor, log, costs):
    costs(mentor, f"{log}new/", 4)


def test_change_entry(entries, mentor, costs):
    costs(mentor, f"/evidence/{entries[0].pk}/change/", 4)


def test_walk(entries, leader, pair, costs):
    Evidence.objects.update(gathered_by=leader, created_by=leader)
    for _ in entries:
        MembershipFactory(school=pair.school, role=Role.ECT)

    costs(leader, "/evidence/walk/", 6)


def test_supported_foci(entries, mentor, pair, costs):
    asked = "&".join(f"entry={entry.pk}" for entry in entries[:20])

    costs(mentor, reverse("coaching:supported_foci", args=[pair.school_id, pair.ect_id]) + f"?{asked}", 4)
