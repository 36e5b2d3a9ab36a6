"""What a leader can tell of an entry that they logged: that a week was set since, and never whether it rests on it."""

import re
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from coaching import actions as weeks
from coaching.models import Citation
from evidence import actions, store
from evidence.models import Evidence
from evidence.rules import CLOSED
from schools.refusal import Refused
from tests.coaching.weeks import GREET, agree, key
from tests.factories import MONDAY, NOW, CitationFactory, CycleFactory, EvidenceFactory, FocusFactory
from tests.people import client_of, seed_focus
from tests.sides import AttachmentFactory
from tests.uploads import jpeg

SEEN = "Six pupils asked what to do"
LOGGED = NOW - timedelta(hours=2)
CHANGED = {"source": "learning_walk", "seen_on": MONDAY.isoformat(), "seen": "Seven pupils asked"}
# What differs from one drawing of a page to the next, whoever asks.
DRAWN = re.compile(
    r'(?<=csrfmiddlewaretoken" value=")\w+|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=name="person" value=")[^"]*'
    r'|(?<=data-person=")[^"]*'
)


def knock(leader, entries, keys):
    """All that is answered to `leader` about what they logged, in turn: (address, status, redirects, text) each. The
    second of the two entries is shared on the way."""
    client, numbers = client_of(leader), {entry.pk: number for number, entry in enumerate(entries)}
    files = {entry.pk: entry.attachments.get().pk for entry in entries}
    answers = []

    def told(response):
        text = DRAWN.sub("", b"".join(response).decode(errors="replace"))
        text = re.sub(r"/files/\d+/", "/files/", text)
        text = re.sub(r"(/evidence/|entry-)(\d+)", lambda at: f"{at[1]}[{numbers.get(int(at[2]))}]", text)
        return response.status_code, len(response.redirect_chain), text

    def ask(where, typed=None):
        response = client.get(where, follow=True) if typed is None else client.post(where, typed, follow=True)
        answers.append((re.sub(r"\d+", "", where), *told(response)))

    about = f"{entries[0].school_id}/{entries[0].ect_id}/"
    for where in ("/", f"/evidence/{about}", reverse("coaching:supported_foci", args=about.split("/")[:2])):
        ask(f"{where}?entry={entries[0].pk}")
    for entry, walk, shares in zip(entries, keys, (False, True), strict=True):
        at, file = f"/evidence/{entry.pk}/", f"/evidence/{entry.pk}/files/{files[entry.pk]}/"
        drawn = {"drawn-seen": actions.entries.text_digest(SEEN)}
        ask("/evidence/walk/")
        for page in (at, f"{at}change/", f"{at}files/", file):
            ask(page)
        ask(f"{at}files/", {"key": str(walk)})
        ask(f"{at}autosave/", {**CHANGED, "seen": "Seven pupils ask", **drawn})
        ask(f"{at}change/", {**CHANGED, "seen": "Something else"})
        ask(f"{at}change/", {**CHANGED, "drawn-seen": actions.entries.text_digest("Seven pupils ask")})
        if shares:
            for _ in range(2):
                ask(f"{at}share/", {})
            for page in (at, f"{at}change/", f"{at}files/", "/evidence/walk/"):
                ask(page)
            ask(f"{at}autosave/", {**CHANGED, "seen": "Half a wo"})
        ask(f"{at}remove/", {})
        ask(f"{file}remove/", {})
        ask(at)
        ask(f"{at}remove/", {})
        ask(at)
        ects = [entry.ect.memberships.get().pk]
        ask("/evidence/walk/", {**CHANGED, "seen": SEEN, "ects": ects, "key": str(walk)})
        ask("/evidence/walk/")
    return answers


def world(pair, leader, moment, rests_on):
    """The answers in a world where the week rests on the entry of that place."""
    keys = [key(), key()]
    entries = [
        actions.log_walk(
            school=pair.school,
            ects=[pair.ect],
            source="learning_walk",
            seen_on=MONDAY,
            seen=SEEN,
            key=one,
            by=leader,
            at=LOGGED,
        )[0]
        for one in keys
    ]
    for entry in entries:
        AttachmentFactory(evidence=entry, created_by=leader, stored_as=store.put(BytesIO(jpeg())))
    week = CycleFactory(mentorship=pair, next_meeting_on=MONDAY + timedelta(days=10), is_set=moment == "live")
    focus = agree(FocusFactory(cycle=week, steps=("",)), GREET, by=pair.mentor, at=NOW) if not week.set_at else None
    focus = focus or seed_focus(week)
    weeks.cite(focus, entries[rests_on], by=pair.mentor, at=NOW + timedelta(minutes=1))
    if moment == "set":
        weeks.set_week(week, by=pair.mentor, at=NOW + timedelta(minutes=2))
    return knock(leader, entries, keys)


