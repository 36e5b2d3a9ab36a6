"""The buttons of the meeting page: which action each asks for, about what, and where the page opens afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.core.exceptions import ValidationError

from actionsteps.wording import Wording
from coaching import actions
from coaching.checks import digest_of
from coaching.forms import NewEvidence, number
from coaching.rules import STALE, Refused
from coaching.views.doors import part_for
from evidence.log import judged

# Which field of new evidence an error is about, by its code; else it is about what was seen.
WRONG = {"seen_later": "seen_on", "in_future": "seen_on", "no_source": "source"}
UNTYPED = "Enter what was seen or said, where and when."


@dataclass(frozen=True)
class Asked:
    """One press: the week, what the button is about, everything the page held, and by whom and when."""

    week: object
    target: object
    form: object
    key: object
    stamp: dict


@dataclass(frozen=True)
class Verb:
    """`act` does it and returns what it made, `about` is the kind of its target, `place` the fragment to open at:
    `{made}`, `{target}` and `{week}` are ids, `{focus}` that of the target's focus; or the page to go on to, with what
    is `{sought}` there. `says` is the message afterwards; `tells` makes it of what was made."""

    act: Callable
    about: str = ""
    place: str = ""
    says: str = ""
    tells: Callable | None = None


def _held(form, focus):
    """The wording of a focus that the page held, whatever somebody may have made of it meanwhile."""
    shown = form.shown
    place = f"focus-{focus.pk}"
    steps = focus.steps.filter(retired_at=None).order_by("position", "pk").values_list("pk", flat=True)
    texts = [shown.get(f"step-{pk}-text", "") for pk in steps]
    one_step = bool(shown.get(f"{place}-one_step")) or (focus.one_step and f"{place}-one_step" not in shown)
    return Wording(
        shown.get(f"{place}-key_action", ""),
        () if one_step else tuple(text for text in texts if text.strip()),
        shown.get(f"{place}-so_that", ""),
    )


def _achievable(asked, yes):
    """The answer is about the wording that the page held."""
    digest = _held(asked.form, asked.target).digest
    return actions.answer_achievable(asked.target, digest=digest, yes=yes, **asked.stamp)


def _check_yes(asked):
    """The ECT says yes beside the mentor: to the wordings that the page held, or showed where it can't be typed in."""
    week, foci = asked.week, asked.week.foci.filter(withdrawn_at=None).prefetch_related("steps")
    if week.is_draft:
        digests = {focus.pk: _held(asked.form, focus).digest for focus in foci}
    else:
        wordings = {focus.pk: focus.wording for focus in foci}
        if digest_of(wordings) != asked.form.detail:
            raise Refused(STALE)
        digests = {pk: wording.digest for pk, wording in wordings.items()}
    return actions.check_week(week, digests=digests, key=asked.key, **asked.stamp)


def _said_yes(made):
    return "Noted: {ect} says yes." if made else "There is nothing new to say yes to."


def _take_suggested(asked):
    return actions.take_suggested(asked.target, check=number(asked.form.detail), key=asked.key, **asked.stamp)


def _remove_focus(asked):
    """Only what the page held is thrown away, nothing that was typed elsewhere meanwhile."""
    if _held(asked.form, asked.target).digest != asked.target.wording.digest:
        raise Refused(STALE)
    return actions.remove_focus(asked.target, **asked.stamp)


def _smaller(asked):
    kept = asked.form.kept.get(asked.target.pk, set())
    return actions.make_smaller(asked.target, keep=kept, key=asked.key, **asked.stamp)


def _let_go(asked):
    reason = asked.form.shown.get(f"outcome-{asked.target.pk}-let_go_reason", "")
    return actions.let_go(asked.target, reason=reason, into=asked.week, **asked.stamp)


def _choose(asked):
    step = part_for(asked.week, "bank_step", number(asked.form.detail))
    return actions.choose(asked.target, step, key=asked.key, **asked.stamp)


