"""A slip sent after the web session ended is kept for its mentor, and reads as they filled it in."""

from django.urls import reverse
from django.utils import timezone

from config import keeping
from schools.models import KeptForm
from tests.factories import NOW


def test_slip_without_a_session_is_kept(client, mentor, live):
    step = live.foci.get().steps.first()
    data = {f"look-{step.pk}": "not_seen", f"line-{step.pk}": "Only one question", "seen_on": NOW.date().isoformat()}

    answer = client.post(
        reverse("coaching:slip", args=[live.pk]), {**data, "person": keeping.person_token(mentor), "key": ""}
    )

    assert (answer.status_code, answer.url) == (302, "/account/login/?next=/kept/&ended=")
    kept = keeping.kept_for(mentor, at=timezone.now()).get()
    assert isinstance(kept, KeptForm)
    pairs = [tuple(pair.split("=")) for pair in kept.body.replace("+", " ").split("&")]
    assert keeping.texts_of(pairs) == [
        {"label": "Look-for", "text": "Not seen"},
        {"label": "A line", "text": "Only one question"},
    ]
