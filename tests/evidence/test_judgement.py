"""Wording that judges is noticed, what was seen or heard is left alone."""

from time import perf_counter

import pytest

from evidence.judgement import ADVICE, INSIDE, VERDICT, judgements

# What is typed → the words that are noticed in it.
JUDGES = {
    "Great lesson": ("Great lesson",),
    "Poor behaviour in the back row": ("Poor behaviour",),
    "Weak questioning throughout": ("Weak questioning",),
    "Pupils were engaged": ("Pupils were engaged",),
    "Pupils were fully engaged and on task": ("Pupils were fully engaged",),
    "An excellent start": ("excellent start",),
    "The lesson went really well": ("went really well",),
    "Behaviour was poor": ("Behaviour was poor",),
    "Questioning was very weak": ("Questioning was very weak",),
    "She explained it clearly and the class was motivated": ("class was motivated",),
    "Good use of questioning": ("Good use",),
    "Lovely relationships with the class": ("Lovely relationships",),
    "Lack of challenge": ("Lack of challenge",),
    "The pace was too slow": ("pace was too slow",),
    "He should have asked more pupils": ("should have",),
    "Students were bored": ("Students were bored",),
    "The children enjoyed the activity": ("children enjoyed",),
    "Strong subject knowledge": ("Strong subject knowledge",),
    "Behaviour was managed well": ("managed well",),
    "Badly planned": ("Badly planned",),
    "Too much teacher talk": ("Too much teacher talk",),
    "Needs to work on transitions": ("Needs to work on",),
    "They were well behaved": ("They were well behaved",),
    "Most pupils understood the task": ("Most pupils understood",),
    "Clear instructions": ("Clear instructions",),
    "Effective feedback": ("Effective feedback",),
    "Year 9 were disruptive": ("Year 9 were disruptive",),
    "Brilliant!": ("Brilliant",),
    "Everyone seemed interested": ("Everyone seemed interested",),
    "good classroom management": ("good classroom management",),
    "An outstanding plenary": ("outstanding plenary",),
    "Nice atmosphere": ("Nice atmosphere",),
    "even better if pupils had whiteboards": ("even better if",),
    "The class looked confused": ("class looked confused",),
    "Pupils behaved badly": ("behaved badly",),
    "Amira’s questioning was strong": ("questioning was strong",),
    "The lesson was great and pupils were engaged, but she should have stopped.": (
        "lesson was great",
        "pupils were engaged",
        "should have",
    ),
    "Great lesson. Great lesson.": ("Great lesson",),
}
SEES = (
    "Nine of twenty-eight pupils began with the wrong question",
    "Twelve of twenty-six books opened with the first line of the poem, word for word.",
    "A pupil said “this is a great lesson”",
    "One pupil: ‘I’m bored, it’s a poor lesson’",
    '"Brilliant work," she told the class',
    "He asked eleven questions in fifteen minutes",
    "Pupils were writing within a minute of sitting down",
    "The task was on the board when they came in",
    "Four pupils had no pen out when the register began",
    "She waited eleven seconds with her hand up",
    "They talked to a partner for two minutes",
    "Two pupils asked ‘what do we do?’",
    'The teacher said: "Good, now try the next one."',
    "Pupils were in their seats by five past nine",
    "The class was split into four groups",
    "I drew a well on the board",
    "He wrote “good” beside each answer",
    "Six pupils changed a sentence in front of me",
    "The plan held fourteen questions",
    "Pupils put their hands up when they knew the answer",
    "The start of the lesson took nine minutes",
    "Three were looking out of the window",
    "The lesson was 50 minutes long",
    "Pupils had a good view of the board",
    "She strongly pressed the marker",
    "Worked well-known examples on the board",
    "In 8L the third instruction was repeated twice",
    "It was hot and the windows were open",
    "All but two of 9R were writing before the register opened",
    "Five copied the example’s numbers into their own answer",
    "Pupils' books were on the desk and pupils' bags under it",
    "The next timetabled lesson is on Tuesday",
    "They were asked to be quiet",
    "She told Ali he was rude",
    "Ten pupils chose the clear plastic ruler",
    "The fire alarm went off",
    "Bells rang, weak sunlight through the blinds",
    "Everyone got a whiteboard",
    "He used a worked example and a model answer",
    "Friday’s quiz: 21 of 27 remembered how to find a common denominator",
    "The explanation was 11 minutes long",
    "All were on task sheet 3",
    "Three pupils told me they enjoyed the poem",
    "A boy said that everyone was bored",
    "Read the well-known poem twice",
    "",
)


@pytest.mark.parametrize(("text", "words"), JUDGES.items(), ids=list(JUDGES))
def test_wording_that_judges_is_noticed(text, words):
    assert tuple(one.words for one in judgements(text)) == words


@pytest.mark.parametrize("text", SEES)
def test_what_was_seen_or_heard_is_left_alone(text):
    assert judgements(text) == []


def test_tables_are_long_enough_to_mean_something():
    assert (len(JUDGES) > 35, len(SEES) > 40) == (True, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Weak questioning", VERDICT), ("Pupils were engaged", INSIDE), ("He should have waited", ADVICE)],
)
def test_each_kind_says_why_and_what_to_write_instead(text, kind):
    (one,) = judgements(text)

    assert (one.why, one.instead) == kind


def test_at_most_three_are_told_in_order():
    text = "Great lesson, poor behaviour, weak questioning, nice atmosphere."

    assert [one.words for one in judgements(text)] == ["Great lesson", "poor behaviour", "weak questioning"]


@pytest.mark.parametrize("text", ["‘" * 20_000, "'a " * 6_600, "pupils were very " * 1_200, "“" * 20_000])
def test_no_text_takes_long(text):
    began = perf_counter()

    judgements(text)

    assert perf_counter() - began < 5
