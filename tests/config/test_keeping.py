"""What somebody typed and sent without a session is found after signing in, and by nobody else."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from django.core.management import call_command
from django.test import Client

from actionsteps.wording import text_digest
from config import keeping
from schools.models import KeptForm
from tests.bank import UploadFactory
from tests.factories import NOW, PASSWORD, KeptFormFactory
from tests.joining import RosterFactory


def post_without_session(user, path="/weeks/7/", **typed):
    return Client().post(path, {"person": keeping.person_token(user), "csrfmiddlewaretoken": "old", **typed})


def kept_of(user):
    return [dict(parse_qsl(form.body)) for form in user.kept_forms.order_by("path")]


def test_a_form_without_a_session_is_kept_for_its_person(mentor):
    response = post_without_session(mentor, praise="You waited for silence", do="add_focus")

    assert (response.status_code, response.url) == (302, "/account/login/?next=/kept/&ended=")
    assert kept_of(mentor) == [{"praise": "You waited for silence", "do": "add_focus"}]


def test_what_was_kept_round_trip(signed_in, draft, mentor):
    path = f"/weeks/{draft.pk}/"
    post_without_session(mentor, path, praise="You waited for silence", **{"drawn-praise": text_digest("")})
    client = Client()
    client.post("/account/login/?next=/kept/", {"login": mentor.email, "password": PASSWORD})
    page = client.get("/kept/")
    (form,) = page.context["forms"]

    assert form["at"] == "15:42"
    assert form["texts"] == [{"label": "What went well", "text": "You waited for silence"}]
    assert form["label"] == "Put it into the meeting"
    assert "You waited for silence</textarea>" in page.content.decode()

    response = client.post(form["path"], {**dict(form["pairs"]), "kept": form["pk"]})

    draft.refresh_from_db()
    assert response.status_code == 302
    assert draft.praise == "You waited for silence"
    assert kept_of(mentor) == []
    assert client.get("/").context["chrome"]["kept"] == ""


def test_the_buttons_with_consequences_are_not_pressed_again(mentor):
    post_without_session(mentor, praise="Said", do="set")

    assert kept_of(mentor) == [{"praise": "Said"}]


@pytest.mark.parametrize("token", ["", "made-up", "7:made-up", "WzEsICIiXQ:zzz"])
def test_nothing_is_kept_without_a_persons_own_word(mentor, token):
    response = Client().post("/weeks/7/", {"person": token, "praise": "Said"})

    assert response.url == "/account/login/?next=/"
    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_by_a_word_from_before_the_password_changed(mentor):
    token = keeping.person_token(mentor)
    mentor.set_password("another-long-one")
    mentor.save()

    Client().post("/weeks/7/", {"person": token, "praise": "Said"})

    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_for_somebody_inactive(mentor):
    token = keeping.person_token(mentor)
    mentor.is_active = False
    mentor.save()

    Client().post("/weeks/7/", {"person": token, "praise": "Said"})

    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_where_nothing_was_typed(mentor):
    post_without_session(mentor, praise="As it was", **{"drawn-praise": text_digest("As it was")})
    post_without_session(mentor, praise=" ")

    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_of_other_pages(mentor):
    post_without_session(mentor, "/pairs/1/pause/", kind="away")
    post_without_session(mentor, "/steps/1/tick/", done="1")

    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_that_nobody_types(mentor):
    post_without_session(mentor, praise="a" * (keeping.MOST_BYTES + 1))

    assert KeptForm.objects.count() == 0


def test_a_later_form_of_the_same_page_keeps_what_only_the_earlier_one_typed(mentor):
    blank = {"drawn-praise": text_digest(""), "drawn-probe_question": text_digest("")}
    post_without_session(mentor, praise="First", probe_question="Why?", **blank)
    post_without_session(mentor, praise="Second", probe_question="", **blank)

    assert [keeping.typed(list(kept.items())) for kept in kept_of(mentor)] == [
        [("praise", "Second"), ("probe_question", "Why?")]
    ]


def test_a_person_has_at_most_twenty_the_latest(clock, mentor):
    for week in range(keeping.MOST_FORMS + 2):
        clock.shift(timedelta(seconds=1))
        post_without_session(mentor, f"/weeks/{week}/", praise="Said")

    assert sorted(mentor.kept_forms.values_list("path", flat=True)) == sorted(
        f"/weeks/{week}/" for week in range(2, keeping.MOST_FORMS + 2)
    )


def test_what_was_kept_is_shown_to_its_person_only(signed_in, mentor, ect):
    KeptFormFactory(user=mentor, body=urlencode({"praise": "Only for the mentor"}))

    assert "Only for the mentor" in signed_in(mentor).get("/kept/").content.decode()
    assert signed_in(ect).get("/kept/").context["forms"] == []


def test_what_was_kept_is_thrown_away_by_its_person_only(signed_in, mentor, ect):
    form = KeptFormFactory(user=mentor)

    signed_in(ect).post(f"/kept/{form.pk}/throw-away/")
    assert mentor.kept_forms.count() == 1
    response = signed_in(mentor).post(f"/kept/{form.pk}/throw-away/")

    assert response.url == "/kept/"
    assert mentor.kept_forms.count() == 0


def test_what_was_kept_is_gone_after_a_day(clock, signed_in, mentor, capsys):
    KeptFormFactory(user=mentor, kept_at=NOW - timedelta(days=1))
    later = KeptFormFactory(user=mentor, kept_at=NOW - timedelta(hours=23))

    assert [form["pk"] for form in signed_in(mentor).get("/kept/").context["forms"]] == [later.pk]
    call_command("clear_kept")

    assert list(mentor.kept_forms.all()) == [later]
    assert capsys.readouterr().out == "1 kept forms, 0 lists of people and 0 files of steps deleted.\n"


@pytest.mark.parametrize("factory", [RosterFactory, UploadFactory])
def test_what_was_brought_and_not_confirmed_is_gone_after_a_day(clock, db, factory):
    factory(at=NOW - timedelta(days=1, minutes=1))
    later = factory(at=NOW - timedelta(hours=23))

    call_command("clear_kept")

    assert list(type(later).objects.all()) == [later]


def checked(user=None):
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    return client


def test_an_old_token_without_a_session_is_kept_too(mentor):
    response = checked().post("/weeks/7/", {"person": keeping.person_token(mentor), "praise": "Said"})

    assert (response.status_code, response.url) == (302, "/kept/")
    assert kept_of(mentor) == [{"praise": "Said"}]


def test_an_old_token_of_the_same_person_is_offered_again(draft, mentor):
    client = checked(mentor)
    typed = {"person": keeping.person_token(mentor), "praise": "Said", "csrfmiddlewaretoken": "a" * 64}

    response = client.post(f"/weeks/{draft.pk}/", typed)

    assert response.status_code == 403
    assert response.context["texts"] == [{"label": "What went well", "text": "Said"}]
    assert response.context["again"] == [("praise", "Said")]
    again = {**typed, "csrfmiddlewaretoken": str(response.context["csrf_token"])}
    assert client.post(response.context["path"], again).status_code == 302
    draft.refresh_from_db()
    assert draft.praise == "Said"


def test_an_old_token_of_somebody_else_is_kept_for_them_and_shown_to_nobody(mentor, ect):
    response = checked(ect).post("/weeks/7/", {"person": keeping.person_token(mentor), "praise": "Said"})

    assert response.status_code == 403
    assert "Said" not in response.content.decode()
    assert not response.context["again"]
    assert kept_of(mentor) == [{"praise": "Said"}]


def test_a_form_from_elsewhere_is_never_offered_again(mentor):
    response = checked(mentor).post("/weeks/7/", {"praise": "Said"})

    assert response.status_code == 403
    assert response.context["texts"] == [{"label": "What went well", "text": "Said"}]
    assert not response.context["again"]


def test_an_old_token_of_a_script_asks_to_look_again(mentor):
    response = checked(mentor).post("/weeks/7/autosave/", {"praise": "Said"}, headers={"Accept": "application/json"})

    assert response.status_code == 401


def test_signing_in_from_an_old_page_leads_home(mentor):
    response = checked(mentor).post("/account/login/", {"login": mentor.email, "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("praise", "Calm", {"label": "What went well", "text": "Calm"}),
        ("focus-12-so_that", "pupils listen", {"label": "so that", "text": "pupils listen"}),
        ("step-9-text", "Wait", {"label": "Step", "text": "Wait"}),
        ("outcome-3-result", "not_yet", {"label": "What became of it?", "text": "Not yet"}),
        ("new-evidence-4-seen", "Noise", {"label": "What was seen or said", "text": "Noise"}),
        ("text", "Eyes on me", {"label": "Script", "text": "Eyes on me"}),
        ("reason", "Class changed", {"label": "Reason", "text": "Class changed"}),
    ],
)
def test_texts_are_shown_under_their_own_labels(name, value, shown):
    assert keeping.texts_of([(name, value)]) == [shown]


@pytest.mark.parametrize("name", ["key", "do", "drawn-praise", "cites-3", "cite-3", "keep-3", "take-praise", "find-3"])
def test_what_nobody_typed_is_not_shown(name):
    assert keeping.texts_of([(name, "7")]) == []