def _chosen(chosen):
    parked = " What stood there is on the later list." if chosen.parked else ""
    return f"Taken from the bank: change it as you like.{parked}"


def _dismiss(asked):
    return actions.dismiss(asked.target, asked.form.detail, **asked.stamp)


def _start(field):
    """The words of the button go into a field of the week."""
    return lambda asked: actions.start_from(asked.week, field=field, text=asked.form.detail, **asked.stamp)


def _keyed(action):
    """An action on the target that makes something."""
    return lambda asked: action(asked.target, key=asked.key, **asked.stamp)


def _plain(action):
    """An action on the target that makes nothing."""
    return lambda asked: action(asked.target, **asked.stamp)


def _into(action):
    """An action on something from before that makes a focus of this week."""
    return lambda asked: action(asked.target, into=asked.week, key=asked.key, **asked.stamp)


def _still(yes):
    return lambda asked: actions.answer_still(asked.week, yes=yes, **asked.stamp)


def _open(opened):
    return lambda asked: actions.open_to_ect(asked.week, opened=opened, **asked.stamp)


def _going_on(place, about=""):
    """A button that goes on to a page of its own, when everything typed is saved: what it does is done there."""
    return Verb(lambda asked: None, about, place)


VERBS = {
    # The evidence was logged with everything else the page held.
    "save": Verb(lambda asked: None),
    "log_evidence": Verb(lambda asked: None, "focus", "evidence-{target}"),
    "open": Verb(_open(True), says="{ect} can read this draft now."),
    "shut": Verb(_open(False), says="{ect} can’t read this draft any more."),
    "set": Verb(lambda asked: actions.set_week(asked.week, **asked.stamp), says="The week is set."),
    "discard": Verb(lambda asked: actions.discard_week(asked.week, **asked.stamp), says="The draft is discarded."),
    "refine": Verb(_into(actions.refine), "old", "focus-{made}"),
    "replace": Verb(_into(actions.replace), "old", "focus-{made}"),
    "carry_on": Verb(_into(actions.carry_on), "old", "focus-{made}"),
    "let_go": Verb(_let_go, "old", "undone-{target}"),
    "undecide": Verb(
        lambda asked: actions.undecide(asked.target, into=asked.week, **asked.stamp), "old", "undone-{target}"
    ),
    "add_focus": Verb(lambda asked: actions.add_focus(asked.week, key=asked.key, **asked.stamp), place="focus-{made}"),
    "remove_focus": Verb(_remove_focus, "focus", "stage-actions"),
    "promote": Verb(_plain(actions.promote), "focus", "focus-{target}"),
    "choose": Verb(_choose, "focus", "focus-{target}", tells=_chosen),
    "dismiss": Verb(_dismiss, "focus", "advice-{target}"),
    "advise_again": Verb(_plain(actions.advise_again), "focus", "advice-{target}"),
    "stretch": Verb(_into(actions.stretch), "old", "focus-{made}"),
    "still_yes": Verb(_still(True), place="still-happening"),
    "still_no": Verb(_still(False), place="still-happening"),
    "refine_again": Verb(
        lambda asked: actions.refine_again(asked.week, key=asked.key, **asked.stamp), place="focus-{made}"
    ),
    "split": Verb(_plain(actions.split_focus), "focus", "focus-{target}"),
    "add_step": Verb(_keyed(actions.add_step), "focus", "step-{made}-text"),
    "remove_step": Verb(_plain(actions.remove_step), "step", "focus-{focus}"),
    "achievable_yes": Verb(lambda asked: _achievable(asked, True), "focus", "achievable-{target}"),
    "achievable_no": Verb(lambda asked: _achievable(asked, False), "focus", "achievable-{target}"),
    "check_yes": Verb(_check_yes, place="check", tells=_said_yes),
    "take_suggested": Verb(_take_suggested, "focus", "focus-{target}", says="It reads as {ect} suggests now."),
    "keep": _going_on("/foci/{target}/keep/", "focus"),
    "merge": _going_on("/weeks/{week}/merge/?a={target}", "focus"),
    "find": _going_on("/weeks/{week}/foci/{target}/bank/?q={sought}", "focus"),
    "find_praise": _going_on("/weeks/{week}/starters/praise/?q={sought}"),
    "find_probe": _going_on("/weeks/{week}/starters/probe/?q={sought}"),
    "use": _going_on("/foci/{target}/use/", "focus"),
    "use_praise": _going_on("/weeks/{week}/starters/praise/use/"),
    "use_probe": _going_on("/weeks/{week}/starters/probe/use/"),
    "reword": _going_on("/foci/{target}/reword/", "focus"),
    "withdraw": _going_on("/foci/{target}/withdraw/", "focus"),
    "propose": _going_on("/foci/{target}/propose/", "focus"),
    "ask": _going_on("/foci/{target}/help/", "focus"),
    "close": _going_on("/weeks/{week}/close/"),
    "make_smaller": Verb(_smaller, "focus", "focus-{target}"),
    "park": Verb(_keyed(actions.park), "focus", "later-list", says="Parked on the later list."),
    "bring_back": Verb(_into(actions.bring_back), "parked", "focus-{made}"),
    "drop_parked": Verb(
        lambda asked: actions.drop_parked(asked.target, into=asked.week, **asked.stamp), "parked", "later-list"
    ),
    "start_praise": Verb(_start("praise"), place="praise"),
    "start_probe": Verb(_start("probe_question"), place="probe_question"),
    "add_rehearsal": Verb(_keyed(actions.add_rehearsal), "focus", "rehearsal-{made}"),
    "remove_rehearsal": Verb(_plain(actions.remove_rehearsal), "round", "practice-{focus}"),
}


