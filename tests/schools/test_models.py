"""What the database itself holds of people, pairs, terms and pauses."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from schools.models import Role, User
from tests.factories import (
    MONDAY,
    NOW,
    KeptFormFactory,
    MembershipFactory,
    MentorshipFactory,
    PauseFactory,
    SchoolFactory,
    TermFactory,
    TrustFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("urn", ["12345", "1234567", "12345a", ""])
def test_a_school_has_six_digits(urn):
    # PostgreSQL calls seven digits a DataError, before it asks the constraint.
    with pytest.raises(DatabaseError), transaction.atomic():
        SchoolFactory(urn=urn)


def test_an_email_address_is_lower_case_and_once():
    UserFactory(email="ann@school.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Ann@school.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ann@school.example")


def test_create_user_lowers_the_address_and_finds_it_however_it_is_typed():
    user = User.objects.create_user(" Ann.Lee@School.example ", "a-long-password", name="Ann Lee")

    assert user.email == "ann.lee@school.example"
    assert User.objects.get_by_natural_key("ANN.LEE@school.example") == user
    assert user.check_password("a-long-password")


def test_a_person_is_never_deleted():
    mentorship = MentorshipFactory()

    with pytest.raises(ProtectedError):
        mentorship.mentor.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": Role.TRUST_LEADER},
        {"role": Role.LEADER, "school": None},
        {"role": "visitor"},
    ],
)
def test_a_role_is_known_and_at_a_school_or_for_a_trust_leader_at_a_trust(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**wrong)


def test_a_live_role_is_held_once_and_an_ended_one_does_not_count():
    first = MembershipFactory(ended_at=NOW)
    again = {"user": first.user, "role": first.role, "school": first.school}
    MembershipFactory(**again)

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**again)


def test_a_trust_leader_leads_a_trust_once():
    first = MembershipFactory(of_trust=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(of_trust=True, user=first.user, trust=first.trust)


def test_an_ect_has_one_mentor_at_a_time_at_a_school():
    pair = MentorshipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MentorshipFactory(school=pair.school, ect=pair.ect)
    MentorshipFactory(school=pair.school, ect=pair.ect, ended=True)
    MentorshipFactory(ect=pair.ect)


def test_nobody_mentors_themselves():
    user = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MentorshipFactory(mentor=user, ect=user)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2025, 8, 31)},
        {"ended_at": NOW},
        {"rhythm": "monthly"},
        {"weekday": 6},
    ],
)
def test_a_mentorship_holds_together(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        MentorshipFactory(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2025, 9, 1)},
        {"half_term_ends_on": None},
        {"half_term_starts_on": date(2025, 8, 1)},
        {"half_term_ends_on": date(2025, 12, 31)},
    ],
)
def test_a_terms_half_term_is_within_it(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(**wrong)


def test_a_school_has_a_term_once():
    term = TermFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(school=term.school)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "strike"}, {"ends_on": MONDAY - timedelta(days=1)}, {"lifted_at": NOW}],
)
def test_a_pause_holds_together(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PauseFactory(**wrong)


def test_a_pauses_key_is_used_once_by_a_person():
    pause = PauseFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PauseFactory(mentorship=pause.mentorship, key=pause.key)


def test_of_a_page_only_the_latest_form_is_kept():
    form = KeptFormFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        KeptFormFactory(user=form.user, path=form.path)


def test_what_is_shown_in_lists_names_who_and_where():
    trust = TrustFactory(name="Harbour Trust")
    school = SchoolFactory(name="Harbour Academy", trust=trust)
    mentor, ect = UserFactory(name="Maya Hall"), UserFactory(name="Eddie Lane")
    pair = MentorshipFactory(school=school, mentor=mentor, ect=ect)

    assert [str(row) for row in (trust, school, mentor, pair, TermFactory(school=school))] == [
        "Harbour Trust",
        "Harbour Academy",
        "Maya Hall",
        "Maya Hall with Eddie Lane",
        "Autumn 2025, Harbour Academy",
    ]
    assert str(MembershipFactory(user=mentor, school=school)) == "Mentor · Maya Hall"
    assert str(PauseFactory(mentorship=pair)) == "No meeting this week from 2025-09-15"
    assert mentor.first_name == "Maya"
