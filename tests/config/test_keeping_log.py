"""An entry that was sent after the web session had ended is kept for its writer, and found again after signing in."""

import re

import pytest

from evidence.models import Evidence
from tests.factories import NOW


@pytest.mark.parametrize("who", ["mentor", "ect"])
def test_entry_sent_without_a_session_is_kept_and_goes_through_afterwards(request, pair, client, signed_in, who):
    user = request.getfixturevalue(who)
    where = f"/evidence/{pair.school_id}/{pair.ect_id}/new/"
    page = signed_in(user).get(where).content.decode()
    person = re.search(r'name="person" value="([^"]*)"', page)[1]
    typed = {"person": person, "source": "drop_in", "seen_on": NOW.date().isoformat(), "seen": "Nine had begun"}

    client.post(where, typed)

    assert Evidence.objects.count() == 0
    kept = signed_in(user).get("/kept/").content.decode()
    assert ("Nine had begun" in kept, "What was seen or said" in kept) == (True, True)
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', kept))
    assert signed_in(user).post(where, again).status_code == 302
    assert Evidence.objects.get().seen == "Nine had begun"
