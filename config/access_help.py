"""What each address of asking a leader for help answers to each person (A111)."""

from config.access_people import (
    DONE,
    ECT,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    MENTOR,
    NEW_MENTOR,
    THE_PAIR_LATER,
)

# Sent by the mentor to the leader of the table; another leader of the school doesn’t see it.
READ = {**THE_PAIR_LATER, LEADER: 200}
NOT_ASKED = {ECT: 403, MENTOR: 403, NEW_MENTOR: 403}

HELP = {
    ("GET", "coaching:ask_for_help", "a live focus"): THE_PAIR_LATER,
    ("POST", "coaching:ask_for_help", "a live focus"): dict.fromkeys(THE_PAIR_LATER, DONE),
    ("GET", "coaching:ask_for_help", "a reviewed focus"): dict.fromkeys(THE_PAIR_LATER, 403),
    ("GET", "coaching:ask_for_help", "a focus drafted"): {MENTOR: 403},
    ("GET", "coaching:asked", "a question"): READ,
    ("POST", "coaching:asked", "a question"): {**NOT_ASKED, LEADER: DONE},
    ("GET", "coaching:asked", "a question withdrawn"): THE_PAIR_LATER,
    ("POST", "coaching:asked", "a question withdrawn"): NOT_ASKED,
    ("POST", "coaching:withdraw_question", "a question"): {ECT: 403, MENTOR: DONE, NEW_MENTOR: 403, LEADER: 403},
    ("GET", "coaching:asked_here", "the ECT"): THE_PAIR_LATER,
    ("GET", "coaching:asked_of_me", ""): dict.fromkeys((LEADER, LEADER_WHO_MENTORS, LEADER_ELSEWHERE), 200),
}
