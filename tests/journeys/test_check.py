"""The ECT says that a focus is not achievable, and how they would word it; the mentor rewords it; the ECT says yes."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from actionsteps.wording import Wording
from coaching.models import Answer, Check, Focus, Reply
from tests.factories import FocusFactory
from tests.people import SEED
from tests.sides import AskedFactory, CheckFactory

WHY = "Two of my classes are on a trip until Friday"
SMALLER = "Break instructions into two steps, with 9B alone"
BETWEEN = "Break instructions into two steps, with 9B and 8C"


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_ect_says_not_achievable_and_it_ends_agreed(open_page, sign_in, axe, ect, mentor, live):
    focus = live.foci.get()
    phone = open_page(width=390)
    sign_in(phone, ect)
    phone.goto("/")
    expect(phone.get_by_role("button", name="Yes to all")).to_be_visible()
    phone.get_by_role("link", name="Not right for you? Focus 1").click()
    phone.get_by_label("I can’t achieve it before our next meeting").check()
    phone.get_by_label("Why?").fill(WHY)
    phone.get_by_text("Suggest another wording").click()
    phone.get_by_label("by", exact=True).fill(SMALLER)
    # Without a network the page stays, with all that was typed.
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send to my mentor").click()
    expect(phone.get_by_role("alert")).to_contain_text("What you typed is still here")
    assert (axe(phone), overflow(phone)) == ([], 0)
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send to my mentor").click()
    expect(phone.get_by_text("You said: not achievable. Your mentor answers next.")).to_be_visible()
    assert (axe(phone), overflow(phone)) == ([], 0)

    page = open_page()
    sign_in(page, mentor)
    page.goto("/")
    expect(page.get_by_text("1 focus is not achievable for Eddie")).to_be_visible()
    page.get_by_role("link", name="This week’s foci of Eddie Ect").click()
    expect(page.locator("#asked-back")).to_contain_text("1 focus is not achievable for Eddie")
    expect(page.locator(f"#focus-{focus.pk}")).to_contain_text(WHY)
    assert axe(page) == []
    page.get_by_role("button", name=re.compile("^Reword it")).click()
    expect(page.get_by_label("by", exact=True)).to_have_value(SMALLER)
    page.get_by_label("by", exact=True).fill(BETWEEN)
    page.get_by_label("Can my ECT realistically achieve this before our next meeting? Yes.").check()
    page.get_by_role("button", name="Reword it").click()
    expect(page.locator("#asked-back")).to_have_count(0)
    expect(page.locator("#check")).to_contain_text("Eddie hasn’t said yet")

    phone.goto("/")
    expect(phone.locator(".sentence").first).to_contain_text("with 9B and 8C")
    phone.get_by_role("button", name="Yes to all").click()
    expect(phone.get_by_text("Agreed", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Agreed", exact=True)).to_be_visible()

    focus = Focus.objects.get()
    assert focus.wording == Wording(SEED.key_action, (BETWEEN,), SEED.so_that)
    assert Reply.objects.get().answer == Answer.REWORDED
    assert [check.is_yes for check in Check.objects.order_by("pk")] == [False, True]


def test_pages_of_the_check_have_nothing_for_axe_to_find(open_page, sign_in, look, ect, mentor, leader, live, draft):
    focus = live.foci.get()
    CheckFactory(
        focus=focus,
        achievable=False,
        reason=WHY,
        suggested={"key_action": SEED.key_action, "steps": [SMALLER], "so_that": SEED.so_that},
    )
    first, second = draft.foci.get(), FocusFactory(cycle=draft, rank=2, position=2)
    Focus.objects.filter(pk=first.pk).update(key_action="Think aloud")
    asked = AskedFactory(focus=focus, leader=leader)
    page = open_page()

    for user, where in (
        (ect, reverse("coaching:check_focus", args=[focus.pk])),
        (ect, reverse("coaching:meeting", args=[live.pk])),
        (mentor, reverse("coaching:keep_focus", args=[focus.pk])),
        (mentor, reverse("coaching:merge_foci", args=[draft.pk]) + f"?a={first.pk}&b={second.pk}"),
        (mentor, reverse("coaching:meeting", args=[live.pk])),
        (mentor, reverse("coaching:ask_for_help", args=[focus.pk])),
        (leader, reverse("coaching:asked", args=[asked.pk])),
        (leader, reverse("coaching:asked_of_me")),
    ):
        sign_in(page, user)
        page.goto(where)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert (where, look(page)) == (where, [])
