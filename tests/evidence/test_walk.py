"""A leader's learning walk: several ECTs in one go, and what they logged before."""

import re
import uuid

import pytest

from evidence.models import Evidence, Source
from schools.models import Role
from tests.factories import NOW, EvidenceFactory, MembershipFactory, SchoolFactory
from tests.people import person

WALK = "/evidence/walk/"


@pytest.fixture
def as_leader(signed_in, leader):
    return signed_in(leader)


def typed(*users, **fields):
    first = {"source": "learning_walk", "seen_on": NOW.date().isoformat(), "seen": "A task was on every board"}
    ects = [user.memberships.get(role=Role.ECT).pk for user in users]
    return {**first, "ects": ects, "key": str(uuid.UUID(int=41)), **fields}


def words(response):
    return response.content.decode()


def test_walk_offers_the_schools_ects_and_its_own_source(as_leader, ect, other_ect, school):
    person("Elsa Elsewhere", Role.ECT, SchoolFactory())

    page = words(as_leader.get(WALK))

    assert re.findall(r'for="id_ects_\d+">([^<]*)<', page) == [ect.name, other_ect.name]
    assert re.search(r'value="learning_walk"[^>]*checked', page)
    assert Source.REFLECTION not in re.findall(r'name="source" value="(\w+)"', page)


def test_walk_is_logged_for_each_ticked_ect_and_read_by_their_mentors(as_leader, signed_in, leader, pair, other_pair):
    answer = as_leader.post(WALK, typed(pair.ect, other_pair.ect))

    entries = {entry.ect: entry for entry in Evidence.objects.all()}
    assert answer.status_code == 302
    assert set(entries) == {pair.ect, other_pair.ect}
    assert {entry.gathered_by for entry in entries.values()} == {leader}
    mentors = [
        signed_in(one.mentor).get(f"/evidence/{entries[pair.ect].pk}/").status_code for one in (pair, other_pair)
    ]
    assert mentors == [200, 404]
    assert signed_in(pair.ect).get(f"/evidence/{entries[pair.ect].pk}/").status_code == 404


def test_walk_sent_twice_is_logged_once_and_with_other_words_asked_about(as_leader, pair):
    for _ in range(2):
        as_leader.post(WALK, typed(pair.ect))
    answer = as_leader.post(WALK, typed(pair.ect, seen="No task was on any board"))

    page = words(answer)
    assert (answer.status_code, Evidence.objects.count()) == (422, 1)
    assert "No task was on any board" in page
    fresh = re.search(r'name="key" value="([^"]*)"', page)[1]
    as_leader.post(WALK, typed(pair.ect, seen="No task was on any board", key=fresh))
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("ects", [[], ["x"], ["999999"]], ids=["nobody", "nonsense", "nobody known"])
def test_walk_without_an_ect_of_the_school_is_not_logged(as_leader, pair, ects):
    answer = as_leader.post(WALK, typed() | {"ects": ects})

    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert "A task was on every board" in words(answer)


def test_leader_finds_what_they_logged_and_no_more(as_leader, leader, pair):
    about = {"school": pair.school, "ect": pair.ect}
    EvidenceFactory(**about, gathered_by=leader, seen="Seen on my walk")
    EvidenceFactory(**about, gathered_by=pair.mentor, seen="Seen by the mentor")

    page = words(as_leader.get(WALK))

    assert ("Seen on my walk" in page, "Seen by the mentor" in page) == (True, False)


def test_leader_of_two_schools_walks_through_one_of_them(as_leader, leader, school, ect):
    second = SchoolFactory(name="Zennor School")
    MembershipFactory(user=leader, role=Role.LEADER, school=second)
    theirs = person("Zoe Theirs", Role.ECT, second)

    pages = [words(as_leader.get(f"{WALK}{query}")) for query in ("", f"?school={second.pk}", "?school=999999")]

    assert [ect.name in page for page in pages] == [True, False, True]
    assert [theirs.name in page for page in pages] == [False, True, False]
    as_leader.post(WALK, typed(theirs, school=second.pk))
    assert Evidence.objects.get().school == second
    assert as_leader.post(WALK, typed(theirs, school=school.pk)).status_code == 422


def test_leaders_home_leads_to_the_walk(as_leader, signed_in, school, trust_leader, pair):
    assert f'href="{WALK}?school={school.pk}"' in words(as_leader.get("/"))
    assert WALK not in words(signed_in(trust_leader).get("/"))
