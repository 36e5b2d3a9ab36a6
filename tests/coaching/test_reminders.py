"""Reminders: what is due when, what an e-mail says, and what becomes of it when the mail server says no."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coaching.actions import reminding
from coaching.mails import stop_token
from coaching.models import MAILS, Digest, MailSettings, Reminder
from coaching.reminders import due
from coaching.sending import send_reminders
from schools.models import PauseKind, User
from tests.coaching.weeks import at_four
from tests.factories import (
    MONDAY,
    NOW,
    ClosedDayFactory,
    CycleFactory,
    FocusFactory,
    MentorshipFactory,
    PauseFactory,
    TermFactory,
    UserFactory,
)
from tests.mailing import DigestFactory
from tests.mailserver import Backend, Server
from tests.sides import CheckFactory

DAY = timedelta(days=1)
THURSDAY = MONDAY + 3 * DAY
AT_SEVEN = time(7, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.mailserver.Backend"
    settings.SITE_ADDRESS = "https://so-that.example"
    monkeypatch.setattr(Backend, "server", Server(), raising=False)
    return Backend.server


@pytest.fixture
def known(pair):
    """Both of the pair have signed in before."""
    User.objects.update(last_login=NOW - timedelta(days=30))
    return pair


def morning(clock, day):
    clock.move_to(datetime.combine(day, AT_SEVEN))


def told(server):
    return [(letter.to[0], letter.subject) for letter in server.taken]


def kinds(pair, day):
    """What is due to the mentor and to the ECT, as kinds and days."""
    items = due({pair.mentor_id, pair.ect_id}, today=day)
    return [{(str(item.kind), item.day) for item in items[user]} for user in (pair.mentor_id, pair.ect_id)]


def test_day_before_a_meeting_both_are_told_once(known, live, server, clock):
    morning(clock, THURSDAY - DAY)

    counts = [send_reminders().sent, send_reminders().sent]

    assert counts == [2, 0]
    assert sorted(told(server)) == [
        (known.ect.email, "Tomorrow: your meeting with Maya Mentor, and 1 more"),
        (known.mentor.email, "Tomorrow: your meeting with Eddie Ect"),
    ]


def test_an_ects_email_holds_their_foci_as_sentences(known, live, server, clock):
    type(known).objects.update(time=time(15, 40))
    morning(clock, THURSDAY - DAY)

    send_reminders()

    letter = next(letter for letter in server.taken if letter.to == [known.ect.email])
    stop = f"https://so-that.example/mails/stop/{stop_token(known.ect_id)}/"
    sentence = live.foci.get().wording.sentence()
    assert letter.body.splitlines() == [
        "Hello Eddie",
        "",
        "You meet Maya Mentor tomorrow, Thursday 18 September, at 15:40.",
        "",
        "Maya Mentor set your focus until Thursday 18 September:",
        "",
        sentence,
        "",
        "Is it right for you? Say so here:",
        f"https://so-that.example/weeks/{live.pk}/",
        "",
        "Open So That: https://so-that.example/",
        "",
        "--",
        "You get one of these a day at most.",
        "Choose which ones, or have your meetings in your calendar: https://so-that.example/mails/",
        f"Stop all e-mails: {stop}",
    ]
    assert letter.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # As it goes over the wire: whatever is wrong with a header is found here.
    assert b"List-Unsubscribe-Post" in letter.message().as_bytes()
    assert letter.extra_headers["Message-ID"] == f"<{Digest.objects.get(user=known.ect).key}@so-that.example>"


def test_foci_are_told_as_agreed_once_the_ect_said_yes(known, live, server, clock):
    CheckFactory(focus=live.foci.get())
    FocusFactory(cycle=live, key_action="Wait for silence")
    CheckFactory(focus=live.foci.last())
    morning(clock, THURSDAY - 3 * DAY)

    send_reminders()

    [letter] = server.taken
    assert (letter.to, letter.subject) == ([known.ect.email], "Your foci until Thursday 18 September")
    assert "You and Maya Mentor agreed your foci until Thursday 18 September:" in letter.body
    assert "\n2. Wait for silence by " in letter.body


def test_the_ects_no_is_told_to_the_mentor_without_its_reason(known, live, server, clock):
    check = CheckFactory(focus=live.foci.get(), clear=False, reason="Which explanations are meant?")
    MailSettings.objects.create(user=known.ect, foci=False)
    morning(clock, THURSDAY - 3 * DAY)

    send_reminders()

    [letter] = server.taken
    assert (letter.to, letter.subject) == ([known.mentor.email], "Eddie Ect said no to a focus")
    assert f"1 focus is not clear to Eddie:\nhttps://so-that.example/weeks/{live.pk}/" in letter.body
    assert check.reason not in letter.body
    assert live.foci.get().key_action not in letter.body


def test_review_is_outstanding_two_days_after_the_meeting_was_planned(known, live):
    at = {day: kinds(known, THURSDAY + day * DAY) for day in (0, 1, 3, 4)}

    assert at == {
        0: [{("meeting", THURSDAY)}, {("meeting", THURSDAY), ("foci", live.week_of)}],
        1: [set(), set()],
        # Saturday and Sunday say nothing to anybody.
        3: [set(), set()],
        4: [{("review", THURSDAY)}, set()],
    }


@pytest.mark.parametrize(
    ("meets_on", "told_on"),
    [
        (date(2025, 9, 22), date(2025, 9, 19)),  # a Monday: the Friday before
        (date(2025, 9, 25), date(2025, 9, 24)),
        (date(2025, 10, 6), date(2025, 10, 3)),  # the pause begins with the Monday
        (date(2025, 10, 14), date(2025, 10, 14)),  # closed and a weekend before: the day itself
        (date(2025, 11, 3), date(2025, 11, 3)),  # after half term: the day itself
    ],
)
def test_meeting_is_told_on_the_last_free_day_before(known, meets_on, told_on):
    ClosedDayFactory(school=known.school, starts_on=date(2025, 10, 10), ends_on=date(2025, 10, 13))
    PauseFactory(mentorship=known, kind=PauseKind.AWAY, starts_on=date(2025, 10, 7), ends_on=date(2025, 10, 8))
    CycleFactory(mentorship=known, week_of=meets_on - meets_on.weekday() * DAY, meets_on=meets_on)

    days = [
        day
        for day in (meets_on - back * DAY for back in range(20, -1, -1))
        if kinds(known, day) == [{("meeting", meets_on)}] * 2
    ]

    assert days[0] == told_on
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("ends_on", [date(2025, 10, 3), None])
def test_nothing_is_told_in_a_pause(known, live, ends_on):
    CheckFactory(focus=live.foci.get(), clear=False, reason="Which?")
    PauseFactory(mentorship=known, kind=PauseKind.AWAY, starts_on=MONDAY, ends_on=ends_on)

    days = [day for day in (MONDAY + n * DAY for n in range(40)) if kinds(known, day) != [set(), set()]]

    # Back on Monday 6 October, and the meeting is on Thursday the 9th.
    assert days[:2] == ([date(2025, 10, 6), date(2025, 10, 7)] if ends_on else [])


def test_nothing_is_told_in_the_holidays(known, live):
    spring = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 3, 27)}
    TermFactory(school=known.school, name="Spring", half_term_starts_on=None, half_term_ends_on=None, **spring)
    type(live).objects.update(next_meeting_on=date(2026, 1, 8))
    holidays = [date(2025, 10, 27) + n * DAY for n in range(5)] + [date(2025, 12, 20) + n * DAY for n in range(16)]

    assert [day for day in holidays if kinds(known, day) != [set(), set()]] == []
    assert kinds(known, date(2026, 1, 7))[0] == {("meeting", date(2026, 1, 8))}


def test_only_who_is_one_of_a_live_pair_and_has_signed_in_is_written_to(
    known, live, former_mentor, leader, server, clock
):
    User.objects.update(last_login=NOW)
    User.objects.filter(pk=known.ect_id).update(last_login=None)
    morning(clock, THURSDAY - DAY)

    send_reminders()

    assert [letter.to for letter in server.taken] == [[known.mentor.email]]


def test_kinds_are_switched_off_one_by_one(known, live, server, clock):
    MailSettings.objects.create(user=known.ect, meeting=False)
    MailSettings.objects.create(user=known.mentor, meeting=False, no=False, review=False)
    morning(clock, THURSDAY - DAY)

    send_reminders()

    assert told(server) == [(known.ect.email, "Your focus until Thursday 18 September")]


def test_one_email_a_day_at_most(known, live, server, clock):
    morning(clock, THURSDAY - DAY)
    send_reminders()
    clock.move_to(at_four(THURSDAY - DAY))
    CheckFactory(focus=live.foci.get(), clear=False, reason="Which?", at=at_four(THURSDAY - DAY))

    sent = [send_reminders().sent]
    morning(clock, THURSDAY)
    sent.append(send_reminders().sent)

    assert sent == [0, 1]
    assert told(server)[-1] == (known.mentor.email, "Eddie Ect said no to a focus")


def test_a_refused_address_stops_nobody_else_and_is_tried_again(known, live, server, clock):
    server.refuses = {known.mentor.email}
    morning(clock, THURSDAY - DAY)

    first = send_reminders()
    server.refuses = set()
    second = send_reminders()

    assert [(first.sent, first.again), (second.sent, second.again)] == [(1, 1), (1, 0)]
    assert [letter.to[0] for letter in server.taken].count(known.mentor.email) == 1


def test_a_refused_address_is_tried_five_times_a_day(known, live, server, clock):
    server.refuses = {known.mentor.email, known.ect.email}
    morning(clock, THURSDAY - DAY)

    tries = [send_reminders().again for _ in range(7)]
    morning(clock, THURSDAY)

    assert tries == [2, 2, 2, 2, 2, 0, 0]
    assert (send_reminders().again, Reminder.objects.count()) == (2, 0)


def test_without_a_mail_server_nothing_is_used_up(known, live, server, clock):
    server.is_down = True
    morning(clock, THURSDAY - DAY)

    with pytest.raises(CommandError, match="does not answer"):
        call_command("send_reminders", verbosity=0)
    assert Digest.objects.count() == 0

    server.is_down = False
    assert send_reminders().sent == 2


@pytest.mark.parametrize("breaks", ["breaks_before", "breaks_after"])
def test_an_email_in_doubt_is_sent_again_under_the_same_message_id(known, live, server, clock, breaks):
    setattr(server, breaks, 1)
    morning(clock, THURSDAY - DAY)

    counts = [send_reminders().sent, send_reminders().sent]
    clock.shift(reminding.LEASE)
    counts.append(send_reminders().sent)

    assert counts == [1, 0, 1]
    assert len(server.delivered()) == 2
    assert len(server.taken) == (3 if breaks == "breaks_after" else 2)


def test_what_a_dead_worker_left_waits_where_a_pause_came(known, live, server, clock):
    server.breaks_before = 2
    morning(clock, THURSDAY - DAY)
    send_reminders()
    pause = PauseFactory(mentorship=known, starts_on=MONDAY, ends_on=MONDAY + 6 * DAY)
    clock.shift(reminding.LEASE)
    counts = [send_reminders().sent]

    type(pause).objects.update(lifted_at=NOW, lifted_by=known.mentor)
    counts.append(send_reminders().sent)

    assert counts == [0, 2]
    assert {letter.extra_headers["Message-ID"] for letter in server.taken} == {
        f"<{digest.key}@so-that.example>" for digest in Digest.objects.all()
    }


def test_of_two_workers_one_claims_and_one_takes_over(known, live, clock):
    morning(clock, THURSDAY - DAY)
    at, user = timezone.now(), known.mentor
    items = due({user.pk}, today=THURSDAY - DAY)[user.pk]
    one = reminding.claim(user, day=THURSDAY - DAY, items=items, at=at)
    other = reminding.claim(user, day=THURSDAY - DAY, items=items, at=at)
    tomorrow = reminding.claim(user, day=THURSDAY, items=items, at=at)

    keys = {item.key for item in items}
    took = [reminding.take_up(one, keys=keys, at=at + reminding.LEASE) for _ in range(2)]

    # Not told a second time on another day either, and nothing is left of having tried.
    assert (one is None, other, tomorrow, took) == (False, None, None, [True, False])
    assert (Digest.objects.count(), Reminder.objects.count()) == (1, 1)


def test_workers_send_what_the_timer_leaves_to_them(known, live, server, clock, capsys, monkeypatch):
    morning(clock, THURSDAY - DAY)
    # A worker of its own process: here it leaves the test's connection and signals alone.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.configure_signals", lambda worker: None)

    call_command("send_reminders", "--queue")
    left = len(server.taken)
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)

    assert capsys.readouterr().out.splitlines()[0] == "2 people are left to the workers."
    assert (left, len(server.taken)) == (0, 2)


def test_reminders_need_to_know_where_the_site_is(settings):
    settings.SITE_ADDRESS = ""

    with pytest.raises(CommandError, match="Set SITE_ADDRESS"):
        call_command("send_reminders")


def test_what_was_told_long_ago_is_forgotten(known):
    DigestFactory(user=known.mentor, day=(NOW - reminding.KEPT).date() - DAY)
    kept = DigestFactory(user=known.mentor, day=(NOW - reminding.KEPT).date())

    assert (reminding.forget(at=NOW), Digest.objects.get()) == (1, kept)


def test_one_press_stops_all_without_signing_in_and_reading_stops_none(known, live, server, clock):
    link = reverse("coaching:stop_mails", args=[stop_token(known.ect_id)])
    program = Client(enforce_csrf_checks=True)
    morning(clock, THURSDAY - DAY)

    before = program.get(link)
    read = MailSettings.objects.count()
    pressed = program.post(link, {"List-Unsubscribe": "One-Click"})
    send_reminders()

    assert (before.status_code, read, pressed.status_code) == (200, 0, 200)
    assert "no-store" in before["Cache-Control"]
    assert known.ect.email not in before.text
    assert [letter.to for letter in server.taken] == [[known.mentor.email]]


def test_mails_page_offers_what_a_person_may_get(known, signed_in):
    client = signed_in(known.mentor)

    page = client.get(reverse("coaching:mails")).text
    client.post(reverse("coaching:mails"), {"meeting": "on"})

    assert [name for name in MAILS if f'name="{name}"' in page] == ["meeting", "no", "review", "question"]
    stored = MailSettings.objects.get(user=known.mentor)
    assert (stored.meeting, stored.foci, stored.no, stored.review) == (True, True, False, False)


def test_mails_page_of_somebody_without_a_pair(trust_leader, signed_in):
    page = signed_in(trust_leader).get(reverse("coaching:mails")).text

    assert "no e-mails are sent to you" in page


def test_a_batch_costs_the_same_for_three_as_for_one(school, server, clock, django_assert_num_queries):
    mentor = UserFactory()
    for number in range(3):
        other = MentorshipFactory(school=school, mentor=mentor if number else UserFactory(), ect=UserFactory())
        live = CycleFactory(mentorship=other, week_of=MONDAY - 7 * DAY, is_set=True)
        FocusFactory(cycle=live)
    morning(clock, THURSDAY - DAY)
    User.objects.update(last_login=NOW)
    MailSettings.objects.bulk_create(
        MailSettings(user=user, meeting=False, foci=False, no=False, review=False) for user in User.objects.all()
    )

    # Whom to write to and the end of them; who they are, pairs, calendars, weeks, foci, digests, reminders; the oldest.
    with django_assert_num_queries(10):
        send_reminders()

    assert server.taken == []
