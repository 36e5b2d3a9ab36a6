"""The bank's pages, by the real client: what each shows, what each costs, and that nothing typed is lost."""

import re
import uuid
from datetime import date

import pytest
from django.db.models import F

from actionsteps.models import ActionStep, Favourite
from tests.bank import (
    WRITTEN,
    ActionStepFactory,
    AreaFactory,
    FavouriteFactory,
    ProposalFactory,
    UploadFactory,
    VersionFactory,
)
from tests.factories import NOW

HTMX = {"HX-Request": "true", "HX-Target": "found"}


def page_of(response):
    return response.content.decode()


def typed(**changes):
    return {**WRITTEN, "steps": "\n".join(WRITTEN["steps"]), **changes}


@pytest.fixture
def at_school(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def keeper(signed_in, leader):
    return signed_in(leader)


# --- browsing ---------------------------------------------------------------------------------------------------------


def test_bank_shows_the_steps_of_ones_own_banks_with_whose_they_are(
    at_school, national, of_trust, of_school, of_another
):
    page = page_of(at_school.get("/bank/"))

    shown = re.findall(r'<a class="bank__link" href="([^"]+)"', page)
    assert set(shown) == {f"/bank/{step.pk}/" for step in (national, of_trust, of_school)}
    assert [words in page for words in ("Starter bank", "Our trust", "Our school", "moorland")] == [
        True,
        True,
        True,
        False,
    ]


def test_bank_filters_stand_in_the_address_and_in_the_next_page(at_school, area):
    ActionStepFactory.create_batch(25, area=area, phases=["ks3"])
    ActionStepFactory(area=area, phases=["ks4"], key_action="Not this one")

    first = at_school.get("/bank/?phase=ks3&standard=4")
    following = re.search(r'rel="next" href="([^"]+)"', page_of(first))[1].replace("&amp;", "&")
    second = at_school.get(f"/bank/{following}")

    shown = [re.findall(r"Point to the task on board \d+", page_of(response)) for response in (first, second)]
    assert [len(rows) for rows in shown] == [20, 5]
    assert not set(shown[0]) & set(shown[1])
    assert "phase=ks3" in following
    assert 'rel="next"' not in page_of(second)


@pytest.mark.parametrize(
    "query", ["", "?q=ask", "?q=aks&phase=ks3", "?q=zzz", "?scope=school", "?standard=4&subject=general"]
)
def test_bank_part_for_htmx_is_that_of_the_whole_page(at_school, national, of_school, query):
    whole = page_of(at_school.get(f"/bank/{query}"))
    part = page_of(at_school.get(f"/bank/{query}", headers=HTMX))

    alone, said = re.subn(r'<p [^>]*id="found-said" hx-swap-oob="innerHTML">[^<]+</p>', "", part)
    assert said == 1
    assert alone.split() == re.search(r'<section id="found".*?</section>', whole, re.S)[0].split()


def test_bank_says_what_was_put_right(at_school, national):
    assert "Showing steps for <strong>pause</strong>" in page_of(at_school.get("/bank/?q=puase+"))


def test_bank_that_finds_nothing_says_what_to_try(at_school, national):
    page = page_of(at_school.get("/bank/?q=zzz&phase=ks3"))

    assert "Nothing found for “zzz”" in page
    assert '<a href="/bank/?q=zzz">' in page
    assert '<a href="/bank/?q=they%20call%20out">' in page


@pytest.mark.parametrize(
    "query", ["phase=x", "area=999", "area=x", "standard=12", "after=1", "after=9-9-9", "scope=theirs"]
)
def test_bank_passes_over_nonsense_in_the_address(at_school, national, query):
    assert f"/bank/{national.pk}/" in page_of(at_school.get(f"/bank/?{query}"))


def test_bank_takes_a_very_long_question(at_school, national):
    assert at_school.get("/bank/", {"q": "ask " * 300}).status_code == 200


def test_bank_offers_keeping_and_proposals_to_whom_they_concern(signed_in, ect, mentor, leader):
    pages = [page_of(signed_in(user).get("/bank/")) for user in (ect, mentor, leader)]

    assert ["/bank/kept/" in page for page in pages] == [False, False, True]
    assert ["/bank/proposals/" in page for page in pages] == [False, True, True]


def test_bank_is_in_the_frame_of_who_signed_in_with_a_role(client, mentor, nobody_yet):
    frames = []
    for user in (mentor, nobody_yet):
        client.post("/account/login/", {"login": user.email, "password": "do-this-so-that"})
        frames.append('href="/bank/"' in page_of(client.get("/")))
        client.post("/account/logout/")

    assert frames == [True, False]


def test_step_page_shows_all_that_the_bank_holds(at_school, area):
    step = ActionStepFactory(
        area=area,
        strong="Year 8 wait",
        weak="Hands up",
        criteria=["Nobody calls out"],
        practice="Ask your mentor",
        ladder=["Begins"],
        model_url="https://example.org/clip",
        problems=["they call out"],
        phases=["ks3"],
        subjects=["science"],
    )
    VersionFactory(step=step, key_action="Point twice")
    VersionFactory(step=step, key_action="Point once")
    page = page_of(at_school.get(f"/bank/{step.pk}/"))

    texts = [
        step.key_action,
        *step.steps,
        step.so_that,
        "Year 8 wait",
        "Hands up",
        "Nobody calls out",
        "Ask your mentor",
    ]
    texts += ["Begins", "https://example.org/clip", "they call out", "Key stage 3", "Science", "4 Classroom practice"]
    assert [text for text in texts if text not in page] == []
    assert re.search(r"<del>twice</del>\s*<ins>once</ins>", page)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_bank_pages_cost_the_same_with_any_number_of_steps(
    signed_in, leader, school, area, django_assert_num_queries, number
):
    steps = ActionStepFactory.create_batch(number, school=school, area=area, kept_by=leader, review_on=date(2025, 9, 1))
    ActionStepFactory.create_batch(number, school=school, area=area, draft=True)
    ProposalFactory.create_batch(number, school=school, by=leader, area=area)
    VersionFactory.create_batch(number, step=steps[0])
    AreaFactory.create_batch(number, school=school)
    ActionStepFactory(**WRITTEN, area=area)
    waiting = ProposalFactory(school=school)
    rows = [[2 + n, {"key action": f"Ask {n}", "by": "Wait", "so that": "pupils think"}] for n in range(number)]
    upload = UploadFactory(school=school, by=leader, rows=rows)
    client = signed_in(leader)
    costs = {
        "/bank/": 5,
        "/bank/?q=point+": 7,
        "/bank/?q=piont+bord": 7,
        "/bank/?phase=ks3&subject=general": 5,
        f"/bank/{steps[0].pk}/": 5,
        f"/bank/{steps[0].pk}/change/": 6,
        "/bank/kept/": 6,
        f"/bank/school/{school.pk}/write/": 6,
        f"/bank/school/{school.pk}/own/": 6,
        f"/bank/school/{school.pk}/bring/": 4,
        f"/bank/uploads/{upload.pk}/": 7,
        "/bank/proposals/": 5,
        f"/bank/proposals/{waiting.pk}/": 8,
        "/bank/bank.csv": 4,
    }

    for path, queries in costs.items():
        with django_assert_num_queries(queries, info=path):
            assert client.get(path).status_code == 200


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_write_step_saves_a_draft_or_publishes(keeper, school, area):
    for do, state in (("save", None), ("publish", NOW)):
        response = keeper.post(
            f"/bank/school/{school.pk}/write/",
            typed(area=area.pk, do=do, key=str(uuid.uuid4()), so_that=f"pupils {do}"),
        )
        step = ActionStep.objects.latest("pk")
        assert (response.status_code, response.url) == (302, f"/bank/{step.pk}/")
        assert (step.published_at, step.steps) == (state, WRITTEN["steps"])
        ActionStep.objects.update(key_action=F("reference"), found_action="", found_problem="", found_rest="")


def test_write_step_pressed_twice_writes_one(keeper, school, area):
    data = typed(area=area.pk, do="publish", key=str(uuid.uuid4()))
    urls = {keeper.post(f"/bank/school/{school.pk}/write/", data).url for _ in range(2)}

    assert urls == {f"/bank/{ActionStep.objects.get().pk}/"}


def test_write_step_after_back_changes_the_step_it_wrote(keeper, school, area):
    data = typed(area=area.pk, do="save", key=str(uuid.uuid4()))
    keeper.post(f"/bank/school/{school.pk}/write/", data)
    keeper.post(f"/bank/school/{school.pk}/write/", data | {"so_that": "pupils all answer"})

    assert ActionStep.objects.get().so_that == "pupils all answer"


def test_write_step_with_errors_keeps_all_that_was_typed(keeper, school, area):
    data = typed(
        so_that="",
        weak="My weak example",
        criteria="One\nTwo",
        phases=["ks3"],
        ladder="a\nb\nc\nd\ne",
        model_url="no url",
    )
    response = keeper.post(f"/bank/school/{school.pk}/write/", data)
    page = page_of(response)

    assert response.status_code == 422
    assert "<title>Error: " in page
    assert [text for text in ("Say what pupils gain.", "Choose the area", "four rungs") if text not in page] == []
    assert [text for text in (WRITTEN["key_action"], "My weak example", "One\nTwo", "no url") if text not in page] == []
    assert re.search(r'value="ks3"[^>]* checked', page)
    assert ActionStep.objects.count() == 0


def test_write_step_with_nothing_is_an_error(keeper, school):
    assert keeper.post(f"/bank/school/{school.pk}/write/").status_code == 422


@pytest.mark.parametrize("field", ["key_action", "steps", "so_that", "strong", "criteria"])
def test_write_step_takes_no_text_that_is_too_long(keeper, school, area, field):
    response = keeper.post(f"/bank/school/{school.pk}/write/", typed(area=area.pk, **{field: "x" * 2001}))

    assert (response.status_code, "Shorten this to 2,000 characters." in page_of(response)) == (422, True)


def test_write_step_leaves_bullets_and_odd_signs_off(keeper, school, area):
    keeper.post(
        f"/bank/school/{school.pk}/write/",
        typed(
            area=area.pk, steps="1. Ask\r\n- Wait\x0b• Name\r\n\r\n", strong=" One\r\nTwo\x07 ", key=str(uuid.uuid4())
        ),
    )

    step = ActionStep.objects.get()
    assert (step.steps, step.strong) == (["Ask", "Wait", "Name"], "One\nTwo")


def test_publishing_shows_what_is_much_like_it_first(keeper, school, area):
    there = ActionStepFactory(**WRITTEN, area=area)
    data = typed(area=area.pk, do="publish", key=str(uuid.uuid4()), so_that="pupils all think of one answer")
    page = page_of(keeper.post(f"/bank/school/{school.pk}/write/", data))
    draft = ActionStep.objects.get(school=school)

    assert not draft.is_published
    assert [f'href="/bank/{there.pk}/"' in page, f'action="/bank/{draft.pk}/publish/"' in page] == [True, True]
    keeper.post(f"/bank/{draft.pk}/publish/")
    assert ActionStep.objects.get(pk=draft.pk).is_published


def test_change_step_is_filled_with_what_it_says(keeper, of_school):
    page = page_of(keeper.get(f"/bank/{of_school.pk}/change/"))

    assert [
        text for text in (of_school.key_action, "\n".join(of_school.steps), of_school.told) if text not in page
    ] == []


def test_change_step_that_somebody_changed_meanwhile_shows_both(signed_in, keeper, leader_mentor, of_school):
    data = typed(area=of_school.area_id, drawn=of_school.told, do="save")
    other = signed_in(leader_mentor)
    other.post(f"/bank/{of_school.pk}/change/", data | {"key_action": "Theirs now"})

    response = keeper.post(f"/bank/{of_school.pk}/change/", data | {"key_action": "Mine instead"})
    page = page_of(response)
    assert (response.status_code, "Theirs now" in page, "Mine instead</textarea>" in page) == (422, True, True)
    drawn = re.search(r'name="drawn" value="([^"]+)"', page)[1]
    again = keeper.post(f"/bank/{of_school.pk}/change/", data | {"key_action": "Mine instead", "drawn": drawn})

    of_school.refresh_from_db()
    assert (again.status_code, of_school.key_action) == (302, "Mine instead")


@pytest.mark.parametrize("path", ["publish", "retire"])
def test_pressing_twice_is_no_refusal(keeper, of_school, path):
    assert {keeper.post(f"/bank/{of_school.pk}/{path}/").status_code for _ in range(2)} == {302}


def test_discard_leads_to_what_is_kept(keeper, school, area):
    draft = ActionStepFactory(school=school, area=area, draft=True)

    response = keeper.post(f"/bank/{draft.pk}/discard/")

    assert (response.url, ActionStep.objects.count()) == ("/bank/kept/", 0)


def test_kept_bank_lists_drafts_and_what_is_due(keeper, school, other_leader, area):
    ours = {"school": school, "area": area}
    ActionStepFactory(**ours, key_action="A draft", draft=True)
    ActionStepFactory(**ours, key_action="A retired one", retired=True)
    ActionStepFactory(**ours, key_action="One due", review_on=date(2025, 9, 18))
    ActionStepFactory(**ours, key_action="One due tomorrow", review_on=date(2025, 9, 19))
    elsewhere = other_leader.memberships.get().school
    ActionStepFactory(school=elsewhere, area=area, key_action="Another draft", draft=True)
    page = page_of(keeper.get("/bank/kept/"))

    names = ("A draft<", "A retired one<", "One due<", "One due tomorrow<", "Another draft<")
    assert [name in page for name in names] == [True, True, True, False, False]


def test_favour_sets_what_the_button_says(at_school, mentor, national):
    for wanted, there in (("1", True), ("1", True), ("0", False)):
        at_school.post(f"/bank/{national.pk}/favour/", {"wanted": wanted})
        assert Favourite.objects.filter(user=mentor).exists() == there


def test_favourites_are_a_filter(at_school, mentor, national, of_school):
    FavouriteFactory(user=mentor, step=of_school)
    page = page_of(at_school.get("/bank/?scope=favourites"))

    assert [f"/bank/{step.pk}/" in page for step in (national, of_school)] == [False, True]
