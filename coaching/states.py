"""The states of a week, and who acts in each: as data, drawn into docs/week.md and held by tests."""

from dataclasses import dataclass, replace

from coaching import rules
from coaching.lacks import CODES

MENTOR, ECT, BOTH, LEADER = "mentor", "ECT", "mentor or ECT", "the leader asked"


@dataclass(frozen=True)
class State:
    """One state: how its timestamps show it, who reads the week in it, and what may be done, by whom."""

    name: str
    shown_by: str
    read_by: str
    acts: tuple


@dataclass(frozen=True)
class Act:
    """One thing that may be done: the action's name, who does it, what it does, and the buttons that ask for it."""

    action: str
    by: str
    does: str
    buttons: tuple = ()


PRACTISING = (
    Act("log_evidence", MENTOR, "logs what was seen or heard, and cites it", ("log_evidence",)),
    Act("cite", MENTOR, "rests a focus on an entry of the log"),
    Act("uncite", MENTOR, "rests a focus on an entry no longer"),
    Act("add_rehearsal", MENTOR, "adds a round of practice", ("add_rehearsal",)),
    Act("remove_rehearsal", MENTOR, "takes a round of practice out", ("remove_rehearsal",)),
)
STARTING = Act(
    "start_from",
    MENTOR,
    "puts an offered line into praise or the probe question, under what stands there",
    ("find_praise", "find_probe", "start_praise", "start_probe"),
)
USING = (
    Act("use_for_other", MENTOR, "copies a focus into the draft of another of the mentor’s pairs", ("use",)),
    Act(
        "start_for_other",
        MENTOR,
        "copies praise or the probe question into that draft, where it is blank",
        ("use_praise", "use_probe"),
    ),
)
PROPOSING = Act("propose", MENTOR, "proposes a focus for the school’s bank, in a copy of its words", ("propose",))
STILL = Act("answer_still", BOTH, "says whether an achieved focus is still happening", ("still_yes", "still_no"))
CHECKING = (
    Act("check_week", BOTH, "says yes to every focus: the ECT, or the mentor who notes it there", ("check_yes",)),
    Act("check_focus", ECT, "says yes or no to a focus; a no has a reason, and another wording if they like"),
    Act("keep_focus", MENTOR, "keeps a focus that the ECT said no to, with a reason", ("keep",)),
    Act("take_suggested", MENTOR, "takes the wording that the ECT suggests", ("take_suggested",)),
)
DRAFT = State(
    "draft",
    "`set_at` is empty",
    "the mentor; the ECT once it is opened to them (`opened_at`)",
    (
        Act("start_week", MENTOR, "starts the draft, with one blank focus"),
        Act("save_fields", MENTOR, "saves what was typed", ("save",)),
        Act("open_to_ect", MENTOR, "lets the ECT read the draft, or no longer", ("open", "shut")),
        Act("move_meeting", MENTOR, "holds the meeting on another day; the week it counts for stays"),
        Act("hand_over", MENTOR, "closes a focus that another mentor set, without an outcome"),
        Act("refine", MENTOR, "starts the successor of a focus that was not achieved", ("refine",)),
        Act("replace", MENTOR, "starts another focus in its place", ("replace",)),
        Act("let_go", MENTOR, "lets it go, with a reason", ("let_go",)),
        Act("carry_on", MENTOR, "carries it on unchanged: no chance to try, and once", ("carry_on",)),
        Act("undecide", MENTOR, "takes that back", ("undecide",)),
        STILL,
        Act("stretch", MENTOR, "starts a focus that stretches an achieved one from the bank", ("stretch",)),
        Act("refine_again", MENTOR, "refines an achieved focus that isn’t happening any more", ("refine_again",)),
        Act("add_focus", MENTOR, "adds a focus; three is the most", ("add_focus",)),
        Act("remove_focus", MENTOR, "takes a focus out", ("remove_focus",)),
        Act("promote", MENTOR, "puts a focus first", ("promote",)),
        Act("park", MENTOR, "moves a focus to the later list", ("park",)),
        Act("bring_back", MENTOR, "brings a candidate back from it", ("bring_back",)),
        Act("drop_parked", MENTOR, "takes a candidate off it", ("drop_parked",)),
        Act("add_step", MENTOR, "adds a step", ("add_step",)),
        Act("remove_step", MENTOR, "takes a step out", ("remove_step",)),
        Act(
            "answer_achievable",
            MENTOR,
            "answers “Can my ECT realistically achieve this before our next meeting?”",
            ("achievable_yes", "achievable_no"),
        ),
        Act("make_smaller", MENTOR, "keeps the steps that fit; the rest go to the later list", ("make_smaller",)),
        Act(
            "choose",
            MENTOR,
            "fills a focus with a step of the bank; other words go to the later list",
            ("find", "choose"),
        ),
        Act("dismiss", MENTOR, "puts a finding of the check aside, for this focus", ("dismiss",)),
        Act("advise_again", MENTOR, "shows again what was put aside", ("advise_again",)),
        Act("split_focus", MENTOR, "splits a pasted sentence into its three parts", ("split",)),
        STARTING,
        *PRACTISING,
        *USING,
        Act("merge_foci", MENTOR, "makes two foci one, with the steps and the evidence of both", ("merge",)),
        *CHECKING,
        Act("set_week", MENTOR, "sets the week, and reviews the one before", ("set",)),
        Act("discard_week", MENTOR, "throws the draft away", ("discard",)),
    ),
)
LIVE = State(
    "set",
    "`set_at` is there, `reviewed_at` is empty: at most one for each ECT at a school",
    "the mentor and the ECT",
    (
        Act("tick_step", ECT, "says that a step is done, or is not"),
        Act("write_script", BOTH, "writes the script"),
        Act("write_line", ECT, "writes a line beside a step: how it went"),
        Act("write_note", ECT, "writes what to bring to the next meeting"),
        Act("send_note", ECT, "sends that to the mentor, who reads later changes of it too"),
        Act("take_back_note", ECT, "takes it back, until it is read in a week that is set"),
        Act("reword_focus", MENTOR, "changes a focus within its week; unchanged steps keep their ticks", ("reword",)),
        Act("withdraw_focus", MENTOR, "withdraws a focus, with a reason; it keeps its place", ("withdraw",)),
        Act("save_fields", MENTOR, "fills in what was left: praise, probe, why now, plan, practice", ("save",)),
        STARTING,
        *PRACTISING,
        Act("log_slip", MENTOR, "logs what a drop-in showed of the steps, and cites it"),
        STILL,
        *CHECKING,
        Act("ask_for_help", BOTH, "sends a focus and a question to a leader of the school", ("ask",)),
        Act("reply_to_question", LEADER, "answers it, once, for both to read"),
        Act("withdraw_question", BOTH, "takes the question back: the leader reads it no more"),
        Act("give_outcome", MENTOR, "says what became of a focus"),
        Act("hand_over", MENTOR, "closes a focus that another mentor set, without an outcome"),
        *USING,
        PROPOSING,
        Act("close_week", MENTOR, "reviews the week where no next one comes", ("close",)),
    ),
)
REVIEWED = State(
    "reviewed",
    "`reviewed_at` is there: the next week was set, or this one was closed",
    "the mentor and the ECT",
    (
        Act("correct_outcome", MENTOR, "adds a signed correction to an outcome; nothing is overwritten"),
        # Links lead there: nothing is typed on this page.
        *(replace(act, buttons=()) for act in (*USING, PROPOSING)),
    ),
)
STATES = (DRAFT, LIVE, REVIEWED)