def press(week, form, *, by, at):
    """Do what the button asks; returns the message for afterwards and the fragment. Raises what the action raises, or
    `Refused`."""
    verb = VERBS.get(form.verb)
    if verb is None:
        raise Refused(STALE)
    target = part_for(week, verb.about, form.target) if verb.about else None
    asked = Asked(week, target, form, form.key_for(f"{form.verb}:{form.target}:{form.detail}"), {"by": by, "at": at})
    made = verb.act(asked)
    place = verb.place.format(
        week=week.pk,
        made=getattr(made, "pk", ""),
        target=getattr(target, "pk", ""),
        focus=getattr(target, "focus_id", ""),
        sought=quote_plus(form.sought),
    )
    return verb.tells(made) if verb.tells else verb.says, place


def take_lists(week, form, *, by, at):
    """Log the evidence typed into the page, and cite what was ticked since it was drawn, or no longer what was not.

    Leaves in `form.evidence` only what could not be logged, with its errors. Returns the `Judgement`s in what was.
    """
    stamp, noticed = {"by": by, "at": at}, []
    if form.verb == "log_evidence" and form.target is not None and form.target not in form.evidence:
        form.evidence[form.target] = NewEvidence(errors={"seen": UNTYPED})
    for pk, evidence in list(form.evidence.items()):
        if not evidence.errors:
            _log(part_for(week, "focus", pk), evidence, form.key_for(f"evidence:{pk}:{evidence.digest}"), stamp)
        if not evidence.errors:
            noticed += judged(evidence.source, evidence.seen)
            del form.evidence[pk]
    for pk, (ticked, before) in form.cited.items():
        for action, rows in ((actions.cite, ticked - before), (actions.uncite, before - ticked)):
            for row in sorted(rows):
                action(part_for(week, "focus", pk), part_for(week, "evidence", row), **stamp)
    return noticed


def _log(focus, evidence, key, stamp):
    try:
        actions.log_evidence(
            focus,
            source=evidence.source,
            seen_on=evidence.day,
            seen=evidence.seen,
            meaning=evidence.meaning,
            key=key,
            **stamp,
        )
    except ValidationError as error:
        evidence.errors[WRONG.get(error.code, "seen")] = error.messages[0]
