"""What a search in vain costs: beside what any search does, what it takes to note it once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionsteps.actions import note_sought
from tests.bank import SoughtFactory
from tests.factories import NOW


@pytest.fixture
def asked(signed_in, mentor):
    """asked(words): the queries of the mentor's search, without the savepoints that a test has in place of a BEGIN."""
    client = signed_in(mentor)
    client.get("/bank/")

    def asked(words):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/bank/", {"q": words}).status_code == 200
        return len([query for query in queries if "SAVEPOINT" not in query["sql"]])

    return asked


@pytest.mark.parametrize("n", [1, 3])
def test_search_in_vain_costs_what_noting_it_takes(asked, school, other_mentor, n):
    for _ in range(n):
        SoughtFactory(school=school)
    note_sought("zzyzx mnemonic", school_id=school.pk, by=other_mentor, at=NOW)

    assert asked("zzyzx") == 8
    assert asked("zzyzx") == 5
    assert asked("zzyzx mnemonic") == 11
