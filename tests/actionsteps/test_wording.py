"""The wording of a step: its normal form, its sentence, what changed, and a pasted text taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionsteps.difference import Run
from actionsteps.verbs import IMPERATIVE, ING
from actionsteps.wording import Wording, parse, text_digest

CLEAR = Wording(
    "Make sure your explanations are clear",
    (
        "Identify what pupils should remember",
        "Break instructions into two or three small steps that focus on it",
        "Check for understanding across the whole class",
        "Script this in the lesson plan",
    ),
    "pupils know what they are meant to do",
)

texts = st.text(max_size=60)
wordings = st.builds(Wording, texts, st.lists(texts, max_size=4).map(tuple), texts)
VERBS = ["Ask", "Break", "Check", "Identify", "Pause", "Plan", "Point", "Script", "Stop", "Write"]
# Plain words with no "and", "by" or "so that" of their own, so that a sentence has one reading.
words = st.sampled_from(["aloud", "books", "every", "line", "once", "pupils", "quietly", "row", "slides", "twice"])
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
steps = st.builds("{} the {}".format, st.sampled_from(VERBS), phrases)
plain_wordings = st.builds(
    Wording,
    steps,
    st.lists(steps, max_size=4).map(tuple),
    st.one_of(st.just(""), phrases.map("pupils see {}".format)),
)


@pytest.mark.parametrize(
    "typed",
    [
        "Break instructions into small steps.",
        "break   instructions, into small steps",
        "BREAK INSTRUCTIONS INTO SMALL STEPS!",
        "Break instructions into “small” steps",
        "Break\ninstructions into small-steps",
        "Ｂreak instructions into small steps",
    ],
)
def test_normal_form_ignores_case_punctuation_and_spacing(typed):
    assert Wording(typed).same_as(Wording("Break instructions into small steps"))


@pytest.mark.parametrize("bullet", ["- ", "• ", "1. ", "2) ", "(3) ", "a) ", "Step 4: ", "* ", "– "])
def test_normal_form_ignores_the_bullet_of_a_step(bullet):
    assert Wording("Do", (f"{bullet}Ask why",)).same_as(Wording("Do", ("Ask why",)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ask 3 pupils", "Ask 4 pupils"),
        ("Wait 2.5 minutes", "Wait 25 minutes"),
        ("Mark 50% of the books", "Mark 50 of the books"),
        ("Write 2 + 2", "Write 2 - 2"),
        ("Ask pupils", "Ask the pupils"),
    ],
)
def test_normal_form_keeps_words_and_numbers(one, other):
    assert not Wording(one).same_as(Wording(other))


def test_normal_form_keeps_the_number_a_step_begins_with():
    assert Wording("Do", ("3 books marked",)).normal.steps == ("3 books marked",)


def test_normal_form_drops_blank_steps_and_a_typed_so_that():
    typed = Wording("Ask", ("", "Wait", " - "), "so that pupils think.")

    assert typed.normal == Wording("ask", ("wait",), "pupils think")


@given(wordings)
def test_normal_form_of_a_normal_form_is_itself(wording):
    assert wording.normal.normal == wording.normal


@given(wordings)
def test_digest_is_that_of_the_normal_form(wording):
    assert wording.digest == wording.normal.digest


def test_digest_counts_the_order_and_the_part():
    one = Wording("Ask", ("Wait", "Name a pupil"))

    others = [
        Wording("Ask", ("Name a pupil", "Wait")),
        Wording("Ask", ("Wait Name a pupil",)),
        Wording("Ask", ("Wait",), "Name a pupil"),
    ]

    assert one.digest not in [other.digest for other in others]


@pytest.mark.parametrize("wording", [Wording(), Wording(" ", ("", "-"), "…")])
def test_wording_that_says_nothing_is_blank(wording):
    assert wording.is_blank is True


@pytest.mark.parametrize("wording", [Wording("Ask"), Wording("", ("Ask",)), Wording("", (), "pupils think")])
def test_wording_that_says_something_is_not_blank(wording):
    assert wording.is_blank is False


def test_sentence_reads_by_and_so_that():
    assert CLEAR.sentence() == (
        "Make sure your explanations are clear by identifying what pupils should remember, breaking instructions into "
        "two or three small steps that focus on it, checking for understanding across the whole class and scripting "
        "this in the lesson plan so that pupils know what they are meant to do"
    )


def test_sentence_of_one_step():
    wording = Wording("Give clear instructions.", ("Script them.",), "so that pupils start at once.")

    assert wording.sentence() == "Give clear instructions by scripting them so that pupils start at once."


def test_sentence_without_steps_drops_by():
    wording = Wording("Raise your hand when you want silence", (), "Pupils stop talking")

    assert wording.sentence() == "Raise your hand when you want silence so that pupils stop talking"


@pytest.mark.parametrize(
    "step",
    [
        "When they enter, point to the task",
        "Ask, then wait three seconds",
        "Stand still and scan the room",
        "Xylophone the register",
        "Ask. Wait.",
        "Script: write it down",
    ],
)
def test_sentence_lists_steps_where_an_ing_form_is_not_safe(step):
    sentence = Wording("Start well", (step, "Point to the board"), "pupils begin").parts()

    assert (sentence.by, sentence.how, sentence.steps) == (
        "by these steps:",
        "",
        (step.rstrip("."), "Point to the board"),
    )
    assert (
        sentence.text == f"Start well by these steps: 1 {step.rstrip('.')}; 2 Point to the board so that pupils begin"
    )


def test_sentence_divides_steps_with_commas_by_semicolons():
    wording = Wording("Start well", ("Greet pupils, one at a time", "Point to the board"))

    assert wording.parts().how == "greeting pupils, one at a time; and pointing to the board"


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [
        ("pupils think", "so that pupils think"),
        ("So that pupils think", "so that pupils think"),
        ("so pupils think", "so that pupils think"),
        ("to check whether pupils follow", "to check whether pupils follow"),
        ("in order to find out who is stuck", "in order to find out who is stuck"),
        ("Amira answers first", "so that Amira answers first"),
    ],
)
def test_sentence_never_doubles_the_prompt(outcome, ending):
    assert Wording("Ask why", (), outcome).sentence() == f"Ask why {ending}"


def test_sentence_takes_the_prompts_of_a_school():
    sentence = Wording("Ask why", ("Script the question",), "pupils think").parts(do="Do:", by="How", so_that="Because")

    assert sentence.text == "Do: Ask why How: 1 Script the question Because pupils think"


@given(wordings)
def test_sentence_is_one_line_whatever_was_typed(wording):
    assert len(wording.sentence().splitlines()) <= 1


@given(plain_wordings)
def test_parse_takes_back_what_the_sentence_says(wording):
    assert parse(wording.sentence()).same_as(wording)


@given(texts)
def test_parse_loses_no_text(text):
    assert parse(text).is_blank == Wording(text).is_blank


def test_parse_takes_back_a_list_of_steps():
    wording = Wording("Start well", ("Ask, then wait", "When they enter, point to the task"), "pupils begin")

    assert parse(wording.sentence()) == wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Explain the task by numbering the steps, e.g. by writing them on the board.",
            Wording("Explain the task", ("Number the steps, e.g. by writing them on the board",)),
        ),
        (
            "Finish the plan by Friday, step by step, by the end of period 5",
            Wording("Finish the plan by Friday, step by step, by the end of period 5"),
        ),
        ("Seat pupils by morning", Wording("Seat pupils by morning")),
        (
            "Read aloud with expression, so that pupils hear the rhythm",
            Wording("Read aloud with expression", (), "pupils hear the rhythm"),
        ),
        ("Ask why so pupils think", Wording("Ask why", (), "pupils think")),
        ("Ask why in order that pupils think", Wording("Ask why", (), "pupils think")),
        ("Ask why in order to hear reasons", Wording("Ask why", (), "in order to hear reasons")),
        (
            "By asking three questions, check who is stuck so that nobody waits",
            Wording("Check who is stuck", ("Ask three questions",), "nobody waits"),
        ),
        ("So that pupils think, ask then wait.", Wording("Ask then wait", (), "pupils think")),
        (
            "Start well by: 1. Greet pupils 2. Point to the task so that pupils begin",
            Wording("Start well", ("Greet pupils", "Point to the task"), "pupils begin"),
        ),
        (
            "Circulate:\n1. Mark five books\n2) Write one error on the board\nso that everyone mends it",
            Wording("Circulate", ("Mark five books", "Write one error on the board"), "everyone mends it"),
        ),
        (
            "Key action: Ask why\r\nBy:\r\n• script the question\r\n• wait\r\nSo that: pupils think",
            Wording("Ask why", ("script the question", "wait"), "pupils think"),
        ),
        (
            "Say “well done by trying so that it shows” by pausing first",
            Wording("Say “well done by trying so that it shows”", ("Pause first",)),
        ),
        ("", Wording()),
    ],
)
def test_parse_finds_the_parts(text, expected):
    assert parse(text) == expected


def test_difference_shows_runs_of_words():
    was = Wording("Ask more questions", ("Script three questions", "Wait"), "pupils think")
    now = Wording("Ask, fewer questions", ("Script two questions", "Name a pupil"), "Pupils think.")

    difference = was.difference(now)

    assert difference.key_action == (
        Run("same", "Ask,"),
        Run("removed", "more"),
        Run("added", "fewer"),
        Run("same", "questions"),
    )
    assert difference.steps == (
        (Run("same", "Script"), Run("removed", "three"), Run("added", "two"), Run("same", "questions")),
        (Run("added", "Name a pupil"),),
        (Run("removed", "Wait"),),
    )
    assert difference.so_that == (Run("same", "Pupils think."),)


@given(wordings)
def test_difference_to_itself_is_empty(wording):
    assert wording.difference(wording).is_empty is True


@given(plain_wordings, plain_wordings)
def test_difference_holds_all_words_of_both(was, now):
    difference = was.difference(now)

    def said(runs, kind):
        return sorted(word.lower() for run in runs if run.kind in ("same", kind) for word in run.text.split())

    assert said(difference.key_action, "removed") == sorted(was.key_action.lower().split())
    assert said(difference.key_action, "added") == sorted(now.key_action.lower().split())
    runs = [run for step in difference.steps for run in step]
    assert said(runs, "removed") == sorted(" ".join(was.steps).lower().split())
    assert said(runs, "added") == sorted(" ".join(now.steps).lower().split())


@given(wordings, wordings)
def test_alikeness_is_the_same_both_ways_and_between_0_and_1(one, other):
    alike = one.alikeness(other)

    assert alike == other.alikeness(one)
    assert 0 <= alike <= 1


@given(wordings)
def test_alikeness_to_itself_is_1(wording):
    assert wording.alikeness(wording) == 1


def test_alikeness_grows_with_the_words_shared():
    near = Wording("Make sure that explanations are clear", CLEAR.steps[:3], CLEAR.so_that)
    far = Wording("Mark five books in the lesson", ("Choose the first row",), "pupils mend one error")

    assert CLEAR.alikeness(near) > 0.7
    assert CLEAR.alikeness(far) < 0.1


def test_text_digest_counts_everything_but_the_kind_of_line_ending():
    assert text_digest("one\r\ntwo\rthree") == text_digest("one\ntwo\nthree")
    assert text_digest("One") != text_digest("one")
    assert text_digest("one ") != text_digest("one")


@pytest.mark.parametrize(
    ("verb", "ing"),
    [
        ("identify", "identifying"),
        ("break", "breaking"),
        ("plan", "planning"),
        ("practise", "practising"),
        ("model", "modelling"),
        ("quiz", "quizzing"),
        ("listen", "listening"),
        ("see", "seeing"),
        ("tie", "tying"),
        ("cue", "cueing"),
        ("focus", "focusing"),
        ("cold call", "cold calling"),
        ("whisper", "whispering"),
    ],
)
def test_ing_forms_are_british(verb, ing):
    assert ING[verb] == ing


def test_ing_forms_lead_back_to_their_verbs():
    assert {IMPERATIVE[ing]: ing for ing in ING.values()} == ING
