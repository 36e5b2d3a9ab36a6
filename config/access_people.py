"""The people of the tables in `config/access*.py`, and what groups of them are answered. Data only."""

ECT = "the ECT"
MENTOR = "their mentor"
OTHER_MENTOR = "another mentor"
LEADER = "a leader"
TRUST_LEADER = "a trust leader"

# The people of the routes' table, seen from one ECT's week.
NOBODY = "nobody"
NO_ROLE = "signed in without a role"
FORMER_MENTOR = "their former mentor"
NEW_MENTOR = "their new mentor"  # after a change of mentor with everything else as it is
OTHER_ECT = "another ECT"
LEADER_WHO_MENTORS = "a leader who mentors somebody else"
LEADER_ELSEWHERE = "a leader of another school"
SUPERUSER = "a superuser"
LEFT_LATELY = "the ECT, who left 10 days ago"
LEFT_LONG_AGO = "the ECT, who left 61 days ago"
PEOPLE = (
    NOBODY,
    NO_ROLE,
    ECT,
    MENTOR,
    FORMER_MENTOR,
    NEW_MENTOR,
    OTHER_MENTOR,
    OTHER_ECT,
    LEADER,
    LEADER_WHO_MENTORS,
    LEADER_ELSEWHERE,
    TRUST_LEADER,
    SUPERUSER,
    LEFT_LATELY,
    LEFT_LONG_AGO,
)

DONE = 302  # a POST that did what it says, and goes on to a page
EVERYBODY = dict.fromkeys(PEOPLE[1:], 200)
ANYBODY = dict.fromkeys(PEOPLE, 200)
THE_PAIR = {ECT: 200, MENTOR: 200}
THE_PAIR_LATER = {**THE_PAIR, NEW_MENTOR: 200}
# Theirs to see, not to do.
ECT_REFUSED = {ECT: 403}

# Who reads which bank: everybody of the school its own, its trust's and the product's.
LEADERS = (LEADER, LEADER_WHO_MENTORS)
LED = (ECT, MENTOR, FORMER_MENTOR, NEW_MENTOR, OTHER_MENTOR, OTHER_ECT)
SCHOOL = (*LED, *LEADERS)
WITH_A_ROLE = dict.fromkeys((*SCHOOL, LEADER_ELSEWHERE, TRUST_LEADER), 200)
READ_SCHOOLS = dict.fromkeys(SCHOOL, 200)
READ_TRUSTS = {**READ_SCHOOLS, TRUST_LEADER: 200}
KEEP_SCHOOLS = dict.fromkeys(LEADERS, 200)
KEPT_SCHOOLS = dict.fromkeys(LEADERS, DONE)
NOT_THEIRS = dict.fromkeys(LED, 403)
PRODUCTS_OWN = dict.fromkeys(WITH_A_ROLE, 403)
TRUSTS_OWN = {**dict.fromkeys(SCHOOL, 403), TRUST_LEADER: DONE}
