"""Openings for praise and for a probe question (A88): those that ship, a school's own, found and taken up."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionsteps.normal import normal_text
from actionsteps.vocabulary import STANDARDS
from actionsteps.wording import text_digest
from coaching import actions
from coaching.actions import openings
from coaching.models import Starter, StarterKind
from coaching.rules import Refused
from coaching.starters import ANY, OURS, offered, shipped
from tests.bank import ActionStepFactory, AreaFactory
from tests.coaching.weeks import key
from tests.factories import NOW, CycleFactory, FocusFactory, MentorshipFactory, UserFactory
from tests.posting import address, drawn, press
from tests.sides import StarterFactory

FEWEST = {"praise": 6, "probe": 8}


# Those that ship


@pytest.mark.parametrize("kind", StarterKind.values)
@pytest.mark.parametrize("standard", [None, *STANDARDS])
def test_every_standard_has_enough(kind, standard):
    texts = [one.text for one in shipped() if (one.kind, one.standard) == (kind, standard)]

    assert len(texts) >= FEWEST[kind]


def test_none_ships_twice_and_each_fits():
    forms = [(one.kind, normal_text(one.text)) for one in shipped()]

    assert len(set(forms)) == len(forms)
    assert [one.text for one in shipped() if len(one.text) > 120 or one.text != " ".join(one.text.split())] == []


def test_questions_are_open():
    probes = [one.text for one in shipped() if one.kind == StarterKind.PROBE]

    assert [text for text in probes if not text.rstrip("”").endswith("?")] == []
    openers = ("what", "who", "which", "where", "when", "how", "if")
    closed = [text for text in probes if not text.lower().startswith(openers)]
    assert closed == []


def test_praise_is_said_to_the_ect():
    assert [one.text for one in shipped() if one.kind == StarterKind.PRAISE and "you" not in one.text.lower()] == []


def test_offered_first_are_the_schools_then_those_of_the_last_foci(db):
    school_wide = StarterFactory(text="What did the class say?")
    behaviour = StarterFactory(text="Where did you stand?", area=AreaFactory(name="Our corridors", standard=7))
    reading = StarterFactory(text="Which word was new?", area=AreaFactory(name="Our reading", standard=3))

    groups = offered("probe", own=[school_wide, behaviour, reading], standards=(7,))

    assert [heading for heading, _ in groups] == [OURS, STANDARDS[7], ANY]
    assert groups[0][1] == ["What did the class say?", "Where did you stand?"]


@pytest.mark.parametrize(
    ("query", "standard"), [("behaviour", 7), ("behaving", 7), ("marking", 6), ("SEND", 5), ("routine", 7)]
)
def test_search_finds_by_area_and_word(query, standard):
    groups = dict(offered("probe", query=query))

    assert STANDARDS[standard] in groups


def test_search_finds_the_schools_own_and_says_when_there_is_nothing(db):
    ours = StarterFactory(text="Where did you stand?", area=AreaFactory(name="Our corridors", standard=7))

    assert offered("probe", own=[ours], query="corridor")[0] == (OURS, ["Where did you stand?"])
    assert offered("probe", own=[ours], query="xylophone") == []
    assert offered("probe", own=[ours], query="the") == []


# A school's own


def add(school, by, text="What did you hear?", kind="probe", **fields):
    return openings.add_starter(school=school, kind=kind, text=text, key=key(), by=by, at=NOW, **fields)


def test_leader_adds_one_once(school, leader):
    made = key()
    data = {"school": school, "kind": "probe", "text": "What did you hear?", "key": made, "by": leader, "at": NOW}

    assert openings.add_starter(**data) == openings.add_starter(**data)
    assert Starter.objects.get().created_by == leader


def test_double_is_refused_however_it_is_written(school, leader):
    add(school, leader)

    with pytest.raises(ValidationError, match="has this one already"):
        add(school, leader, text="what did you hear")
    with pytest.raises(ValidationError, match="comes with So That"):
        add(school, leader, text="what surprised you")
    add(school, leader, kind="praise")


def test_only_a_leader_of_the_school_keeps_them(school, mentor, other_leader):
    starter = StarterFactory(school=school)

    for who in (mentor, other_leader):
        with pytest.raises(Refused):
            add(school, who)
        with pytest.raises(Refused):
            openings.retire_starter(starter, retired=True, by=who, at=NOW)
        with pytest.raises(Refused):
            openings.change_starter(starter, text="New", area=None, drawn="", by=who, at=NOW)


def test_change_is_written_over_what_was_shown_alone(school, leader):
    starter = StarterFactory(school=school, text="What did you hear?")
    shown = text_digest(starter.text)

    openings.change_starter(starter, text="What did you see?", area=None, drawn=shown, by=leader, at=NOW)
    with pytest.raises(ValidationError, match="changed meanwhile, to: “What did you see"):
        openings.change_starter(starter, text="What did you do?", area=None, drawn=shown, by=leader, at=NOW)

    starter.refresh_from_db()
    assert starter.text == "What did you see?"


def test_retired_one_comes_back_unless_its_words_were_taken(school, leader):
    starter = StarterFactory(school=school, text="What did you hear?")

    openings.retire_starter(starter, retired=True, by=leader, at=NOW)
    openings.retire_starter(starter, retired=False, by=leader, at=NOW)
    openings.retire_starter(starter, retired=True, by=leader, at=NOW)
    add(school, leader)
    with pytest.raises(ValidationError, match="has this one already"):
        openings.retire_starter(starter, retired=False, by=leader, at=NOW)

    starter.refresh_from_db()
    assert (starter.retired_at, starter.retired_by) == (NOW, leader)


def test_leader_keeps_them_on_pages(signed_in, school, leader):
    client, page = signed_in(leader), reverse("coaching:starters", args=[school.pk])
    area = AreaFactory(name="Our corridors", school=school)

    press(client, page, kind="praise", text="You met them\n at the gate: …", area=area.pk)
    starter = Starter.objects.get()
    assert (starter.text, starter.kind, starter.area) == ("You met them at the gate: …", "praise", area)

    change = reverse("coaching:change_starter", args=[school.pk, starter.pk])
    press(client, change, text="You met them at the door: …")
    again = press(client, page, kind="praise", text="You met them at the door: …")
    assert again.status_code == 422
    assert "Your school has this one already." in again.content.decode()
    assert "You met them at the door: …</textarea>" in again.content.decode()

    client.post(reverse("coaching:retire_starter", args=[school.pk, starter.pk]), {"retired": "1"})
    starter.refresh_from_db()
    assert (starter.text, starter.retired_by) == ("You met them at the door: …", leader)
    assert "Put back" in client.get(page).content.decode()


# In the meeting


def find(week, kind="probe"):
    return reverse("coaching:find_starter", args=[week.pk, kind])


def test_mentor_finds_those_of_the_last_foci_and_the_schools(as_mentor, pair, draft):
    step = ActionStepFactory(area=AreaFactory(name="Starts", standard=7))
    live = CycleFactory(mentorship=pair, week_of=draft.week_of.replace(day=8), is_set=True)
    FocusFactory(cycle=live, bank_step=step, bank_version=1)
    StarterFactory(school=pair.school, text="Who waited for you?")
    StarterFactory(school=pair.school, text="Long gone?", retired_at=NOW, retired_by=pair.mentor)
    StarterFactory(text="Somebody else’s school?")

    response = as_mentor.get(find(draft))

    assert [heading for heading, _ in response.context["groups"]] == [OURS, STANDARDS[7], ANY]
    assert response.context["groups"][0][1] == ["Who waited for you?"]


def test_part_for_the_script_is_the_list_alone(as_mentor, draft):
    part = as_mentor.get(find(draft), headers={"X-Requested-With": "fetch"})

    assert part.content.decode().strip().startswith('<div class="found')
    assert "X-Requested-With" in part["Vary"]
    assert as_mentor.get(reverse("coaching:find_starter", args=[draft.pk, "nothing"])).status_code == 404


@pytest.mark.parametrize(("kind", "field"), [("praise", "praise"), ("probe", "probe_question")])
def test_one_press_starts_the_field_and_another_adds_a_line(as_mentor, draft, kind, field):
    texts = as_mentor.get(find(draft, kind)).context["groups"][0][1][:2]
    home = address(draft)

    for text in (*texts, texts[0]):
        page = as_mentor.get(find(draft, kind))
        answer = press(as_mentor, home, f"start_{kind}::{text}", page=drawn(page, home))
        assert answer.url == f"{home}#{field}"

    draft.refresh_from_db()
    assert getattr(draft, field) == "\n".join(texts)


def test_start_is_refused_to_others_and_after_the_review(live, mentor, other_mentor):
    with pytest.raises(Refused):
        actions.start_from(live, field="praise", text="You waited", by=other_mentor, at=NOW)
    type(live).objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=mentor)
    with pytest.raises(Refused):
        actions.start_from(live, field="praise", text="You waited", by=mentor, at=NOW)


# For the other ECT too (A112)


@pytest.fixture
def second(pair):
    return MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory(name="Sol Second"))


def for_other(week, kind="praise"):
    return reverse("coaching:start_for_other", args=[week.pk, kind])


def test_praise_goes_into_the_other_ects_draft_too(as_mentor, draft, second):
    type(draft).objects.filter(pk=draft.pk).update(praise="You waited for silence")
    assert press(as_mentor, address(draft), "use_praise").url == for_other(draft)
    data = {"mentorship": second.pk, "key": key()}

    for _ in range(2):
        answer = as_mentor.post(for_other(draft), data)

    theirs = second.weeks.get()
    assert theirs.praise == "You waited for silence"
    assert answer.url == address(draft)
    assert "Copied into Sol’s draft." in as_mentor.get(answer.url).content.decode()


def test_what_stands_there_is_not_overwritten(as_mentor, draft, second):
    type(draft).objects.filter(pk=draft.pk).update(probe_question="What did you see?")
    CycleFactory(mentorship=second, probe_question="Who spoke?")

    answer = as_mentor.post(for_other(draft, "probe"), {"mentorship": second.pk, "key": key()})

    assert answer.status_code == 422
    assert "Other words stand in Sol’s next meeting: “Who spoke?” Change them there." in answer.content.decode()
    assert second.weeks.get().probe_question == "Who spoke?"


def test_nothing_written_is_not_copied(as_mentor, draft, second):
    assert "Copy it" not in as_mentor.get(for_other(draft)).content.decode()

    answer = as_mentor.post(for_other(draft), {"mentorship": second.pk, "key": key()})

    assert answer.status_code == 422
    assert "There is nothing to copy yet" in answer.content.decode()


def test_mentor_of_one_ect_is_offered_no_copying(as_mentor, draft):
    assert for_other(draft) not in as_mentor.get(address(draft)).content.decode()