@pytest.mark.once
@pytest.mark.parametrize("moment", ["draft", "set", "live"])
def test_leader_cannot_tell_which_of_their_entries_a_week_rests_on(pair, leader, moment):
    """The attack: the same two entries, in worlds that differ in what the week rests on alone."""
    worlds = []
    for rests_on in (0, 1):
        with transaction.atomic():
            worlds.append(world(pair, leader, moment, rests_on))
            transaction.set_rollback(True)

    first, other = worlds
    for answer, like in zip(first, other, strict=True):
        assert answer == like
    refused = [status for where, status, _, _ in first if where == "/evidence//change/"]
    assert refused == ([403] * 7 if moment == "set" else [200, 409, 200, 200, 409, 200, 200])


def test_set_week_closes_what_was_logged_outside_the_pair_until_then(draft, pair, leader, other_pair):
    about = {"school": pair.school, "ect": pair.ect}
    outside = [EvidenceFactory(**about, gathered_by=leader) for _ in range(2)]
    for inside in (pair.mentor, pair.ect):
        EvidenceFactory(**about, gathered_by=inside, source="reflection")
    EvidenceFactory(school=pair.school, ect=other_pair.ect, gathered_by=leader)
    draft.next_meeting_on = draft.meets_on + timedelta(days=7)
    draft.save()
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)

    weeks.set_week(draft, by=pair.mentor, at=NOW)
    later = EvidenceFactory(**about, gathered_by=leader)

    assert set(Evidence.objects.filter(closed_at=NOW)) == set(outside)
    with pytest.raises(Refused, match=CLOSED):
        actions.remove_entry(outside[0], by=leader, at=NOW)
    actions.remove_entry(later, by=leader, at=NOW)
    actions.close_entries(school_id=pair.school_id, ect_id=pair.ect_id, by=pair.mentor, at=NOW + timedelta(days=7))
    assert set(Evidence.objects.exclude(closed_at=None).values_list("closed_at", flat=True)) == {NOW}


def test_mentor_is_told_by_what_a_week_rests_on_of_what_they_logged_as_a_leader(pair, leader):
    own = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor, closed_at=NOW)

    actions.change_entry(own, typed={"meaning": "Too long"}, drawn={}, by=pair.mentor, at=NOW)
    actions.mark_cited([own.pk], at=NOW)

    with pytest.raises(Refused, match="A week that was set rests on this"):
        actions.change_entry(own, typed={"meaning": "Longer"}, drawn={}, by=pair.mentor, at=NOW)


def test_entry_that_a_leader_takes_away_leaves_the_draft_without_it(draft, pair, leader):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=leader)
    CitationFactory(focus=draft.foci.get(), evidence=entry)

    actions.remove_entry(entry, by=leader, at=NOW)

    assert (Evidence.objects.count(), Citation.objects.count()) == (0, 0)


def test_what_weeks_closed_before_is_closed_by_the_first_of_them_since(pair, leader):
    for weeks_ago in (2, 1):
        CycleFactory(
            mentorship=pair,
            week_of=MONDAY - timedelta(weeks=weeks_ago),
            **{"reviewed": True} if weeks_ago == 2 else {"is_set": True},
            set_at=NOW - timedelta(weeks=weeks_ago),
        )
    about, day = {"school": pair.school, "ect": pair.ect}, timedelta(days=1)
    first = EvidenceFactory(**about, gathered_by=leader, created_at=NOW - 15 * day)
    second = EvidenceFactory(**about, gathered_by=leader, created_at=NOW - 8 * day, cited_at=NOW - 7 * day)
    for by, at in ((leader, NOW), (pair.mentor, NOW - 15 * day), (pair.ect, NOW - 15 * day)):
        EvidenceFactory(**about, gathered_by=by, created_at=at)

    import_module("evidence.migrations.0005_closed_to_change").fill(apps, None)

    closed = Evidence.objects.exclude(closed_at=None)
    assert dict(closed.values_list("pk", "closed_at")) == {first.pk: NOW - 14 * day, second.pk: NOW - 7 * day}
