"""A whole record as people read it: the dict of `record_format.RECORD`, ours or somebody else's, as labels and words.

Plain text: the template escapes it.
"""

from datetime import date, datetime

from django.utils import timezone

from actionsteps.wording import Wording
from coaching.dates import long_day, short_day, week_name
from coaching.house import Prompts
from coaching.models import Answer, Decision, NoFocus, Result
from coaching.models.focus import Ready, WhyNow
from evidence.files.words import sized
from evidence.models import Source

SAID = {True: "yes", False: "no", None: "not said"}
BECAME = {
    Decision.REFINE: "It was refined.",
    Decision.REPLACE: "It was replaced.",
    Decision.LET_GO: "It was let go.",
    Decision.CARRY_ON: "It was carried on unchanged.",
}


def shown_record(record):
    """Everything the template of a record needs."""
    return {
        "name": record["name"],
        "made": _minute(record["made_at"]),
        "schools": [_school(school) for school in record["schools"]],
        "notes": [
            {"head": ", ".join(filter(None, [_minute(note["at"]), note["about"]])), "text": note["text"]}
            for note in record["private_notes"]
        ],
    }


def counts_of(record):
    """What a record holds, in a line for each school."""
    return [
        f"{school['name'] or 'A school'}: {_many(len(school['weeks']), 'week')}, "
        f"{_many(sum(len(week['foci']) for week in school['weeks']), 'focus', 'foci')}, "
        f"{_many(len(school['evidence']), 'entry', 'entries')} of evidence, {len(school['later'])} on the later list"
        for school in record["schools"]
    ]


def _many(number, one, more=""):
    return f"{number} {one if number == 1 else more or one + 's'}"


def _school(school):
    evidence = {entry["id"]: shown_entry(entry) for entry in school["evidence"]}
    return {
        "name": school["name"] or "A school",
        "mentors": [
            f"{one['name']}, from {_day(one['from'])}{' to ' + _day(one['to']) if one['to'] else ''}"
            for one in school["mentors"]
        ],
        "weeks": [shown_week(week, evidence) for week in reversed(school["weeks"])],
        "evidence": list(reversed(evidence.values())),
        "later": [
            {
                "sentence": _sentence(one),
                "words": ": ".join(filter(None, [f"Parked on {_minute(one['at'])}", one["why"]])),
            }
            for one in school["later"]
        ],
        "rows": _rows(
            ("For the next meeting: what went well", school["note_went_well"]),
            ("For the next meeting: what to talk about", school["note_to_discuss"]),
        ),
    }


def shown_entry(entry):
    """An entry of the log."""
    head = [Source(entry["source"]).label if entry["source"] else "", _day(entry["seen_on"]), entry["class"]]
    return {
        "head": ", ".join(filter(None, head)),
        "by": entry["by"],
        "rows": _rows(("Seen or said", entry["seen"]), ("What it may mean", entry["meaning"]), ("Area", entry["area"])),
        "files": [f"{file['name']}, {sized(file['size'])}" for file in entry["files"]],
    }


def shown_week(week, evidence):
    """A week; `evidence` holds `shown_entry`s by their ids."""
    no_focus = ": ".join(filter(None, [week["no_focus"] and NoFocus(week["no_focus"]).label, week["no_focus_note"]]))
    took = f", {week['minutes']} minutes" if week["minutes"] else ""
    return {
        "name": f"Week of {_week_name(week['week_of'])}",
        "met": f"{_day(week['met_on'])}{took}, with {week['mentor']}",
        "rows": _rows(
            ("Written before: what went well", week["note_went_well"]),
            ("Written before: what to talk about", week["note_to_discuss"]),
            ("Praise", week["praise"]),
            ("Its effect", week["praise_effect"]),
            ("Probe question", week["probe_question"]),
            ("Answer", week["probe_answer"]),
            ("No focus", no_focus),
            ("Passed over", week["passed_over_reason"]),
        ),
        "foci": [_focus(focus, number, week, evidence) for number, focus in enumerate(week["foci"], 1)],
    }


