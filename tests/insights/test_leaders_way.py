"""The way through a leader's pages: what one address keeps of another, what comes first, the way back."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template.loader import render_to_string

from insights.actions import count_weeks
from insights.pictures import Line, Picture
from insights.templatetags.pictures import picture
from schools.models import PauseKind, Role, Term
from tests.bank import ActionStepFactory
from tests.factories import MembershipFactory, PauseFactory, UserFactory
from tests.insights.programme import programme
from tests.people import client_of

NOW = datetime(2025, 12, 11, 15, 40, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def made(db):
    """A trust of a school of seven ECTs and one of two, over nine weeks; it is the Thursday after."""
    made = programme([7, 2], 9, first=date(2025, 10, 6), seed=3, steps=[ActionStepFactory()])
    with time_machine.travel(NOW, tick=False):
        count_weeks(made.schools, at=NOW)
        yield made


@pytest.fixture
def client_at(made):
    """client_at(0): of who leads that school; client_at(): of who leads the trust."""

    def client_at(place=None):
        where = {"trust": made.trust, "of_trust": True} if place is None else {"school": made.schools[place]}
        user = UserFactory()
        MembershipFactory(user=user, **where, **({} if place is None else {"role": Role.LEADER}))
        return client_of(user)

    return client_at


def test_span_and_what_is_listed_are_chosen_one_after_the_other(made, client_at):
    school, trust = (f"/overview/{kind}/" for kind in (f"schools/{made.schools[0].pk}", f"trusts/{made.trust.pk}"))

    of_school = client_at(0).get(f"{school}?show=planned&span=2025-1").text
    of_trust = client_at().get(f"{trust}?show=overdue&span=2025-1").text

    for shown in ("held", "planned", "overdue", "paused", "reviews", "all"):
        assert f'href="?show={shown}&amp;span=2025-1#pairs-h"' in of_school
    assert 'href="?show=planned&amp;span=2025-2#time-h"' in of_school
    assert 'href="?show=overdue&amp;span=2025-2#time-h"' in of_trust
    for shown in ("held", "planned", "overdue", "paused", "reviews"):
        assert f'href="?show={shown}&amp;span=2025-1#schools-h"' in of_trust


@pytest.mark.parametrize("shown", ["held", "planned", "overdue", "paused", "reviews"])
def test_number_of_a_trust_opens_its_schools_and_each_of_them_its_pairs(made, client_at, shown):
    page = client_at().get(f"/overview/trusts/{made.trust.pk}/?show={shown}&span=2025-1")
    glances = page.context["page"].glances

    links = re.findall(r'scope="row"><a href="([^"]*)">', page.text)

    assert links == [
        f"/overview/schools/{school.pk}/?show={shown}&amp;span=2025-1#pairs-h"
        for school in made.schools
        if getattr(glances[school.pk], shown)
    ]


def test_span_keeps_nothing_that_is_not_offered(made, client_at):
    page = client_at(0).get(f'/overview/schools/{made.schools[0].pk}/?show="><b>').text

    assert 'href="?span=2025-2#time-h"' in page


def test_schools_of_a_trust_stand_where_nothing_is_loaded_above_them(made, client_at):
    """The part that is loaded in its place would push them from under who has just gone there."""
    page = client_at().get(f"/overview/trusts/{made.trust.pk}/?show=overdue").text

    assert page.index('id="schools-h"') < page.index('id="bank"')


def test_trust_leader_finds_the_way_back_from_a_school(made, client_at):
    where = f"/overview/schools/{made.schools[0].pk}/?span=2025-1"
    back = f'<a class="govuk-back-link" href="/overview/trusts/{made.trust.pk}/?span=2025-1#schools-h">'

    assert back in client_at().get(where).text
    assert "govuk-back-link" not in client_at(0).get(where).text


def test_week_without_meetings_says_why(made, client_at):
    school = made.schools[1]
    where, client = f"/overview/schools/{school.pk}/", client_at(1)
    days = {"half_term_starts_on": date(2025, 12, 8), "half_term_ends_on": date(2025, 12, 19)}

    as_usual = client.get(where).text
    Term.objects.filter(school=school).update(**days)
    holiday = client.get(where).text
    Term.objects.filter(school=school).update(half_term_starts_on=None, half_term_ends_on=None)
    for pair in made.pairs[7:]:
        PauseFactory(mentorship=pair, kind=PauseKind.AWAY, starts_on=date(2025, 12, 1), ends_on=None)
    paused = client.get(where).text

    assert "of 2 pairs have met this week." in as_usual
    assert "It is a holiday: no meeting is due.</p>" in holiday
    assert "Every pair is paused: no meeting is due.</p>" in paused


def test_bank_says_what_its_numbers_are_of_and_why_there_are_none(made, client_at):
    told, not_told = (
        client_at(place).get(f"/overview/schools/{made.schools[place].pk}/bank/").text for place in (0, 1)
    )

    assert " foci)" in told
    assert "No step can be told yet." in not_told


@pytest.mark.parametrize(("of_whole", "grounds"), [(True, 2), (False, 0)])
def test_ground_behind_a_bar_stands_for_its_whole(of_whole, grounds):
    drawn = render_to_string(
        "insights/picture.html", picture(Picture("P", ("a", "b"), (Line("x", 3, 9), Line("y", 1, 9)), of_whole))
    )

    assert drawn.count('class="picture__ground"') == grounds


def test_who_is_on_the_way_to_a_part_keeps_their_place_when_it_is_loaded(made, client_at):
    """htmx gives the focus to what has the same id: the heading of the part, which takes it."""
    client, step = client_at(0), made.steps[0].pk
    overview = f"/overview/schools/{made.schools[0].pk}/"

    for whole, part, name in ((overview, f"{overview}bank/", "bank"), (f"/bank/{step}/", f"/bank/{step}/use/", "use")):
        loaded = client.get(part, headers={"HX-Request": "true", "HX-Target": name}).text

        assert f'<a id="{name}-now" href="{part}' in client.get(whole).text
        assert f'<span id="{name}-now" tabindex="-1">' in loaded


def test_page_of_mails_promises_a_calendar_to_who_has_one(made, client_at):
    assert '<h1 class="title">E-mails</h1>' in client_at(0).get("/mails/").text
    assert '<h1 class="title">E-mails and calendar</h1>' in client_of(made.pairs[0].mentor).get("/mails/").text