# From, to, and the action that leads there; "" is no week at all.
WAYS = (
    ("", "draft", "start_week"),
    ("draft", "set", "set_week"),
    ("draft", "", "discard_week"),
    ("set", "reviewed", "set_week"),
    ("set", "reviewed", "close_week"),
)


def rules_in_order():
    """Every rule that says who may and when, as they stand in `rules.py`."""
    return [function for name, function in vars(rules).items() if name.startswith("why_not_")]


def draw():
    """docs/week.md: the week as the code has it. Reads data alone, no database."""
    lines = [
        "# The week",
        "",
        "Drawn from the code by `./do manage draw_week`; a test keeps it true.",
        "",
        "```",
        *_picture(),
        "```",
    ]
    for state in STATES:
        lines += ["", f"## {state.name.capitalize()}", "", f"Known by: {state.shown_by}. Read by: {state.read_by}."]
        lines += ["", "| action | who | what it does | button |", "|---|---|---|---|"]
        lines += [
            f"| `{act.action}` | {act.by} | {act.does} | {' '.join(f'`{button}`' for button in act.buttons)} |"
            for act in state.acts
        ]
    for forced, heading, words in (
        (True, "What setting the week asks", "Each is a link on the page while it is lacking."),
        (False, "What is listed and not forced", "Filled in now or until the review, or passed over with one reason."),
    ):
        lines += ["", f"## {heading}", "", words, "", "| stage | code | words |", "|---|---|---|"]
        lines += [
            f"| {stage.replace('_', ' ')} | `{code}` | {text.format('…')} |"
            for code, (stage, asked, text) in CODES.items()
            if asked == forced
        ]
    lines += ["", "## The reasons against", "", "A rule returns the reason, or nothing."]
    lines += ["", "| rule | says |", "|---|---|"]
    lines += [f"| `{rule.__name__}` | {_first_line(rule)} |" for rule in rules_in_order()]
    return "\n".join(lines) + "\n"


def _picture():
    return [f"{start or '(none)':<9} ── {action:<13} ──► {end or '(gone)'}" for start, end, action in WAYS]


def _first_line(function):
    return function.__doc__.strip().splitlines()[0]
