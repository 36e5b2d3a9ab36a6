"""An entry is saved as it is typed: made by the first save that holds enough, changed by the next, over nobody else."""

import uuid

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from evidence.models import Evidence, Source
from tests.factories import NOW, CitationFactory, EvidenceFactory

KEY = str(uuid.UUID(int=21))
BLANK = text_digest("")
FIELDS = ("source", "seen_on", "seen", "meaning", "class_name", "area")


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def new(pair):
    return reverse("evidence:autosave_new", args=[pair.school_id, pair.ect_id])


def typed(**fields):
    """What the script of a new form posts: all of it, as it was drawn blank."""
    values = {"source": "drop_in", "seen_on": "2025-09-18", "seen": "Nine pupils began at once", "key": KEY}
    values |= {"meaning": "", "class_name": "", "area": ""} | fields
    return values | {f"drawn-{name}": values.pop(f"drawn_{name}", BLANK) for name in FIELDS}


def drawn(entry, **fields):
    """What the script of an entry's form posts."""
    values = {name: entry.text_of(name) for name in FIELDS}
    digests = {f"drawn-{name}": text_digest(text) for name, text in values.items()}
    return {**values, **digests, **fields}


def test_first_save_makes_the_entry_and_the_next_changes_it(as_mentor, new, mentor, ect, school):
    first = as_mentor.post(new, typed())
    digests = {f"drawn_{name}": digest for name, digest in first.json()["digests"].items()}
    second = as_mentor.post(new, typed(seen="Nine pupils began at once, six asked", class_name="8C", **digests))

    assert (first.status_code, first.json()["saved"], first.json()["errors"]) == (200, "15:42", {})
    assert second.json()["conflicts"] == {}
    entry = Evidence.objects.get()
    assert (entry.seen, entry.class_name) == ("Nine pupils began at once, six asked", "8C")
    assert (entry.school, entry.ect, entry.gathered_by, entry.is_read_by_ect) == (school, ect, mentor, False)
    assert second.json()["digests"] == {name: text_digest(entry.text_of(name)) for name in FIELDS}


def test_same_save_twice_makes_one_entry(as_mentor, new):
    answers = [as_mentor.post(new, typed()).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"seen": " "}, {"seen": "Enter what was seen or said"}),
        ({"source": ""}, {"source": "Pick where this was seen or heard"}),
        ({"seen_on": "soon"}, {"seen_on": "Enter a date, like 27/11/2026"}),
        ({"seen_on": "2025-09-19"}, {"seen_on": "Evidence is of a day that has been."}),
    ],
)
def test_without_what_it_needs_nothing_is_made(as_mentor, new, fields, wrong):
    answer = as_mentor.post(new, typed(**fields))

    assert (answer.status_code, answer.json()) == (422, {"errors": wrong})
    assert not Evidence.objects.exists()


def test_what_is_wrong_with_the_rest_keeps_nothing_from_being_saved(as_mentor, new):
    answer = as_mentor.post(new, typed(class_name="8C" * 40))

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["class_name"])
    assert "class_name" not in answer.json()["digests"]
    assert Evidence.objects.get().class_name == ""


def test_answer_that_was_lost_is_told_apart_from_another_writer(as_mentor, new):
    """The first save was stored and its answer never came: the page still sends the digests it was drawn with."""
    as_mentor.post(new, typed(seen="Nine pupils"))

    answer = as_mentor.post(new, typed(seen="Nine pupils began"))

    assert answer.json()["conflicts"] == {"seen": {"stored": "Nine pupils", "digest": text_digest("Nine pupils")}}
    assert Evidence.objects.get().seen == "Nine pupils"


def test_button_after_the_saves_says_so_and_changes_nothing(as_mentor, new, pair):
    digests = as_mentor.post(new, typed()).json()["digests"]
    page = typed(**{f"drawn_{name}": digest for name, digest in digests.items()})

    answer = as_mentor.post(new.removesuffix("autosave/"), page)

    entry = Evidence.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/evidence/{pair.school_id}/{pair.ect_id}/#entry-{entry.pk}")


def test_save_and_log_another_leads_to_a_fresh_form(as_mentor, new):
    form = new.removesuffix("autosave/")

    answer = as_mentor.post(form, typed(do="another"))

    assert (answer.status_code, answer.url) == (302, form)
    assert as_mentor.get(form).context["key"] != KEY


