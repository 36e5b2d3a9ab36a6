"""What each address about people, pairs and invitations answers to each person."""

from config.access_people import (
    ANYBODY,
    DONE,
    FORMER_MENTOR,
    LEADER,
    LEADER_WHO_MENTORS,
    LEADERS,
    MENTOR,
    NEW_MENTOR,
    NOBODY,
    OTHER_MENTOR,
    PEOPLE,
    TRUST_LEADER,
)

# Who sets up a school's people: its leaders, and its trust's.
SET_UP = {**dict.fromkeys(LEADERS, 200), TRUST_LEADER: 200}
WRITTEN = dict.fromkeys(SET_UP, DONE)

JOINING = {
    ("GET", "schools:people", "the school’s people"): SET_UP,
    ("GET", "schools:add_person", "the school’s people"): SET_UP,
    ("POST", "schools:add_person", "the school’s people"): WRITTEN,
    ("GET", "schools:add_pair", "the school’s people"): SET_UP,
    ("POST", "schools:add_pair", "the school’s people"): WRITTEN,
    ("POST", "schools:invite_people", "the school’s people"): WRITTEN,
    ("GET", "schools:change_person", "somebody of the school"): SET_UP,
    ("POST", "schools:change_person", "somebody of the school"): WRITTEN,
    ("GET", "schools:leave_school", "somebody of the school"): SET_UP,
    ("POST", "schools:leave_school", "somebody of the school"): WRITTEN,
    ("GET", "schools:change_pair", "a pair to set up"): SET_UP,
    ("POST", "schools:change_pair", "a pair to set up"): WRITTEN,
    ("GET", "schools:end_pair", "a pair to set up"): SET_UP,
    ("POST", "schools:end_pair", "a pair to set up"): WRITTEN,
    ("GET", "schools:pause_meetings", "a pair to set up"): SET_UP,
    ("POST", "schools:pause_meetings", "a pair to set up"): WRITTEN,
    ("POST", "schools:meet_again", "a pause of theirs"): WRITTEN,
    ("GET", "schools:bring_people", "the school’s people"): SET_UP,
    ("POST", "schools:bring_people", "the school’s people"): WRITTEN,
    ("GET", "schools:trust_schools", "the trust’s people"): {TRUST_LEADER: 200},
    # A hat is one's own: that of the school's mentors.
    ("POST", "schools:wear_hat", ""): dict.fromkeys(
        (MENTOR, OTHER_MENTOR, FORMER_MENTOR, NEW_MENTOR, LEADER_WHO_MENTORS), DONE
    ),
    ("GET", "schools:bring_trusts_people", "the trust’s people"): {TRUST_LEADER: 200},
    ("POST", "schools:bring_trusts_people", "the trust’s people"): {TRUST_LEADER: DONE},
    ("GET", "schools:confirm_people", "the leader’s roster"): {LEADER: 200},
    ("POST", "schools:confirm_people", "the leader’s roster"): {LEADER: DONE},
    # A way in for one who has none: whoever else is signed in is told to sign out first.
    ("GET", "schools:invitation", "an invitation"): ANYBODY,
    ("POST", "schools:invitation", "an invitation"): {**dict.fromkeys(PEOPLE, 403), NOBODY: DONE},
}
