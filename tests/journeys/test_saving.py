"""Nothing typed is lost: the meeting page saves as it is typed, through dropped connections, a server that is down, an
ended web session and a second writer. Each test waits for an answer or for what the page shows."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from coaching.models import Cycle
from schools.models import Mentorship
from tests.factories import NOW

AUTOSAVE = re.compile(r"/weeks/\d+/autosave/$")
WHAT_WENT_WELL = "What went well"


@pytest.fixture
def meeting(open_page, sign_in, mentor, draft):
    """The meeting page of this week's draft, its script at work, as the mentor has it on a laptop."""
    page = open_page()
    sign_in(page, mentor)
    page.goto(f"/weeks/{draft.pk}/")
    # Attached by the script as it starts: from here on it listens.
    page.locator(".saving-banner").wait_for(state="attached")
    return page


@contextmanager
def saves(page):
    """What is done inside ends in an autosave that the server took."""
    with page.expect_response(lambda response: AUTOSAVE.search(response.url) and response.status == 200):
        yield


def praise_of(cycle):
    return Cycle.objects.get(pk=cycle.pk).praise


def down(route):
    route.fulfill(status=503, body="")


def test_text_is_saved_as_it_is_typed(meeting, draft):
    with saves(meeting):
        meeting.get_by_label(WHAT_WENT_WELL).press_sequentially("You waited for silence.")

    expect(meeting.locator("#saved")).to_have_text("Saved 15:42")
    assert praise_of(draft) == "You waited for silence."


def test_long_typing_is_saved_on_the_way_and_overwrites_nothing(meeting, draft):
    words = "You waited for silence before each instruction. " * 2
    field = meeting.get_by_label(WHAT_WENT_WELL)

    with saves(meeting):
        field.press_sequentially(words, delay=45)
        field.blur()
    expect(meeting.locator("#saved")).to_have_attribute("data-state", "saved")

    expect(field).to_have_value(words)
    expect(meeting.locator(".conflict")).to_have_count(0)
    meeting.get_by_role("button", name="Save now").click()
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value(words)
    assert praise_of(draft) == words


def test_rail_says_what_is_lacking_after_a_save(meeting):
    note = meeting.locator(".rail__link[href='#stage-praise'] .rail__note")
    before = note.text_content()

    with saves(meeting):
        meeting.get_by_label(WHAT_WENT_WELL).fill("You waited for silence.")

    expect(note).not_to_have_text(before)


def test_dropped_connection_keeps_the_text_until_it_is_back(meeting, draft):
    meeting.context.set_offline(True)
    meeting.get_by_label(WHAT_WENT_WELL).fill("Typed in a corridor without a signal.")
    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_visible()

    with saves(meeting):
        meeting.context.set_offline(False)

    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_hidden()
    assert praise_of(draft) == "Typed in a corridor without a signal."


def test_server_that_is_down_is_tried_again(meeting, draft):
    meeting.route(AUTOSAVE, down)
    meeting.get_by_label(WHAT_WENT_WELL).fill("Every pupil was facing you.")
    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_visible()

    with saves(meeting):
        meeting.unroute(AUTOSAVE)

    expect(meeting.locator("#saved")).to_have_text("Saved 15:42")
    assert praise_of(draft) == "Every pupil was facing you."


def test_answer_that_is_lost_is_no_conflict(meeting, draft):
    """The server wrote the text and its answer never came: what is typed after it goes on from there."""

    def lose(route):
        route.fetch()
        route.abort()

    field = meeting.get_by_label(WHAT_WENT_WELL)
    meeting.route(AUTOSAVE, lose, times=1)
    field.fill("You waited")
    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_visible()
    assert praise_of(draft) == "You waited"
    field.press_sequentially(" for silence.")

    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_hidden()
    expect(meeting.locator("#saved")).to_have_text("Saved 15:42")
    expect(meeting.locator(".conflict")).to_have_count(0)
    assert praise_of(draft) == "You waited for silence."


def test_button_without_a_connection_stays_on_the_page(meeting, draft):
    meeting.get_by_label(WHAT_WENT_WELL).fill("You waited for silence.")
    expect(meeting.locator("#saved")).to_have_text("Saved 15:42")
    meeting.route("**/whoami/", lambda route: route.abort())

    meeting.get_by_role("button", name="Add a focus").click()
    expect(meeting.get_by_text("So That can’t be reached just now.")).to_be_visible()
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("You waited for silence.")
    assert draft.foci.count() == 1

    meeting.unroute("**/whoami/")
    meeting.get_by_role("button", name="Add a focus").click()
    expect(meeting.get_by_role("group", name="Focus 2", exact=True)).to_be_visible()
    assert draft.foci.count() == 2


