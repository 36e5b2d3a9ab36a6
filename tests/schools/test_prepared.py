"""Queries whose SQL is made once: the same rows as any other query, whatever they are asked for."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Q

from schools.models import Mentorship, School, Term
from schools.prepared import attach, prepared
from tests.factories import NOW, MentorshipFactory, SchoolFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools():
    return [SchoolFactory(name=f"Harbour {number}") for number in range(6)]


@pytest.mark.parametrize("number", range(7))
def test_prepared_finds_what_a_list_of_any_length_names(schools, number, django_assert_num_queries):
    @prepared
    def named(*, ids):
        return School.objects.filter(pk__in=ids).order_by("name")

    with django_assert_num_queries(1 if number else 0):
        found = named(ids={school.pk for school in schools[:number]})

    assert found == schools[:number]


def test_prepared_leaves_an_empty_list_out_of_an_either_or(schools):
    @prepared
    def either(*, ids, others):
        return School.objects.filter(Q(pk__in=ids) | Q(pk__in=others))

    assert either(ids=[schools[0].pk], others=[]) == [schools[0]]
    assert either(ids=[], others=[schools[1].pk]) == [schools[1]]
    assert either(ids=[], others=[]) == []


def test_prepared_writes_its_query_once_for_all_values(schools):
    written = []

    @prepared
    def one(*, pk):
        written.append(pk)
        return School.objects.filter(pk=pk)

    found = [one(pk=school.pk) for school in schools]

    assert found == [[school] for school in schools]
    assert len(written) == 1


def test_prepared_answers_in_what_its_queryset_answers_in(schools):
    TermFactory(school=schools[0], name="Autumn")

    @prepared
    def told(*, name):
        return Term.objects.filter(name=name).values("name", "starts_on")

    @prepared
    def counted(*, ids):
        return School.objects.filter(pk__in=ids).annotate(n=Count("terms")).order_by("pk").values_list("pk", "n")

    assert told(name="Autumn") == list(Term.objects.values("name", "starts_on"))
    assert counted(ids=[schools[0].pk, schools[1].pk]) == [(schools[0].pk, 1), (schools[1].pk, 0)]


def test_prepared_brings_along_what_is_selected_and_compares_days_and_moments(django_assert_num_queries):
    MentorshipFactory(starts_on=date(2025, 9, 1))
    ended = MentorshipFactory(starts_on=date(2025, 9, 1), ended_at=NOW, ended_by=UserFactory())

    @prepared
    def begun(*, day, at):
        return Mentorship.objects.filter(starts_on__lte=day, ended_at__gte=at).select_related("ect", "school")

    assert begun(day=date(2025, 8, 31), at=NOW) == []
    assert begun(day=date(2025, 9, 1), at=NOW + timedelta(seconds=1)) == []
    with django_assert_num_queries(1):
        assert [one.ect.name for one in begun(day=date(2025, 9, 1), at=NOW)] == [ended.ect.name]


def test_prepared_refuses_nothing_as_a_value():
    @prepared
    def one(*, pk):
        return School.objects.filter(pk=pk)

    with pytest.raises(TypeError, match="pk"):
        one(pk=None)


def test_prepared_refuses_a_prefetch_that_it_would_leave_out():
    @prepared
    def one(*, pk):
        return School.objects.filter(pk=pk).prefetch_related("terms")

    with pytest.raises(TypeError, match="prefetches nothing"):
        one(pk=1)


def test_attach_gives_each_its_own_as_a_prefetch_does(schools, django_assert_num_queries):
    pairs = [MentorshipFactory(school=school) for school in (schools[0], schools[0], schools[1])]

    attach(schools, "mentorships", pairs)

    with django_assert_num_queries(0):
        assert [list(school.mentorships.all()) for school in schools[:3]] == [pairs[:2], pairs[2:], []]
        assert pairs[0].school is schools[0]
    # What is narrowed is asked for, among its own.
    assert list(schools[0].mentorships.filter(pk__gt=pairs[0].pk)) == [pairs[1]]
