"""What an ECT of the demo says of a focus that was set, and what the mentor answers: through the actions."""

from datetime import timedelta

from actionsteps.wording import Wording
from coaching import actions


def say(story, told, focus, set_at):
    """Tell `said` of a focus: "yes"; or a no with its reason, another wording if there is one, and the reply.

    All of it on the day of the meeting: the ECT two hours after it, the mentor an hour later, the ECT again after that.
    """
    said = told.get("said")
    if said is None:
        return
    at = set_at + timedelta(hours=2)
    if said == "yes":
        _check(story, focus, [], at)
        return
    suggest = said.get("suggest")
    wording = Wording(suggest["do"], tuple(suggest["by"]), suggest["so"]) if suggest else None
    no = _check(story, focus, said["no"], at, reason=said["reason"], suggested=wording)
    later = at + timedelta(hours=1)
    if "kept" in said:
        actions.keep_focus(focus, reason=said["kept"], by=story.mentor, at=later)
    elif said.get("taken"):
        actions.take_suggested(focus, check=no.pk, key=story.key("taken"), by=story.mentor, at=later)
    if said.get("then") == "yes":
        focus.refresh_from_db()
        _check(story, focus, [], later + timedelta(minutes=25))


def _check(story, focus, nos, at, **words):
    return actions.check_focus(
        focus,
        digest=focus.wording.digest,
        nos=nos,
        key=story.key(f"said {focus.position} {at:%H%M}"),
        by=story.mentorship.ect,
        at=at,
        **words,
    )