def test_ended_session_keeps_the_page_and_saves_for_the_same_person(meeting, sign_in, mentor, draft):
    meeting.context.clear_cookies()
    meeting.get_by_label(WHAT_WENT_WELL).fill("Typed after the session ended.")
    expect(meeting.get_by_text("You have been signed out.")).to_be_visible()
    link = meeting.get_by_role("link", name="Sign in in another tab")
    assert [link.get_attribute("href"), link.get_attribute("target")] == ["/account/login/", "_blank"]
    meeting.get_by_role("button", name="Add a focus").click()
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("Typed after the session ended.")
    assert praise_of(draft) == ""

    with saves(meeting):
        sign_in(meeting, mentor)

    expect(meeting.get_by_text("You have been signed out.")).to_be_hidden()
    assert praise_of(draft) == "Typed after the session ended."
    meeting.get_by_role("button", name="Add a focus").click()
    expect(meeting.get_by_role("group", name="Focus 2", exact=True)).to_be_visible()


def test_somebody_else_signing_in_gets_nothing_sent(meeting, sign_in, other_mentor, draft):
    meeting.context.clear_cookies()
    meeting.get_by_label(WHAT_WENT_WELL).fill("For the mentor's eyes.")
    expect(meeting.get_by_text("You have been signed out.")).to_be_visible()
    posts = []
    meeting.on("request", lambda request: AUTOSAVE.search(request.url) and posts.append(request.url))

    sign_in(meeting, other_mentor)

    expect(meeting.get_by_text("Somebody else is signed in now")).to_be_visible()
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("For the mentor's eyes.")
    assert posts == []
    assert praise_of(draft) == ""


@pytest.mark.parametrize(
    ("choice", "outcome"), [("Keep mine", "What I typed."), ("Take theirs", "What another tab saved.")]
)
def test_second_writer_sees_both_texts_and_chooses(meeting, axe, draft, choice, outcome):
    Cycle.objects.filter(pk=draft.pk).update(praise="What another tab saved.")

    meeting.get_by_label(WHAT_WENT_WELL).fill("What I typed.")
    conflict = meeting.get_by_role("group", name="This was changed somewhere else. Which version stays?")
    expect(conflict).to_contain_text("What another tab saved.")
    expect(conflict).to_contain_text("What I typed.")
    assert praise_of(draft) == "What another tab saved."
    assert axe(meeting) == []
    conflict.get_by_role("button", name=choice).click()

    expect(conflict).to_have_count(0)
    expect(meeting.locator("#saved")).to_have_text(re.compile("Saved 15:42|All saved"))
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value(outcome)
    assert praise_of(draft) == outcome


def test_own_two_fields_at_once_never_conflict(meeting, draft):
    with saves(meeting):
        meeting.get_by_label(WHAT_WENT_WELL).fill("You waited for silence.")
        meeting.get_by_label("Your question", exact=True).fill("What did you notice?")
        meeting.get_by_label("Your question", exact=True).blur()
    meeting.get_by_role("button", name="Save now").click()
    expect(meeting.get_by_label("Your question", exact=True)).to_have_value("What did you notice?")

    expect(meeting.locator(".conflict")).to_have_count(0)
    saved = Cycle.objects.get(pk=draft.pk)
    assert [saved.praise, saved.probe_question] == ["You waited for silence.", "What did you notice?"]


def test_mentorship_that_ended_stops_saving_and_keeps_the_text(meeting, axe, mentor, draft):
    Mentorship.objects.filter(pk=draft.mentorship_id).update(ended_at=NOW, ended_by=mentor)

    meeting.get_by_label(WHAT_WENT_WELL).fill("Too late for this page.")

    expect(meeting.get_by_role("button", name="Copy all")).to_be_visible()
    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("Too late for this page.")
    assert axe(meeting) == []
    assert praise_of(draft) == ""


def test_leaving_with_text_that_is_not_saved_asks_first(meeting):
    asked = []
    meeting.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    meeting.route(AUTOSAVE, down)
    meeting.get_by_label(WHAT_WENT_WELL).fill("Not saved yet.")
    expect(meeting.get_by_text("Not saved yet – trying again.")).to_be_visible()

    with meeting.expect_event("dialog"):
        meeting.get_by_role("link", name="Earlier weeks").click(no_wait_after=True)

    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("Not saved yet.")
    assert asked == ["beforeunload"]


def test_link_waits_for_the_last_words_and_back_shows_them(meeting, draft):
    meeting.get_by_label(WHAT_WENT_WELL).fill("The last words.")

    meeting.get_by_role("link", name="Earlier weeks").click()
    expect(meeting).to_have_title(re.compile("Journey"))
    assert praise_of(draft) == "The last words."
    meeting.go_back()

    expect(meeting.get_by_label(WHAT_WENT_WELL)).to_have_value("The last words.")


def test_nothing_typed_is_kept_in_the_browser(meeting):
    with saves(meeting):
        meeting.get_by_label(WHAT_WENT_WELL).fill("A sentence for two people only.")

    stored = meeting.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await caches.keys(),"
        " await indexedDB.databases()])"
    )
    assert "A sentence for two people only." not in stored
    response = meeting.request.get(meeting.url)
    assert "no-store" in response.headers["cache-control"]
