"""Who sees what: the policy as a table, and what each address answers to each person. Data only.

The access tests hold the product to both tables; a route without a row fails them.
"""

ECT = "the ECT"
MENTOR = "their mentor"
OTHER_MENTOR = "another mentor"
LEADER = "a leader"
TRUST_LEADER = "a trust leader"

NO = "no"
OWN = "their own"

# What → what each of ECT, MENTOR, OTHER_MENTOR, LEADER, TRUST_LEADER may do with it.
READERS = (ECT, MENTOR, OTHER_MENTOR, LEADER, TRUST_LEADER)
WHO_SEES_WHAT = {
    "a draft week": ("reads it once the mentor opens it to them", "reads, writes", NO, NO, NO),
    "a set or reviewed week": (
        "reads, ticks, checks, writes the script, suggests a rewording",
        "reads, writes by the rules",
        NO,
        NO,
        NO,
    ),
    "evidence about an ECT": (
        "reads it once it is shared, or cited in a set week; writes their own reflections",
        "reads, writes",
        NO,
        "what they logged themselves",
        NO,
    ),
    "the ECT’s note before a meeting": ("reads, writes", "reads it once it is sent", NO, NO, NO),
    "private notes": (OWN, "their own, also after the mentorship", NO, OWN, OWN),
    "the later list": ("reads", "reads, writes", NO, NO, NO),
    "the bank (national, the trust’s, the school’s)": (
        "reads",
        "reads, proposes",
        "reads, proposes",
        "keeps the school’s",
        "keeps the trust’s",
    ),
    "that a meeting was held, planned, overdue, paused": (
        OWN,
        OWN,
        NO,
        "by name, in their own school",
        "by name, in their own trust",
    ),
    "every other figure": (
        NO,
        OWN,
        OWN,
        "over five ECTs or more, in their own school",
        "over five ECTs or more, in their own trust",
    ),
    "people, import, settings": (
        NO,
        "“no meeting” and “ECT away” for their own ECT",
        NO,
        "their own school’s",
        "their own trust’s",
    ),
}
AFTER_A_MENTORSHIP = (
    "A mentorship that ended gives the old mentor nothing but their own private notes; the new mentor sees the ECT’s "
    "earlier weeks at that school."
)

# The people of the routes' table, seen from one ECT's week.
NOBODY = "nobody"
NO_ROLE = "signed in without a role"
FORMER_MENTOR = "their former mentor"
NEW_MENTOR = "their new mentor"  # after a change of mentor with everything else as it is
OTHER_ECT = "another ECT"
LEADER_WHO_MENTORS = "a leader who mentors somebody else"
LEADER_ELSEWHERE = "a leader of another school"
SUPERUSER = "a superuser"
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
)

DONE = 302  # a POST that did what it says, and goes on to a page
EVERYBODY = dict.fromkeys(PEOPLE[1:], 200)
ANYBODY = dict.fromkeys(PEOPLE, 200)
THE_PAIR = {ECT: 200, MENTOR: 200}
THE_PAIR_LATER = {**THE_PAIR, NEW_MENTOR: 200}
# Theirs to see, not to do.
ECT_REFUSED = {ECT: 403}

# (method, route, what it is about): who gets which answer. Who isn't named gets 404; nobody is asked to sign in (302).
ROUTES = {
    ("GET", "coaching:home", ""): EVERYBODY,
    ("POST", "coaching:start_week", "the pair"): {MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:pause_pair", "the pair"): {MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:lift_pause", "a pause"): {MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:meeting", "a draft"): {MENTOR: 200},
    ("GET", "coaching:meeting", "a draft, opened"): THE_PAIR,
    ("GET", "coaching:meeting", "a set week"): THE_PAIR_LATER,
    ("GET", "coaching:meeting", "a reviewed week"): THE_PAIR_LATER,
    ("GET", "coaching:meeting", "a former mentor’s draft"): {},
    ("POST", "coaching:meeting", "a draft"): {MENTOR: DONE},
    ("POST", "coaching:meeting", "a draft, opened"): {MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:meeting", "a set week"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:meeting", "a reviewed week"): {MENTOR: 403, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "coaching:meeting", "a former mentor’s draft"): {},
    ("POST", "coaching:autosave", "a draft"): {MENTOR: 200},
    ("POST", "coaching:autosave", "a draft, opened"): {MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:autosave", "a set week"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:autosave", "a reviewed week"): {MENTOR: 403, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "coaching:autosave", "a former mentor’s draft"): {},
    ("GET", "coaching:close_week", "a set week"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:close_week", "a set week"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:reword_focus", "a live focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:reword_focus", "a live focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:withdraw_focus", "a live focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:withdraw_focus", "a live focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:correct_outcome", "a reviewed focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:correct_outcome", "a reviewed focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:write_script", "a live focus"): {ECT: DONE, MENTOR: DONE, NEW_MENTOR: DONE},
    ("POST", "coaching:tick_step", "a live step"): {ECT: DONE, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:tick_step", "a reviewed step"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "coaching:journey", "the ECT"): THE_PAIR_LATER,
    ("POST", "coaching:parse_wording", ""): EVERYBODY,
    ("GET", "kept", ""): EVERYBODY,
    ("POST", "throw_away", "the mentor’s kept form"): dict.fromkeys(PEOPLE[1:], DONE),
    ("GET", "whoami", ""): ANYBODY,
}

# allauth's own pages and what they answer are theirs; these are all of them that are reachable.
SIGN_IN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

# What the support site shows, to support staff alone: who is where, and nothing of what is said.
SUPPORT = {
    "schools.Trust",
    "schools.School",
    "schools.User",
    "schools.Membership",
    "schools.Mentorship",
    "schools.Term",
}
