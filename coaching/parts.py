"""What the pages of a week share: a focus as its sentence, evidence, results, ticks, addresses."""

from functools import lru_cache
from html import escape

from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from actionsteps.wording import parse
from coaching.dates import day_of, long_day, short_day, week_name
from coaching.drawing import folded
from coaching.models import Result
from coaching.notes import line_of
from coaching.stored import HANDED_OVER

TAGS = {
    Result.ACHIEVED: "tag--done",
    Result.PARTLY: "tag--now",
    Result.NOT_YET: "tag--warn",
    Result.NO_CHANCE: "tag--wait",
    HANDED_OVER: "tag--wait",
}
# A stage's head says the first few things it lacks; all of them are links at the end of the page.
MOST_SAID = 3
WAITS = "Waits for a focus"
# Of a long list, as many stand open.
SHOWN_FIRST = 3
LABELS = {**dict(Result.choices), HANDED_OVER: "Closed as handed over"}


@lru_cache(maxsize=512)
def sentence(wording, prompts):
    """A wording as its sentence in HTML (A44) under a school's `Prompts`, drawn once however many places show it."""
    return get_template("components/sentence.html").render({"s": prompts.parts(wording)})


def splits(text):
    """Whether a key action holds a whole sentence, which could fall into its three parts (A23)."""
    found = parse(text)
    return bool(found.key_action.strip() and (found.steps or found.so_that.strip()))


def named(wording, number):
    """How a focus is called where a button has to say which: its key action, shortened, or its number."""
    words = " ".join(wording.key_action.split())
    return (words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …") or f"focus {number}"


def addresses_of(cycle):
    """The addresses that a page about this week links to."""
    return {
        "url": reverse("coaching:meeting", args=[cycle.pk]),
        "journey": reverse("coaching:journey", args=[cycle.school_id, cycle.ect_id]),
        "log": reverse("evidence:log", args=[cycle.school_id, cycle.ect_id]),
    }


def kicker(cycle):
    """ "Week of 17 November 2025 · Thursday 20 November"."""
    return f"Week of {week_name(cycle.week_of)} · {long_day(cycle.meets_on)}"


def assessed_line(mentorship, *, is_ect):
    """What a page says where the mentor assesses the ECT too (A94); "" where not. Reads the mentor: select it."""
    if not mentorship.also_assesses:
        return ""
    if is_ect:
        return f"{mentorship.mentor.name} also assesses your induction. Here they coach, and nothing is graded."
    return f"You also assess {mentorship.ect.first_name}: they are told so. Here you coach, and nothing is graded."


def possessive(name):
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def evidence_list(rows, user):
    """Evidence as a list in HTML: source, day, class, area, who gathered it, what was seen, apart from what it may mean
    (A8). Of many, what is beyond the first few is folded. Reads `gathered_by` and `area`: select them."""
    if not rows:
        return ""
    first, rest = of_many(rows)
    return mark_safe(_evidence_items(first, user) + folded(_evidence_items(rest, user) if rest else "", len(rest)))


def of_many(rows):
    """The first few of `rows`, and what is to be folded: nothing where it would be a single one."""
    return (rows[:SHOWN_FIRST], rows[SHOWN_FIRST:]) if len(rows) > SHOWN_FIRST + 1 else (rows, [])


def _evidence_items(rows, user):
    items = "".join(
        f'<li class="evidence"><p class="evidence__meta">{_meta(row, user)}</p><p>{escape(row.seen)}</p>'
        + (f'<p><span class="muted">It may mean:</span> {escape(row.meaning)}</p>' if row.meaning else "")
        + "</li>"
        for row in rows
    )
    return f'<ul class="evidence-list">{items}</ul>'


def _meta(row, user):
    who = "you" if row.gathered_by_id == user.pk else row.gathered_by.name
    area = row.area.name if row.area_id else ""
    said = (row.get_source_display(), short_day(row.seen_on), row.class_name, area, who)
    return escape(" · ".join(filter(None, said)))


def evidence_name(row):
    """Evidence in one line, for a check box."""
    seen = " ".join(row.seen.split())
    seen = seen if len(seen) <= 120 else seen[:120].rsplit(" ", 1)[0] + " …"
    of_class = f", {row.class_name}" if row.class_name else ""
    return f"{row.get_source_display()}, {short_day(row.seen_on)}{of_class}: {seen}"


def steps_of(focus):
    """The steps of a set focus with what the ECT ticked and wrote beside them, ready to show.

    A step that was reworded after the ECT wrote beside it comes last: the line is not lost.
    """
    shown = []
    for step in focus.live_steps:
        tick = getattr(step, "tick", None)
        done = tick is not None and tick.done
        shown.append(
            {
                "text": step.text,
                "done": done,
                "tag": "tag--done" if done else "tag--wait",
                "state": f"Ticked {short_day(day_of(tick.at))}" if done else "Not ticked",
                "line": line_of(step),
            }
        )
    gone = [step for step in focus.steps.all() if step.retired_at is not None and line_of(step).strip()]
    return shown + [
        {"text": step.text, "done": None, "tag": "tag--wait", "state": "Reworded", "line": line_of(step)}
        for step in gone
    ]


def ticks_line(steps, name):
    """ "2 of 4 steps ticked by Amira", or "" where there are none."""
    steps = [step for step in steps if step["done"] is not None]
    if not steps:
        return ""
    done = sum(step["done"] for step in steps)
    return f"{done} of {len(steps)} {'step' if len(steps) == 1 else 'steps'} ticked by {name}"


def coached_by(focus, starts_from_bank):
    """What the bank step of a focus gives for coaching it: criteria that both can see, a task to practise (A72)."""
    step = focus.bank_step if starts_from_bank else None
    return {"criteria": step.criteria if step else [], "task": step.practice if step else ""}


def turn_of(focus):
    """What a follow-up is called: "Carried on", "Meeting 2 of this one"; "" for a first."""
    if focus.carried_on:
        return "Carried on unchanged"
    return f"Refined: meeting {focus.turn} of this one" if focus.turn > 1 else ""


def lack_line(stage, lacks, passed_over, *, waits=False):
    """What a stage still lacks, as the line in its head (A3); `waits`: it can hold nothing before there is a focus."""
    if waits:
        return format_html('<p class="stage__lack" id="lack-{}">{}</p>', stage, WAITS)
    if not lacks:
        return format_html('<p class="stage__lack stage__lack--done" id="lack-{}">Complete</p>', stage)
    head = "Passed over" if passed_over and not any(lack.forced for lack in lacks) else "Still to do"
    said = " · ".join(lack.text for lack in lacks[:MOST_SAID])
    more = f" · and {len(lacks) - MOST_SAID} more, listed at the end" if len(lacks) > MOST_SAID else ""
    return format_html('<p class="stage__lack" id="lack-{}">{}: {}{}</p>', stage, head, said, more)
