"""A record from another school: brought along by its ECT, believed no further than text, offered, taken back."""

import json
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.actions import earlier
from coaching.models import EarlierRecord
from coaching.record_format import MOST_BYTES, RECORD, Many, read_record
from coaching.record_shown import counts_of, shown_record
from coaching.whole_record import whole_record
from schools.models import Role
from schools.refusal import Refused
from tests.access_promise import KEY, small_record
from tests.factories import NOW, MentorshipFactory, SchoolFactory
from tests.marked import full_world
from tests.people import person

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def sent(client, pair, content, key=KEY):
    where = reverse("coaching:earlier_records", args=[pair.school_id, pair.ect_id])
    return client.post(where, {"key": key, "file": SimpleUploadedFile("record.json", content)})


def test_record_goes_from_one_school_to_the_next(pair, leader, ect, signed_in):
    """As taken away at one school, so read at the other; the private notes stay behind."""
    full_world(pair, leader=leader)
    there = SchoolFactory(urn="300003", name="Quay School")
    newer = MentorshipFactory(school=there, ect=ect, mentor=person("Nina Next", Role.MENTOR, there))
    taken = json.dumps(whole_record(ect, at=NOW)).encode()
    own, mentor = signed_in(ect), signed_in(newer.mentor)

    answer = sent(own, newer, taken)
    again = sent(own, newer, taken)
    record = EarlierRecord.objects.get(school=there)
    where = reverse("coaching:earlier_record", args=[record.pk])
    before = mentor.get(where).status_code
    page = own.get(where).text
    own.post(reverse("coaching:offer_record", args=[record.pk]))
    offered = mentor.get(where)

    assert (answer.url, again.url, before, offered.status_code) == (where, where, 404, 200)
    assert "Harbour Academy, Quay School" in page
    assert re.findall(r"<li>(Harbour Academy: [^<]+)<", page) == [
        "Harbour Academy: 2 weeks, 5 foci, 8 entries of evidence, 1 on the later list"
    ]
    assert "Not from Quay School." in offered.text
    assert "Offer it to my mentor" not in offered.text
    assert record.held["private_notes"] == []
    assert "Ask for a quieter room" not in offered.text
    # A mentor of the first school has no way to it.
    assert signed_in(pair.mentor).get(where).status_code == 404

    own.post(reverse("coaching:take_back_record", args=[record.pk]))
    assert (EarlierRecord.objects.filter(school=there).count(), mentor.get(where).status_code) == (0, 404)


def test_what_is_typed_into_a_file_is_shown_as_text(pair, ect, signed_in):
    record = small_record()
    record["name"] = record["schools"][0]["name"] = HOSTILE
    week = record["schools"][0]["weeks"][0]
    week["praise"] = week["foci"][0]["key_action"] = HOSTILE

    page = signed_in(ect).get(sent(signed_in(ect), pair, json.dumps(record).encode()).url).text

    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"not json", "not a record from So That"),
        (b"[" * 100_000, "not a record from So That"),
        (b'{"format": "so-that-record", "version": NaN}', "not a record from So That"),
        (b'{"format": "so-that-record", "version": 2}', "newer So That"),
        (b'{"format": "so-that-record", "version": 1}', "nothing in this record"),
        (b'{"format": "so-that-record", "version": 1, "schools": {}}', "can’t be read"),
        (b'{"format": "so-that-record", "version": 1, "schools": [{"weeks": [{"foci": [{}, {}, {}, {}]}]}]}', "foci"),
        (b'{"format": "so-that-record", "version": 1, "schools": [{"weeks": [{"met_on": "2025-02-30"}]}]}', "met_on"),
        (b" " * (MOST_BYTES + 1), "larger than 4 MB"),
    ],
    ids=["empty", "text", "deep", "NaN", "newer", "nothing", "no list", "four foci", "no day", "large"],
)
def test_file_that_is_no_record_is_refused_with_the_reason(pair, ect, signed_in, content, words):
    answer = sent(signed_in(ect), pair, content)

    assert answer.status_code == 422
    assert words in answer.text
    assert not EarlierRecord.objects.exists()


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["weeks", "foci", "steps", "text", "name", "evidence", "source", "checks", "at"]), inner
            )
        ),
        max_leaves=30,
    )
)
def test_whatever_stands_in_a_file_is_read_or_refused(content):
    record = small_record()
    record["schools"][0]["weeks"].append(content)
    record["schools"].append(content)

    try:
        read = read_record(json.dumps(record).encode())
    except ValidationError:
        return
    assert shown_record(read)
    assert len(counts_of(read)) == 2
    assert read_record(json.dumps(read).encode()) == read


def test_signs_that_no_keyboard_sends_are_left_out():
    record = small_record()
    record["schools"][0]["weeks"][0]["praise"] = "A\x00B\r\nC\x1b\ud800"

    assert read_record(json.dumps(record).encode())["schools"][0]["weeks"][0]["praise"] == "AB\nC"


def test_key_with_another_file_is_a_stale_tab_and_five_are_the_most(pair, ect):
    content = json.dumps(small_record()).encode()
    first = earlier.bring_record(pair, content=content, key=KEY, by=ect, at=NOW)

    with pytest.raises(Refused, match="out of date"):
        earlier.bring_record(pair, content=content + b" ", key=KEY, by=ect, at=NOW)
    with pytest.raises(Refused, match="Only the ECT"):
        earlier.bring_record(pair, content=content, key=KEY, by=pair.mentor, at=NOW)
    for number in range(4):
        earlier.bring_record(pair, content=content, key=f"{number}" * 32, by=ect, at=NOW)
    with pytest.raises(Refused, match="five records"):
        earlier.bring_record(pair, content=content, key="f" * 32, by=ect, at=NOW)
    assert earlier.bring_record(pair, content=content, key=KEY, by=ect, at=NOW) == first


def test_document_names_every_part_of_the_file():
    told = set(re.findall(r"`(\w+)`", Path("docs/record.md").read_text()))

    def parts(shape):
        if isinstance(shape, Many):
            yield from parts(shape.shape)
        elif isinstance(shape, dict):
            yield from shape
            for inner in shape.values():
                yield from parts(inner)

    assert set(parts(RECORD)) - told == set()
