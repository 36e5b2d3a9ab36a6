"""The demo: made through the actions, the same for the same day, never empty, and every page of it opens."""

import re
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction

from actionsteps.models import ActionStep, Proposal
from coaching.models import Cycle, Focus, Outcome, Step, Tick
from coaching.models.focus import Origin
from coaching.pairs import OVERDUE, PAUSED, activity_of
from config.demo.seed import Cast, people, tell, weeks_of
from config.demo.story import meeting_days, moments
from config.demo.terms import terms_around
from config.management.commands.check_data import mismatches
from evidence.models import Evidence
from schools.calendar import is_holiday
from schools.models import Mentorship, Rhythm, School, User, Weekday

LONDON = ZoneInfo("Europe/London")


def command(**options):
    """What seed_demo says."""
    said = StringIO()
    call_command("seed_demo", stdout=said, **options)
    return said.getvalue()


def at_ten(day):
    return time_machine.travel(datetime.combine(day, datetime.min.time(), LONDON) + timedelta(hours=10), tick=False)


@pytest.mark.table
@pytest.mark.django_db
def test_demo_every_page_opens_for_everybody(settings, signed_in):
    settings.DEBUG, today = True, date(2026, 11, 19)
    with at_ten(today):
        command()
        opened = {user.email: visit(signed_in(user)) for user in User.objects.all()}
        states = [one.state for one in activity_of(School.objects.all(), today=today)]

    assert len(states) == 10
    assert (Cycle.objects.to_review().count(), Cycle.objects.draft().count()) == (9, 1)
    assert (states.count(PAUSED), states.count(OVERDUE)) == (1, 1)
    assert not Cycle.objects.filter(created_at__gte=datetime.combine(today, datetime.min.time(), LONDON)).exists()
    assert [line for line, count in mismatches() if count] == []
    assert set(Focus.objects.filter(cycle__set_at__isnull=False).values_list("origin", flat=True)) == set(Origin.values)
    assert (Proposal.objects.waiting().count(), ActionStep.objects.published().count() >= 160) == (1, True)
    # A mentor's home leads to the meetings and the journeys, an ECT's to the journey at least.
    assert len(opened["maya.kowalski@hollin-bank.example"]) >= 4
    assert [email for email in ects() if not opened[email]] == []


def ects():
    return {email for school in people()["schools"] for _, email in school["ects"]}


def visit(client):
    """Open the home page and everything it links to; returns the addresses."""
    home = client.get("/")
    assert home.status_code == 200
    linked = set(re.findall(r'href="(/(?:weeks|journeys)/[^"#]+)"', home.content.decode()))
    assert {client.get(where).status_code for where in linked} <= {200}
    return linked


def some_of(today, names=("Callum Reid", "Ben Ashworth", "Tom Ellis")):
    """Tell only some of the stories: a fortnightly one, one that was handed over, one with a draft."""
    facts = people()
    cast = Cast(facts, today=today)
    for pair in facts["pairs"]:
        if pair["ect"] in names:
            tell(cast, pair, today=today)


def facts_of_all():
    """What the demo holds, without the numbers of its rows."""
    return [
        list(User.objects.order_by("email").values_list("email", "name", "joined_at")),
        list(Cycle.objects.order_by("ect__email", "week_of").values_list("key", "meets_on", "set_at", "praise")),
        list(Focus.objects.order_by("key").values_list("key", "key_action", "created_at", "plan_on", "turn", "rank")),
        list(Step.objects.order_by("focus__key", "position", "text").values_list("focus__key", "position", "text")),
        list(Tick.objects.order_by("step__focus__key", "step__position", "at").values_list("step__text", "at")),
        list(Outcome.objects.order_by("focus__key").values_list("focus__key", "result", "decision", "at")),
        list(Evidence.objects.order_by("key").values_list("key", "seen_on", "seen")),
    ]


