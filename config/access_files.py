"""What each address of the files beside an entry, and of private notes, answers to each person."""

from config.access_people import (
    DONE,
    ECT,
    ECT_REFUSED,
    EVERYBODY,
    FORMER_MENTOR,
    LEADER,
    LEFT_LATELY,
    LEFT_LONG_AGO,
    MENTOR,
    NEW_MENTOR,
    NO_ROLE,
    PEOPLE,
    SUPERUSER,
    THE_PAIR_LATER,
    TRUST_LEADER,
)

MENTORS = {MENTOR: 200, NEW_MENTOR: 200}
NOT_THEIRS = {MENTOR: 403, NEW_MENTOR: 403}
# A note belongs to a school.
NOWHERE = {NO_ROLE: 403, SUPERUSER: 403, LEFT_LATELY: 403, LEFT_LONG_AGO: 403}

FILES = {
    ("GET", "evidence:add_files", "the mentor’s entry"): {MENTOR: 200, NEW_MENTOR: 403},
    ("POST", "evidence:add_files", "the mentor’s entry"): {MENTOR: DONE, NEW_MENTOR: 403},
    ("GET", "evidence:add_files", "an entry cited in a set week"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:add_files", "an entry cited in a set week"): {**NOT_THEIRS, **ECT_REFUSED},
    ("POST", "evidence:add_files", "a shared entry"): {MENTOR: DONE, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "evidence:add_files", "the ECT’s reflection"): {ECT: DONE, **NOT_THEIRS},
    ("POST", "evidence:add_files", "the leader’s entry"): {LEADER: DONE, **NOT_THEIRS},
    ("POST", "evidence:add_files", "a former mentor’s entry"): NOT_THEIRS,
    ("GET", "evidence:take_file", "a file of the mentor’s entry"): MENTORS,
    ("GET", "evidence:take_file", "a file of an entry cited in a draft"): MENTORS,
    ("GET", "evidence:take_file", "a file of an entry cited in a set week"): THE_PAIR_LATER,
    ("GET", "evidence:take_file", "a file of a shared entry"): THE_PAIR_LATER,
    ("GET", "evidence:take_file", "a file of the leader’s entry"): {LEADER: 200, **MENTORS},
    ("GET", "evidence:take_file", "a file of the ECT’s reflection"): THE_PAIR_LATER,
    ("GET", "evidence:take_file", "a file of a former mentor’s entry"): MENTORS,
    ("GET", "evidence:take_file", "the mentor’s file at a shared entry’s address"): {},
    ("GET", "evidence:take_file", "an erased file of a shared entry"): {},
    ("POST", "evidence:remove_file", "a file of the mentor’s entry"): {MENTOR: DONE, NEW_MENTOR: 403},
    ("POST", "evidence:remove_file", "a file of an entry cited in a draft"): {MENTOR: DONE, NEW_MENTOR: 403},
    ("POST", "evidence:remove_file", "a file of an entry cited in a set week"): {
        MENTOR: DONE,
        NEW_MENTOR: 403,
        **ECT_REFUSED,
    },
    ("POST", "evidence:remove_file", "a file of a shared entry"): {MENTOR: DONE, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "evidence:remove_file", "a file of the leader’s entry"): {LEADER: DONE, **NOT_THEIRS},
    ("POST", "evidence:remove_file", "a file of the ECT’s reflection"): {ECT: DONE, **NOT_THEIRS},
    ("POST", "evidence:remove_file", "a file of a former mentor’s entry"): NOT_THEIRS,
    ("POST", "evidence:remove_file", "the mentor’s file at a shared entry’s address"): {},
    ("GET", "evidence:notes", ""): EVERYBODY,
    ("POST", "evidence:notes", ""): {**dict.fromkeys(PEOPLE[1:], DONE), **NOWHERE},
}
# A private note is its author's, and there for nobody else.
for who, note in {
    ECT: "the ECT’s private note",
    MENTOR: "the mentor’s private note about the ECT",
    FORMER_MENTOR: "the former mentor’s private note about the ECT",
    LEADER: "the leader’s private note",
    TRUST_LEADER: "the trust leader’s private note",
    SUPERUSER: "the superuser’s private note",
}.items():
    FILES["GET", "evidence:change_note", note] = {who: 200}
    FILES["POST", "evidence:change_note", note] = {who: DONE}
    FILES["POST", "evidence:remove_note", note] = {who: DONE}
