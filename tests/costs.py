"""What pages cost in queries: the same with one and with three of everything, and literally so many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture(params=[1, 3], ids=["one", "three"])
def n(request):
    return request.param


@pytest.fixture
def costs(signed_in):
    """costs(user, where, queries): the page, which is answered with exactly so many queries."""

    def costs(user, where, queries):
        found, page = asked_twice(signed_in(user), where)
        assert found == queries
        return page

    return costs


@pytest.fixture
def costs_of(request, signed_in):
    """costs_of(pages): these [(the fixture of who asks, address, queries)] with the queries that they took."""
    clients = {}

    def costs_of(pages):
        for who, _, _ in pages:
            clients[who] = clients.get(who) or signed_in(request.getfixturevalue(who))
        return [(who, where, asked_twice(clients[who], where)[0]) for who, where, _ in pages]

    return costs_of


def asked_twice(client, where):
    """The queries of a page and its text. A first page may note things in the session once."""
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(where)
    assert response.status_code == 200
    return len(queries), b"".join(response).decode(errors="ignore")
