"""Somebody who signs in on the way to another page than their home: the frame, and what the sign-in page says."""

from django.test import Client
from django.urls import reverse

from config.keeping import person_token
from tests.config.test_sign_in import sign_in


def test_frame_is_whole_on_a_page_that_one_signs_in_for(mentor, draft):
    client = Client()
    meeting = reverse("coaching:meeting", args=[draft.pk])

    there = client.get(sign_in(mentor, client=client, next=meeting).url)

    chrome = there.context["chrome"]
    assert there.request["PATH_INFO"] == meeting
    assert [item["label"] for item in chrome["nav"]] == ["Home", "Bank"]
    assert chrome["hat"] == "Mentor at Harbour Academy"


def test_what_was_kept_is_said_where_one_signs_in_also_when_the_cookie_is_gone(mentor, draft):
    client = Client()
    typed = {"person": person_token(mentor), "praise": "You waited for silence.", "do": "save"}

    page = client.get(client.post(reverse("coaching:meeting", args=[draft.pk]), typed).url)

    assert "What you had typed is kept for you." in page.content.decode()
