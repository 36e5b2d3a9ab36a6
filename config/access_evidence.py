"""What each address of the log answers to each person."""

from config.access_people import (
    DONE,
    ECT,
    ECT_REFUSED,
    EVERYBODY,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    MENTOR,
    NEW_MENTOR,
    THE_PAIR_LATER,
)

MENTORS = {MENTOR: 200, NEW_MENTOR: 200}
MENTORS_DONE = {MENTOR: DONE, NEW_MENTOR: DONE}
# Whose it is not reads it, and is refused.
NOT_THEIRS = {MENTOR: 403, NEW_MENTOR: 403}
SINCE = "the leader’s entry, a week being set since"
LEADS = {LEADER: 200, LEADER_WHO_MENTORS: 200, LEADER_ELSEWHERE: 200}

EVIDENCE = {
    ("GET", "evidence:log", "the ECT"): THE_PAIR_LATER,
    ("GET", "evidence:write_entry", "the ECT"): THE_PAIR_LATER,
    ("POST", "evidence:write_entry", "the ECT"): {ECT: DONE, **MENTORS_DONE},
    ("POST", "evidence:check_seen", ""): EVERYBODY,
    ("POST", "evidence:autosave_new", "the ECT"): {**MENTORS, **ECT_REFUSED},
    ("POST", "evidence:autosave_entry", "the mentor’s entry"): {MENTOR: 200, NEW_MENTOR: 403},
    ("POST", "evidence:autosave_entry", "an entry cited in a draft"): {MENTOR: 200, NEW_MENTOR: 403},
    ("POST", "evidence:autosave_entry", "an entry cited in a set week"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:autosave_entry", "a shared entry"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:autosave_entry", "the leader’s entry"): {LEADER: 200, **NOT_THEIRS},
    ("POST", "evidence:autosave_entry", "the ECT’s reflection"): {**NOT_THEIRS, **ECT_REFUSED},
    ("GET", "evidence:entry", "the mentor’s entry"): MENTORS,
    ("GET", "evidence:entry", "an entry cited in a draft"): MENTORS,
    ("GET", "evidence:entry", "an entry cited in a set week"): THE_PAIR_LATER,
    ("GET", "evidence:entry", "a shared entry"): THE_PAIR_LATER,
    ("GET", "evidence:entry", "the leader’s entry"): {LEADER: 200, **MENTORS},
    ("GET", "evidence:entry", "the ECT’s reflection"): THE_PAIR_LATER,
    ("GET", "evidence:entry", "a former mentor’s entry"): MENTORS,
    ("GET", "evidence:change_entry", "the mentor’s entry"): {MENTOR: 200, NEW_MENTOR: 403},
    ("POST", "evidence:change_entry", "the mentor’s entry"): {MENTOR: DONE, NEW_MENTOR: 403},
    ("GET", "evidence:change_entry", "a shared entry"): {MENTOR: 200, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "evidence:change_entry", "a shared entry"): {MENTOR: DONE, NEW_MENTOR: 403, **ECT_REFUSED},
    ("GET", "evidence:change_entry", "an entry cited in a set week"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:change_entry", "an entry cited in a set week"): {**NOT_THEIRS, **ECT_REFUSED},
    ("GET", "evidence:change_entry", "the leader’s entry"): {LEADER: 200, **NOT_THEIRS},
    ("POST", "evidence:change_entry", "the leader’s entry"): {LEADER: DONE, **NOT_THEIRS},
    ("GET", "evidence:change_entry", "the ECT’s reflection"): {ECT: 200, **NOT_THEIRS},
    ("POST", "evidence:change_entry", "the ECT’s reflection"): {ECT: DONE, **NOT_THEIRS},
    ("GET", "evidence:change_entry", "a former mentor’s entry"): NOT_THEIRS,
    ("POST", "evidence:change_entry", "a former mentor’s entry"): NOT_THEIRS,
    ("POST", "evidence:share_entry", "the mentor’s entry"): MENTORS_DONE,
    ("POST", "evidence:share_entry", "a shared entry"): {**MENTORS_DONE, **ECT_REFUSED},
    ("POST", "evidence:share_entry", "the leader’s entry"): {LEADER: DONE, **MENTORS_DONE},
    ("POST", "evidence:remove_entry", "the mentor’s bare entry"): {MENTOR: DONE, NEW_MENTOR: 403},
    ("POST", "evidence:remove_entry", "an entry cited in a draft"): {MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "evidence:remove_entry", "a shared entry"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:remove_entry", "the leader’s bare entry"): {LEADER: DONE, **NOT_THEIRS},
    ("POST", "evidence:remove_entry", "the ECT’s bare reflection"): {ECT: DONE, **NOT_THEIRS},
    ("GET", "evidence:entry", SINCE): {LEADER: 200, **MENTORS},
    ("POST", "evidence:autosave_entry", SINCE): {LEADER: 403, **NOT_THEIRS},
    ("GET", "evidence:change_entry", SINCE): {LEADER: 403, **NOT_THEIRS},
    ("POST", "evidence:change_entry", SINCE): {LEADER: 403, **NOT_THEIRS},
    ("POST", "evidence:share_entry", SINCE): {LEADER: DONE, **MENTORS_DONE},
    ("POST", "evidence:remove_entry", SINCE): {LEADER: 403, **NOT_THEIRS},
    ("GET", "coaching:supported_foci", "the ECT"): THE_PAIR_LATER,
    ("GET", "evidence:walk", ""): LEADS,
    # A leader elsewhere posts what somebody here would: their own school has no such ECT.
    ("POST", "evidence:walk", ""): {LEADER: DONE, LEADER_WHO_MENTORS: DONE, LEADER_ELSEWHERE: 422},
}
