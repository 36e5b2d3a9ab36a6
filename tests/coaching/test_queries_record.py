"""Literal query counts of the whole record, of records brought along and of the access record."""

import pytest
from django.urls import reverse

from evidence.models import Attachment
from tests.access_promise import small_record
from tests.factories import NOW, EvidenceFactory
from tests.promised import AccessRecordFactory, EarlierRecordFactory
from tests.sides import AttachmentFactory, PrivateNoteFactory
from tests.test_queries import world  # noqa: F401 a fixture

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


def test_pages_of_the_promise(promised, pair, costs_of):
    of_ect = [pair.school_id, pair.ect_id]
    access, earlier = (reverse(f"coaching:{name}", args=of_ect) for name in ("access_record", "earlier_records"))
    assert Attachment.objects.exists()
    pages = [
        ("ect", reverse("coaching:own_record"), 5),
        ("ect", reverse("coaching:take_record", args=["html"]), 19),
        ("ect", reverse("coaching:take_record", args=["json"]), 19),
        ("ect", reverse("coaching:take_record", args=["zip"]), 20),
        ("ect", access, 5),
        ("mentor", access, 5),
        ("ect", earlier, 4),
        ("mentor", earlier, 4),
        ("mentor", reverse("coaching:earlier_record", args=[promised.pk]), 4),
        ("superuser", reverse("read_week", args=of_ect), 4),
    ]

    assert costs_of(pages) == pages
