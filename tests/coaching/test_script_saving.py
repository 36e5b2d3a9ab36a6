"""The ECT's script is saved as it is typed, on their home: a tab that is killed loses no more than a few words."""

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import Focus
from tests.posting import drawn

JSON = {"Accept": "application/json"}
THEIRS, OURS = "Pens down. Eyes on me.", "Pens down first."


@pytest.fixture
def focus(live):
    return live.foci.get()


def script_at(focus):
    return reverse("coaching:write_script", args=[focus.pk])


def typed(client, focus, text, over=""):
    return client.post(script_at(focus), {"text": text, "drawn-text": text_digest(over)}, headers=JSON)


def test_script_is_saved_as_it_is_typed(ect, focus, signed_in):
    client = signed_in(ect)
    before = client.get("/").content.decode()

    answer = typed(client, focus, THEIRS)

    assert f'data-autosave="{script_at(focus)}"' in before
    assert f'<p class="script" id="script-said-{focus.pk}" hidden></p>' in before
    assert answer.status_code == 200
    assert answer.json() == {
        "saved": "15:42",
        "digests": {"text": text_digest(THEIRS)},
        "conflicts": {},
        "errors": {},
        "html": {f"script-said-{focus.pk}": f'<p class="script" id="script-said-{focus.pk}">{THEIRS}</p>\n'},
    }
    assert Focus.objects.get().script == THEIRS
    after = client.get("/")
    assert drawn(after, script_at(focus)).fields["drawn-text"] == [text_digest(THEIRS)]
    assert f'<p class="script" id="script-said-{focus.pk}">{THEIRS}</p>' in after.content.decode()


def test_script_as_typed_never_overwrites_what_the_mentor_wrote(ect, focus, signed_in):
    Focus.objects.update(script=THEIRS)

    answer = typed(signed_in(ect), focus, OURS)

    assert answer.json()["conflicts"] == {"text": {"stored": THEIRS, "digest": text_digest(THEIRS)}}
    assert (answer.json()["digests"], answer.json()["html"]) == ({}, {})
    assert Focus.objects.get().script == THEIRS


def test_script_too_long_is_said_beside_the_field(ect, focus, signed_in):
    answer = typed(signed_in(ect), focus, "x" * 200_000)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["text"])