def _focus(focus, number, week, evidence):
    prompts = Prompts(**week["prompts"])
    how = {**focus, "steps": [step["text"] for step in focus["steps"] if not step["reworded"]]}
    if focus["one_step"]:
        how["steps"] = []
    why = ". ".join(filter(None, [focus["why_now"] and WhyNow(focus["why_now"]).label, focus["why_now_note"]]))
    became = " ".join(filter(None, [BECAME.get(focus["decision"], ""), focus["let_go_reason"]]))
    result = Result(focus["result"]).label if focus["result"] else ""
    return {
        "title": f"Focus {number}" + (f", meeting {focus['meeting']} of this one" if focus["meeting"] > 1 else ""),
        "sentence": _sentence(how, prompts),
        "withdrawn": ": ".join(filter(None, ["Taken out", focus["withdrawn_reason"]])) if focus["withdrawn"] else "",
        "steps": [
            {
                "text": step["text"],
                "state": "Reworded"
                if step["reworded"]
                else f"Ticked {_minute(step['done_at'])}"
                if step["done"]
                else "",
                "line": step["line"],
            }
            for step in focus["steps"]
        ],
        "rows": _rows(
            ("Written together", "Yes" if focus["written_together"] else ""),
            ("Why now", why),
            ("Lesson", ", ".join(filter(None, [focus["plan_lesson"], _day(focus["plan_on"])]))),
            ("Script", focus["script"]),
            ("Follow-up", ", ".join(filter(None, [focus["follow_up"], _day(focus["follow_up_on"])]))),
            *(
                (f"Practice, round {one['round']}", "\n".join(filter(None, [one["rehearsed"], one["changed"]])))
                for one in focus["practice"]
            ),
            ("Ready", Ready(focus["ready"]).label if focus["ready"] else ""),
            ("Outcome", " ".join(filter(None, [result and f"{result}.", became]))),
            ("Its effect on pupils", focus["effect"]),
            *(
                (f"Put right by {one['by']}", f"{Result(one['result']).label if one['result'] else ''}. {one['note']}")
                for one in focus["corrections"]
            ),
            *(
                (
                    f"Still happening after {one['weeks_later']} weeks",
                    f"ECT: {SAID[one['ect']]}. Mentor: {SAID[one['mentor']]}.",
                )
                for one in focus["still_happening"]
            ),
            *((f"Checked by {one['by']}, {_minute(one['at'])}", _checked(one, prompts)) for one in focus["checks"]),
            *(
                (
                    f"Until {_minute(one['at'])} it read",
                    "\n".join(filter(None, [_sentence(one, prompts), one["reason"]])),
                )
                for one in focus["rewordings"]
            ),
            *(
                (_asked(one), "\n".join(filter(None, [_sentence(one, prompts), one["question"], one["reply"]])))
                for one in focus["asked"]
            ),
            *(("Evidence", evidence[pk]["head"]) for pk in focus["evidence"] if pk in evidence),
        ),
    }


def _asked(one):
    withdrawn = " (withdrawn)" if one["withdrawn"] else ""
    return f"{one['by']} asked {one['leader']}, {_minute(one['at'])}{withdrawn}"


def _checked(check, prompts):
    said = [f"{name}: {SAID[check[code]]}" for code, name in (("relevant", "Relevant"), ("achievable", "achievable"))]
    said += [f"clear: {SAID[check['clear']]}", f"really two: {SAID[check['really_two']]}"]
    suggested = _sentence(check["suggested"], prompts) if check["suggested"]["key_action"] else ""
    lines = [", ".join(said) + ".", check["reason"], suggested and f"Suggested: {suggested}"]
    if check["answer"]:
        lines.append(f"{Answer(check['answer']).label}. {check['answer_reason']}")
    return "\n".join(filter(None, lines))


def _sentence(wording, prompts=None):
    made = Wording(wording["key_action"], tuple(text for text in wording["steps"] if text.strip()), wording["so_that"])
    return (prompts or Prompts()).parts(made).text


def _rows(*pairs):
    return [{"label": label, "text": text} for label, text in pairs if text and text.strip()]


def _day(iso):
    day = date.fromisoformat(iso) if iso else None
    return f"{long_day(day)} {day.year}" if day else ""


def _week_name(iso):
    return week_name(date.fromisoformat(iso)) if iso else "a day that is not known"


def _minute(iso):
    if not iso:
        return ""
    at = datetime.fromisoformat(iso)
    local = at if at.tzinfo is None else timezone.localtime(at)
    return f"{short_day(local)} {local.year}, {local:%H:%M}"
