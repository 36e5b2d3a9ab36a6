"""E-mails and calendar, by keyboard and without a mouse; and the page that a link in an e-mail opens."""

from django.urls import reverse
from playwright.sync_api import expect

from coaching.mails import stop_token
from coaching.models import CalendarAddress, MailSettings


def test_mails_are_chosen_and_an_address_is_made_by_keyboard(open_page, sign_in, look, mentor, pair):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(reverse("coaching:mails"))

    page.get_by_label("A meeting is tomorrow").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Make an address").press("Enter")
    expect(page.get_by_label("The address to subscribe to")).to_be_visible()

    assert look(page) == []
    assert (MailSettings.objects.get().meeting, MailSettings.objects.get().review) == (False, True)
    assert f"/calendar/{CalendarAddress.objects.get().key}." in page.get_by_label("The address").input_value()


def test_link_of_an_email_stops_them_without_signing_in(open_page, look, mentor, pair):
    page = open_page()
    page.goto(reverse("coaching:stop_mails", args=[stop_token(mentor.pk)]))

    assert look(page) == []
    page.get_by_role("button", name="Stop all e-mails").click()

    expect(page.get_by_role("heading", name="No more e-mails")).to_be_visible()
    assert not MailSettings.objects.get(user=mentor).meeting
