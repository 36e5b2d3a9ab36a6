"""An entry of the log: who logs, reads, changes, shares and removes it, and when (A6–A9)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actionsteps.wording import text_digest
from evidence import actions
from evidence.models import Evidence, Source
from schools import actions as house
from schools.models import Membership, Role
from schools.refusal import Refused
from tests.bank import AreaFactory
from tests.factories import MONDAY, NOW, CitationFactory, EvidenceFactory, MembershipFactory, MentorshipFactory
from tests.people import person
from tests.sides import AttachmentFactory

SEEN = {"source": "drop_in", "seen_on": MONDAY, "seen": "Six pupils asked what to do"}


def log(pair, by, key=None, at=NOW, **fields):
    about = {"school": pair.school, "ect": pair.ect, **SEEN}
    return actions.log_evidence(**about | fields, key=key or uuid.uuid4(), by=by, at=at)


def drawn(entry):
    return {name: text_digest(entry.text_of(name)) for name in ("source", "seen_on", "seen", "meaning", "area")}


def read_by(user):
    return set(Evidence.objects.visible_to(user))


# Logging


def test_entry_keeps_all_that_was_told(pair):
    area = AreaFactory()

    entry = log(pair, pair.mentor, meaning="Too long", area=area, class_name="8C")

    entry.refresh_from_db()
    assert (entry.meaning, entry.area, entry.class_name, entry.gathered_by) == ("Too long", area, "8C", pair.mentor)
    assert (entry.shared_at, entry.cited_at) == (None, None)


def test_same_key_and_text_is_the_same_entry_and_other_text_a_stale_tab(pair):
    key, area = uuid.uuid4(), AreaFactory()

    entries = {log(pair, pair.mentor, key, area=area).pk for _ in range(2)}
    for other in ({"area": None}, {"area": area, "class_name": "8C"}, {"area": area, "meaning": "Too long"}):
        with pytest.raises(Refused):
            log(pair, pair.mentor, key, **other)

    assert len(entries) == Evidence.objects.count() == 1


def test_key_of_another_ects_entry_is_a_stale_tab(pair):
    key = uuid.uuid4()
    second = MentorshipFactory(school=pair.school, mentor=pair.mentor)
    log(pair, pair.mentor, key)

    with pytest.raises(Refused):
        log(second, pair.mentor, key)


def test_ect_logs_own_reflections_and_nothing_else(pair):
    own = log(pair, pair.ect, source="reflection")

    with pytest.raises(Refused):
        log(pair, pair.ect)

    assert (own.source, Evidence.objects.count()) == (Source.REFLECTION, 1)


def test_leader_logs_at_their_own_school_and_no_reflection(pair, leader, other_leader, trust_leader):
    walked = log(pair, leader, source="learning_walk")

    for by, source in ((leader, "reflection"), (other_leader, "drop_in"), (trust_leader, "drop_in")):
        with pytest.raises(Refused):
            log(pair, by, source=source)

    assert Evidence.objects.get() == walked


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"source": "hearsay"}, "no_source"),
        ({"seen": "  "}, "nothing_seen"),
        ({"seen": "x" * 20_001}, "too_long"),
        ({"meaning": "x" * 20_001}, "meaning_too_long"),
        ({"class_name": "x" * 61}, "class_too_long"),
        ({"seen_on": NOW.date() + timedelta(days=1)}, "in_future"),
    ],
)
def test_entry_that_lacks_something_is_not_logged(pair, fields, code):
    with pytest.raises(ValidationError) as refused:
        log(pair, pair.mentor, **fields)

    assert (refused.value.code, Evidence.objects.count()) == (code, 0)


# A learning walk


def test_walk_logs_an_entry_for_each_ect_once(pair, other_pair, leader):
    ects = [pair.ect, other_pair.ect]
    walk = {"school": pair.school, "ects": ects, **SEEN, "key": uuid.uuid4(), "by": leader, "at": NOW}

    first, again = actions.log_walk(**walk), actions.log_walk(**walk)

    assert [entry.ect for entry in first] == ects
    assert [entry.pk for entry in again] == [entry.pk for entry in first]
    assert Evidence.objects.count() == 2


def test_walk_is_logged_whole_or_not_at_all(pair, other_pair, leader):
    with pytest.raises(Refused):
        actions.log_walk(
            school=pair.school,
            ects=[pair.ect, leader],
            **SEEN | {"source": "reflection"},
            key=uuid.uuid4(),
            by=leader,
            at=NOW,
        )

    assert not Evidence.objects.exists()


def test_nothing_is_logged_about_who_is_no_ect_of_the_school(pair, leader, former_mentor):
    """Whoever names them: a form offers nobody else, and an address that was made up is told so."""
    elsewhere = MembershipFactory(role=Role.ECT).user
    ended = MentorshipFactory(school=pair.school, ended=True)

    for nobody_here in (former_mentor, elsewhere, ended.ect):
        with pytest.raises(Refused, match="no ECT of this school"):
            log(pair, leader, ect=nobody_here)
    with pytest.raises(Refused, match="no longer an ECT"):
        log(ended, ended.ect, source="reflection")

    assert not Evidence.objects.exists()


# Reading


def test_mentor_reads_all_of_it_and_the_ect_what_is_shared_cited_or_their_own(pair, leader):
    about = {"school": pair.school, "ect": pair.ect}
    unseen = EvidenceFactory(**about, gathered_by=pair.mentor)
    shared = EvidenceFactory(**about, gathered_by=pair.mentor, shared_at=NOW, shared_by=pair.mentor)
    cited = EvidenceFactory(**about, gathered_by=leader, cited_at=NOW)
    own = EvidenceFactory(**about, gathered_by=pair.ect, source="reflection")

    assert read_by(pair.mentor) == {unseen, shared, cited, own}
    assert read_by(pair.ect) == {shared, cited, own}
    assert [row.is_read_by_ect for row in (unseen, shared, cited, own)] == [False, True, True, True]
    assert set(Evidence.objects.of_ect(school_id=pair.school_id, ect_id=pair.ect_id).read_by_ect()) == read_by(pair.ect)


def test_new_mentor_reads_what_was_logged_before_and_the_former_one_nothing(pair, former_mentor):
    about = {"school": pair.school, "ect": pair.ect}
    early = EvidenceFactory(**about, gathered_by=former_mentor, created_at=NOW - timedelta(days=30))

    assert (read_by(pair.mentor), read_by(former_mentor)) == ({early}, set())


def test_leader_reads_what_they_logged_themselves_while_they_lead(pair, leader, leader_mentor):
    own = log(pair, leader, source="learning_walk")
    log(pair, pair.mentor)

    assert (read_by(leader), read_by(leader_mentor)) == ({own}, set())
    Membership.objects.filter(user=leader).update(ended_at=NOW)
    assert read_by(leader) == set()


def test_leader_who_was_the_mentor_reads_nothing_of_what_they_logged_as_one(pair, school, ect, leader):
    MembershipFactory(user=pair.mentor, role=Role.LEADER, school=school)
    as_mentor = log(pair, pair.mentor)
    assert read_by(pair.mentor) == {as_mentor}

    house.change_mentor(pair, mentor=person("Nora New", Role.MENTOR, school), by=leader, at=NOW + timedelta(hours=1))
    later = log(pair, pair.mentor, source="learning_walk", at=NOW + timedelta(days=2))

    assert read_by(pair.mentor) == {later}


def test_what_was_erased_is_read_by_nobody(pair):
    EvidenceFactory(
        school=pair.school,
        ect=pair.ect,
        gathered_by=pair.mentor,
        seen="",
        erased_at=NOW,
        shared_at=NOW,
        shared_by=pair.mentor,
    )

    assert (read_by(pair.mentor), read_by(pair.ect)) == (set(), set())


# Changing


def test_change_is_written_over_what_was_drawn(pair):
    entry, area = log(pair, pair.mentor), AreaFactory()

    changed = actions.change_entry(
        entry,
        typed={"seen": "Seven pupils asked", "source": "work", "area": area, "seen_on": MONDAY},
        drawn=drawn(entry),
        by=pair.mentor,
        at=NOW,
    )

    entry.refresh_from_db()
    assert changed.conflicts == {}
    assert (entry.seen, entry.source, entry.area) == ("Seven pupils asked", "work", area)


def test_stale_change_keeps_what_stands_and_says_it(pair):
    entry = log(pair, pair.mentor)
    was = drawn(entry)
    actions.change_entry(entry, typed={"seen": "Seven asked"}, drawn=was, by=pair.mentor, at=NOW)

    changed = actions.change_entry(
        entry, typed={"seen": "Eight asked", "meaning": "Unclear"}, drawn=was, by=pair.mentor, at=NOW
    )
    same = actions.change_entry(entry, typed={"seen": "Seven asked"}, drawn=was, by=pair.mentor, at=NOW)

    entry.refresh_from_db()
    assert (changed.conflicts, same.conflicts) == ({"seen": "Seven asked"}, {})
    assert (entry.seen, entry.meaning) == ("Seven asked", "Unclear")


def test_change_is_for_who_logged_it_until_a_set_week_rests_on_it(pair, leader):
    walked, own = log(pair, leader, source="learning_walk"), log(pair, pair.mentor)
    actions.mark_cited([own.pk], at=NOW)

    for entry, by in ((walked, pair.mentor), (own, pair.mentor), (own, pair.ect)):
        with pytest.raises(Refused):
            actions.change_entry(entry, typed={"seen": "Other"}, drawn=drawn(entry), by=by, at=NOW)

    assert set(Evidence.objects.values_list("seen", flat=True)) == {SEEN["seen"]}


def test_change_keeps_to_what_an_entry_must_satisfy(pair):
    entry, own = log(pair, pair.mentor), log(pair, pair.ect, source="reflection")

    with pytest.raises(ValidationError):
        actions.change_entry(entry, typed={"seen": " "}, drawn=drawn(entry), by=pair.mentor, at=NOW)
    with pytest.raises(Refused):
        actions.change_entry(own, typed={"source": "drop_in"}, drawn=drawn(own), by=pair.ect, at=NOW)

    assert not Evidence.objects.filter(seen=" ").exists()


# Sharing, citing, removing


def test_share_is_for_the_mentor_and_the_leader_who_logged_it(pair, leader, leader_mentor):
    entry, walked = log(pair, pair.mentor), log(pair, leader, source="learning_walk")

    for one, by in ((entry, leader), (entry, pair.ect), (walked, leader_mentor)):
        with pytest.raises(Refused):
            actions.share_entry(one, by=by, at=NOW)
    shared = actions.share_entry(entry, by=pair.mentor, at=NOW)
    again = actions.share_entry(entry, by=pair.mentor, at=NOW + timedelta(days=1))
    actions.share_entry(walked, by=leader, at=NOW)

    assert (shared.shared_at, shared.shared_by, again.shared_at) == (NOW, pair.mentor, NOW)
    assert read_by(pair.ect) == {entry, walked}


def test_cited_once_keeps_its_moment(pair):
    entry = log(pair, pair.mentor)

    actions.mark_cited([entry.pk], at=NOW)
    actions.mark_cited([entry.pk], at=NOW + timedelta(days=1))

    entry.refresh_from_db()
    assert entry.cited_at == NOW


def test_remove_is_for_who_logged_it_until_it_was_shown(pair):
    first, second, own = log(pair, pair.mentor), log(pair, pair.mentor), log(pair, pair.ect, source="reflection")
    actions.share_entry(second, by=pair.mentor, at=NOW)

    actions.remove_entry(first, by=pair.mentor, at=NOW)
    actions.remove_entry(own, by=pair.ect, at=NOW)
    with pytest.raises(Refused):
        actions.remove_entry(second, by=pair.mentor, at=NOW)

    assert Evidence.objects.get() == second


def test_remove_leaves_what_a_focus_rests_on_or_a_file_hangs_on(draft):
    cited = CitationFactory(focus=draft.foci.get()).evidence
    filed = AttachmentFactory(evidence=log(draft.mentorship, draft.mentorship.mentor)).evidence

    for entry in (cited, filed):
        with pytest.raises(Refused):
            actions.remove_entry(entry, by=draft.mentorship.mentor, at=NOW)

    assert Evidence.objects.count() == 2
