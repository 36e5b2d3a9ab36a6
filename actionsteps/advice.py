"""What a finding says: why it matters, and a way to put it right. In the words of a coach, never of a judge."""

import re

# code: why it matters, what to try
ADVICE = {
    "vague_verb": (
        "Two people could read this and do different things, and neither could tell whether it was done.",
        "Say what you would see or hear: who does what, when, in which words. Or keep it, and let the steps do so.",
    ),
    "vague_adverb": (
        "It says that it should be better or more, but not what better looks like.",
        "Swap it for a number, a moment or a place: how many, when exactly, where you stand.",
    ),
    "outcome_as_action": (
        "This is what pupils will do. It can't be practised until it says what the teacher will do.",
        "Move it to “so that”, and write here what the teacher does to bring it about.",
    ),
    "nothing_to_see": (
        "Somebody in the room, or reading the plan, couldn't tell whether it had been done.",
        "Start with something to see: ask, pause, write, stand, script, plan three …",
    ),
    "vague_step": (
        "A step is there to make the action concrete; this one could mean many things.",
        "Say the one thing to do: script, stand, ask, write, count …",
    ),
    "several_actions": (
        "These look like two actions. One at a time is remembered and practised; two are half done.",
        "Keep the one that changes most, and park the other for a later week.",
    ),
    "how_repeats_what": (
        "This step says the action again. The how is what a person would do first, second and third.",
        "Ask “what would that look like tomorrow?” and write the answer.",
    ),
    "about_the_teacher": (
        "This says what it does for the teacher or the lesson. The reason to do it is what changes for pupils.",
        "Start with “pupils”: what will they do, know or be able to do?",
    ),
    "too_long": (
        "It is too long to have in mind while teaching.",
        "Keep the words that would be missed in the moment; let the rest go, or make it a step of its own.",
    ),
    "too_big": (
        "This is bigger than can be done before the next meeting.",
        "Name one lesson or class to try it in first.",
    ),
}

# What a mentor may mean by a big word: one way, of many, to say it so that it can be seen.
_INSTEAD = (
    (r"question", "For example: “Ask, wait three seconds, then name a pupil.”"),
    (r"transition", "For example: “Number the moves: say ‘one’, wait until all are standing, say ‘two’.”"),
    (
        r"routine|start of|entry|entrance",
        "For example: “Stand at the door and point each pupil to the task on the board.”",
    ),
    (
        r"low[- ]level|disrupti|behaviour|discipline|classroom management",
        "For example: “Scan left to right for three seconds after an instruction, and name two who follow it.”",
    ),
    (r"\bpace\b|momentum|\btime\b", "For example: “Put a four-minute timer on the board and stop when it ends.”"),
    (r"feedback|marking", "For example: “Write one error you saw on the board and have everyone correct it.”"),
    (
        r"explanation|explain|instruction",
        "For example: “Script the explanation in four sentences and pause after each.”",
    ),
    (
        r"engag|participat|involve",
        "For example: “Have every pupil write an answer on a whiteboard before anyone speaks.”",
    ),
    (r"expectation", "For example: “Stop and restart the entry if anyone talks before the register.”"),
    (
        r"differentiat|adapt|\bsend\b|\beal\b|needs|scaffold",
        "For example: “Give three named pupils the first line of the answer.”",
    ),
    (r"stretch|challenge|most able|higher[- ]attain", "For example: “After each right answer ask ‘How do you know?’”"),
    (
        r"presence|confiden|assertive|authority|voice",
        "For example: “Stand still, feet together, and lower your voice for each instruction.”",
    ),
    (
        r"relationship|rapport|get to know",
        "For example: “Greet six pupils by name at the door and ask each one question.”",
    ),
    (
        r"understanding|assessment|progress|\bafl\b",
        "For example: “Ask one multiple-choice question and have all vote with their fingers.”",
    ),
    (r"independen|resilien", "For example: “Wait two minutes before helping, and point to the worked example first.”"),
    (
        r"\btalk\b|discussion|oracy",
        "For example: “Put a sentence stem on the board and have pairs use it before anyone answers.”",
    ),
    (r"praise|positive", "For example: “Name two pupils and exactly what they did, within a minute of the start.”"),
    (
        r"\bplan|lesson",
        "For example: “Write the one question that shows whether pupils have it, and plan when to ask it.”",
    ),
    (r"model", "For example: “Write the first example on the board and say each decision aloud.”"),
    (r"technolog|\bict\b", "For example: “Show one pupil's book under the visualiser and ask what to add.”"),
    (r"parent|carer|famil", "For example: “Ring two homes on Friday, each with one thing that went well.”"),
    (
        r"teaching assistant|\btas?\b|support staff",
        "For example: “Give your TA three names and the first question to ask each.”",
    ),
)
_TOPICS = tuple((re.compile(pattern), example) for pattern, example in _INSTEAD)


def instead_of(folded):
    """One concrete way to do what `folded` (lower case) is after, or "" where the subject isn't known."""
    return next((example for topic, example in _TOPICS if topic.search(folded)), "")