@pytest.mark.once
@pytest.mark.django_db
def test_demo_is_the_same_for_the_same_day():
    runs = []
    for clock in (date(2026, 3, 4), date(2026, 3, 5)):
        with at_ten(clock), transaction.atomic():
            some_of(date(2026, 3, 4), names=("Ben Ashworth", "Tom Ellis"))
            runs.append(facts_of_all())
            transaction.set_rollback(True)

    assert runs[0] == runs[1]
    assert len(runs[0][1]) == sum(len(weeks_of(name)) for name in ("ben", "tom"))


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [date(2026, 8, 12), date(2026, 9, 7)],
    ids=["in August", "first Monday of the year"],
)
def test_demo_stories_are_whole_on_any_day(today):
    with at_ten(today):
        some_of(today)
        states = {one.state for one in activity_of(School.objects.all(), today=today)}

    handed_over = Mentorship.objects.get(ended_at__isnull=False)
    assert handed_over.mentor.name == "Pete Hobson"
    assert OVERDUE not in states
    assert Outcome.objects.filter(handed_over=True).count() == 1
    assert [week.mentorship.rhythm for week in Cycle.objects.to_review().filter(ect__name="Callum Reid")] == [
        "fortnightly"
    ]
    assert Cycle.objects.draft().get().opened_at is not None
    assert Focus.objects.filter(turn=3).exists()
    assert not Tick.objects.filter(at__date__gte=today).exists()


def every_day(first, days):
    return [first + timedelta(days=number) for number in range(days)]


def test_meeting_days_lie_in_term_before_the_day_and_in_order():
    for today in every_day(date(2026, 1, 1), 400):
        terms = terms_around(today)
        for rhythm in Rhythm:
            pair = Mentorship(weekday=Weekday.WEDNESDAY, rhythm=rhythm)

            days = meeting_days(pair, terms, before=today, number=11)

            assert len(days) == 11
            assert days == sorted(set(days))
            assert days[-1] < today
            assert {day.weekday() for day in days} == {2}
            assert not any(is_holiday(day, terms) for day in days)


def test_terms_follow_each_other_with_half_terms_inside():
    for today in every_day(date(2025, 8, 25), 30) + [date(2028, 2, 29)]:
        terms = terms_around(today)

        assert len(terms) == 9
        assert terms[0].starts_on < today < terms[-1].ends_on
        for term, following in zip(terms, terms[1:], strict=False):
            assert (
                term.starts_on < term.half_term_starts_on < term.half_term_ends_on < term.ends_on < following.starts_on
            )
            assert (term.starts_on.weekday() < 5, term.ends_on.weekday()) == (True, 4)


def test_moments_lie_between_the_meeting_and_the_next_in_order():
    begun = datetime(2026, 11, 18, 15, 30, tzinfo=LONDON)
    for days in range(1, 12):
        end = datetime(2026, 11, 18, tzinfo=LONDON) + timedelta(days=days)
        for number in (1, 2, 4):
            found = list(moments(begun, end, number))

            assert found == sorted(set(found))
            assert begun < found[0]
            assert found[-1] < end
            assert len(found) == number


@pytest.mark.django_db
def test_seed_demo_leaves_a_database_with_people_alone(settings, nobody_yet):
    settings.DEBUG = True

    said = command()

    assert said == "There are people in this database already, so the demo's were left out.\n"
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_seed_demo_says_who_can_sign_in_and_changes_nothing_the_second_time(settings, client):
    settings.DEBUG = True
    with at_ten(date(2026, 3, 4)):
        Cast(people(), today=date(2026, 3, 4))
        before = User.objects.count()

        said = command()

        assert User.objects.count() == before
        password = people()["password"]
        emails = re.findall(r"\S+@\S+", said)
        signed_in = [client.login(request=None, email=email, password=password) for email in emails]
        assert len(emails) == 5
        assert signed_in == [True] * 5


@pytest.mark.django_db
def test_seed_demo_is_refused_outside_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="only with DEBUG on"):
        command()

    assert not User.objects.exists()
