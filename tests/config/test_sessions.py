"""Sessions on shared computers: they end, lose nothing that was typed, and cost no write for each page."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionsteps.wording import text_digest
from config.browsers import browser_of
from schools.models import KeptForm
from tests.page import INLINE
from tests.signing_in import sign_in, signed_in_by_password

HOUR = 60 * 60
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


def test_a_session_ends_after_an_hour_without_use(mentor, clock):
    client = signed_in_by_password(mentor)
    for _ in range(3):
        clock.shift(HOUR - 310)
        assert client.get("/").status_code == 200
    clock.shift(HOUR + 1)

    ended = client.get("/bank/")

    assert (ended.status_code, ended.url) == (302, "/account/login/?next=/bank/&ended=")
    assert "You were signed out, as happens after an hour without use." in client.get(ended.url).content.decode()
    assert "You were signed out" not in Client().get("/account/login/?next=/bank/").content.decode()


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(mentor, clock):
    client = signed_in_by_password(mentor)
    for _ in range(23):
        clock.shift(HOUR / 2)
        assert client.get("/").status_code == 200
    clock.shift(HOUR / 2)

    assert client.get("/").status_code == 302
    assert Session.objects.count() == 0


def test_what_was_typed_after_the_end_is_kept(mentor, draft, clock):
    client = signed_in_by_password(mentor)
    person = client.get(f"/weeks/{draft.pk}/").context["person_token"]
    clock.shift(HOUR + 1)
    typed = {"praise": "You waited for silence", "drawn-praise": text_digest(""), "person": str(person)}

    sent = client.post(f"/weeks/{draft.pk}/", typed)
    told = client.post(reverse("coaching:autosave", args=[draft.pk]), typed, headers={"accept": "application/json"})

    assert (told.status_code, told.json()) == (401, {"signin": "/account/login/"})
    assert sent.url == "/account/login/?next=/kept/&ended="
    assert "You+waited+for+silence" in KeptForm.objects.get(user=mentor).body


def test_use_is_noted_every_five_minutes(mentor, clock):
    client = signed_in_by_password(mentor)
    client.get("/")
    writes = []

    for _ in range(10):
        clock.shift(60)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/")
        writes.append(sum(query["sql"].startswith(("UPDATE", "INSERT")) for query in queries))

    # The session, and when it was last used.
    assert writes == [0, 0, 0, 0, 2, 0, 0, 0, 0, 2]


def test_the_browser_forgets_the_session_when_it_closes(mentor):
    client = Client()
    form = client.get("/account/login/").content.decode()
    sign_in(mentor, client=client)

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert client.session.get_expire_at_browser_close()
    assert "remember" not in form.lower()


def test_signing_out_everywhere_ends_every_session(mentor, ect):
    one, two, other = signed_in_by_password(mentor), signed_in_by_password(mentor), signed_in_by_password(ect)

    answer = one.post("/account/logout/everywhere/")

    assert answer.url == "/account/login/"
    assert "You are signed out everywhere." in one.get(answer.url).content.decode()
    assert [client.get("/").status_code for client in (one, two, other)] == [302, 302, 200]
    assert UserSession.objects.count() == 1


def test_a_new_password_ends_the_other_sessions(mentor):
    here, there = signed_in_by_password(mentor), signed_in_by_password(mentor)
    typed = {"oldpassword": "do-this-so-that", "password1": "three plain words", "password2": "three plain words"}

    here.post("/account/password/change/", typed)

    assert [client.get("/").status_code for client in (here, there)] == [200, 302]


def test_of_where_somebody_is_signed_in_the_kind_of_browser_is_kept_and_no_address(mentor):
    client = Client()
    sign_in(mentor, client=client, headers={"user-agent": CHROME}, REMOTE_ADDR="10.0.0.1")

    page = client.get("/account/").content.decode()

    row = UserSession.objects.get()
    assert (row.ip, row.user_agent) == ("0.0.0.0", "Chrome on Windows")
    assert "Chrome on Windows <strong>(this one)</strong>" in page
    assert INLINE.findall(page) == []
    assert browser_of("curl/8") == "a browser"