def test_entry_is_saved_only_over_what_its_form_was_drawn_with(as_mentor, pair, mentor):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=mentor, seen="Nine pupils")
    page = drawn(entry, seen="Mine", meaning="They knew what to do", seen_on="2025-09-30")
    Evidence.objects.filter(pk=entry.pk).update(seen="Another tab's")

    answer = as_mentor.post(reverse("evidence:autosave_entry", args=[entry.pk]), page)

    assert answer.status_code == 422
    assert answer.json()["errors"] == {"seen_on": "Evidence is of a day that has been."}
    assert answer.json()["conflicts"]["seen"]["stored"] == "Another tab's"
    entry.refresh_from_db()
    assert (entry.seen, entry.meaning) == ("Another tab's", "They knew what to do")


@pytest.mark.parametrize("read_by", ["shared", "cited"])
def test_what_the_ect_reads_is_not_saved_half_written(as_mentor, pair, mentor, read_by):
    entry = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=mentor, seen="Nine pupils")
    how = {"shared_at": NOW, "shared_by": mentor} if read_by == "shared" else {"cited_at": NOW}
    Evidence.objects.filter(pk=entry.pk).update(**how)

    answer = as_mentor.post(reverse("evidence:autosave_entry", args=[entry.pk]), drawn(entry, seen="Nine"))

    assert answer.status_code == 403
    assert Evidence.objects.get(pk=entry.pk).seen == "Nine pupils"


def test_forms_that_are_read_at_once_wait_for_their_button(as_mentor, signed_in, pair, ect, mentor, new):
    shared = EvidenceFactory(
        school=pair.school, ect=ect, gathered_by=mentor, shared_at=NOW, shared_by=mentor, source=Source.DROP_IN
    )
    form = new.removesuffix("autosave/")

    pages = {
        "the mentor's, new": as_mentor.get(form),
        "the mentor's, shared": as_mentor.get(reverse("evidence:change_entry", args=[shared.pk])),
        "the ECT's, new": signed_in(ect).get(form),
    }

    assert {name: page.context["autosave"] for name, page in pages.items()} == {
        "the mentor's, new": new,
        "the mentor's, shared": "",
        "the ECT's, new": "",
    }
    assert [name for name, page in pages.items() if "data-waits " in page.content.decode()] == [
        "the mentor's, shared",
        "the ECT's, new",
    ]


def test_form_that_waited_is_told_where_to_go_on(signed_in, ect, new, pair):
    data = {"seen": "10C finished", "seen_on": "2025-09-18", "key": KEY}

    answer = signed_in(ect).post(new.removesuffix("autosave/"), data, headers={"Accept": "application/json"})

    assert answer.json() == {"href": f"/evidence/{pair.school_id}/{ect.pk}/#entry-{Evidence.objects.get().pk}"}


def test_entry_that_a_draft_cites_is_still_saved(as_mentor, draft, mentor):
    entry = CitationFactory(focus=draft.foci.get()).evidence

    answer = as_mentor.post(reverse("evidence:autosave_entry", args=[entry.pk]), drawn(entry, seen="Ten pupils"))

    assert answer.status_code == 200
    assert Evidence.objects.get(pk=entry.pk).seen == "Ten pupils"


@pytest.mark.parametrize("entries", [1, 3])
def test_saving_costs_the_same_however_long_the_log_is(as_mentor, pair, mentor, entries, django_assert_num_queries):
    made = EvidenceFactory.create_batch(entries, school=pair.school, ect=pair.ect, gathered_by=mentor)
    where = reverse("evidence:autosave_entry", args=[made[0].pk])
    as_mentor.get("/")

    with django_assert_num_queries(7):
        answer = as_mentor.post(where, drawn(made[0], seen="Ten pupils"))

    assert answer.status_code == 200


def test_walk_that_waited_is_told_where_to_go_on(signed_in, leader, ect, school):
    membership = ect.memberships.get()
    data = {"source": "learning_walk", "seen": "10C finished", "seen_on": "2025-09-18", "key": KEY}
    data |= {"ects": [membership.pk], "school": school.pk}

    answers = [
        signed_in(leader).post(reverse("evidence:walk"), data, headers={"Accept": "application/json"}) for _ in range(2)
    ]

    assert [answer.json() for answer in answers] == [{"href": f"/evidence/walk/?school={school.pk}"}] * 2
    assert Evidence.objects.count() == 1
