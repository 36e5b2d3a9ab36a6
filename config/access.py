"""Who sees what: the policy as a table, and what each address answers to each person. Data only.

The access tests hold the product to both tables; a route without a row fails them.
"""

from config.access_bank import BANK_BESIDE
from config.access_before import BEFORE
from config.access_check import CHECK
from config.access_evidence import EVIDENCE
from config.access_files import FILES
from config.access_help import HELP
from config.access_insights import INSIGHTS, USE
from config.access_joining import JOINING
from config.access_people import (  # noqa: F401 the people are asked for here
    ANYBODY,
    DONE,
    ECT,
    ECT_REFUSED,
    EVERYBODY,
    FORMER_MENTOR,
    KEEP_SCHOOLS,
    KEPT_SCHOOLS,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    LEADERS,
    LED,
    LEFT_LATELY,
    LEFT_LONG_AGO,
    MENTOR,
    NEW_MENTOR,
    NO_ROLE,
    NOBODY,
    NOT_THEIRS,
    OTHER_ECT,
    OTHER_MENTOR,
    PEOPLE,
    PRODUCTS_OWN,
    READ_SCHOOLS,
    READ_TRUSTS,
    SCHOOL,
    SUPERUSER,
    THE_PAIR,
    THE_PAIR_LATER,
    TRUST_LEADER,
    TRUSTS_OWN,
    WITH_A_ROLE,
)
from config.access_promise import PROMISE, with_leavers
from config.access_reminders import REMINDERS
from config.access_signing_in import SIGN_IN, SIGNING_IN  # noqa: F401 the former is asked for here
from config.access_slip import SLIP
from config.access_weeks import WEEKS

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
    "a question to a leader about a focus": ("asks, reads", "asks, reads", NO, "what was sent to them", NO),
    "the whole record, as a file": ("takes it away", NO, NO, NO, NO),
    "a record from another school": ("brings it, offers it, takes it back", "reads it once it is offered", NO, NO, NO),
    "who else read a week, and why": ("reads", "reads", NO, NO, NO),
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

BANK = {
    **USE,
    ("GET", "actionsteps:bank", ""): WITH_A_ROLE,
    ("GET", "actionsteps:kept_bank", ""): WITH_A_ROLE,
    ("GET", "actionsteps:proposals", ""): WITH_A_ROLE,
    ("GET", "actionsteps:take_bank", "as csv"): WITH_A_ROLE,
    ("GET", "actionsteps:take_bank", "as xlsx"): WITH_A_ROLE,
    ("POST", "actionsteps:check_wording", ""): EVERYBODY,
    ("GET", "actionsteps:action_step", "a national step"): WITH_A_ROLE,
    ("GET", "actionsteps:action_step", "the trust’s step"): READ_TRUSTS,
    ("GET", "actionsteps:action_step", "the school’s step"): READ_SCHOOLS,
    ("GET", "actionsteps:action_step", "the school’s retired step"): READ_SCHOOLS,
    ("GET", "actionsteps:action_step", "the school’s draft step"): KEEP_SCHOOLS,
    ("GET", "actionsteps:action_step", "the trust’s draft step"): {TRUST_LEADER: 200},
    ("GET", "actionsteps:action_step", "another school’s step"): {LEADER_ELSEWHERE: 200},
    ("POST", "actionsteps:favour_step", "a national step"): dict.fromkeys(WITH_A_ROLE, DONE),
    ("POST", "actionsteps:favour_step", "the school’s step"): dict.fromkeys(SCHOOL, DONE),
    ("POST", "actionsteps:favour_step", "another school’s step"): {LEADER_ELSEWHERE: DONE},
    ("GET", "actionsteps:write_step", "the school’s bank"): KEEP_SCHOOLS,
    ("POST", "actionsteps:write_step", "the school’s bank"): KEPT_SCHOOLS,
    ("GET", "actionsteps:write_step", "the trust’s bank"): {TRUST_LEADER: 200},
    ("POST", "actionsteps:write_step", "the trust’s bank"): {TRUST_LEADER: DONE},
    ("GET", "actionsteps:change_step", "a national step"): PRODUCTS_OWN,
    ("POST", "actionsteps:change_step", "a national step"): PRODUCTS_OWN,
    ("GET", "actionsteps:change_step", "the trust’s step"): {**TRUSTS_OWN, TRUST_LEADER: 200},
    ("POST", "actionsteps:change_step", "the trust’s step"): TRUSTS_OWN,
    ("GET", "actionsteps:change_step", "the school’s step"): {**KEEP_SCHOOLS, **NOT_THEIRS},
    ("POST", "actionsteps:change_step", "the school’s step"): {**KEPT_SCHOOLS, **NOT_THEIRS},
    ("POST", "actionsteps:change_step", "the school’s draft step"): KEPT_SCHOOLS,
    ("POST", "actionsteps:change_step", "another school’s step"): {LEADER_ELSEWHERE: DONE},
    ("POST", "actionsteps:publish_step", "the school’s draft step"): KEPT_SCHOOLS,
    ("POST", "actionsteps:publish_step", "the school’s retired step"): {**KEPT_SCHOOLS, **NOT_THEIRS},
    ("POST", "actionsteps:publish_step", "the trust’s draft step"): {TRUST_LEADER: DONE},
    ("POST", "actionsteps:publish_step", "a national step"): PRODUCTS_OWN,
    ("POST", "actionsteps:retire_step", "the school’s step"): {**KEPT_SCHOOLS, **NOT_THEIRS},
    ("POST", "actionsteps:retire_step", "the school’s draft step"): dict.fromkeys(LEADERS, 403),
    ("POST", "actionsteps:retire_step", "the trust’s step"): TRUSTS_OWN,
    ("POST", "actionsteps:retire_step", "a national step"): PRODUCTS_OWN,
    ("POST", "actionsteps:discard_step", "the school’s draft step"): KEPT_SCHOOLS,
    ("POST", "actionsteps:discard_step", "the school’s step"): dict.fromkeys(SCHOOL, 403),
    ("POST", "actionsteps:discard_step", "the trust’s draft step"): {TRUST_LEADER: DONE},
    ("GET", "actionsteps:offer_step", "the school’s step"): {**KEEP_SCHOOLS, **NOT_THEIRS},
    ("POST", "actionsteps:offer_step", "the school’s step"): {**KEPT_SCHOOLS, **NOT_THEIRS},
    ("GET", "actionsteps:offer_step", "the trust’s step"): {**TRUSTS_OWN, TRUST_LEADER: 403},
    ("POST", "actionsteps:offer_step", "the trust’s step"): {**TRUSTS_OWN, TRUST_LEADER: 403},
    ("GET", "actionsteps:bring_steps", "the school’s bank"): KEEP_SCHOOLS,
    ("POST", "actionsteps:bring_steps", "the school’s bank"): KEPT_SCHOOLS,
    ("GET", "actionsteps:bring_steps", "the trust’s bank"): {TRUST_LEADER: 200},
    ("POST", "actionsteps:bring_steps", "the trust’s bank"): {TRUST_LEADER: DONE},
    ("GET", "actionsteps:confirm_steps", "the leader’s upload"): {LEADER: 200},
    ("POST", "actionsteps:confirm_steps", "the leader’s upload"): {LEADER: DONE},
    ("GET", "actionsteps:proposal", "the mentor’s proposal"): {MENTOR: 200, **KEEP_SCHOOLS},
    ("POST", "actionsteps:proposal", "the mentor’s proposal"): {MENTOR: 403, **KEPT_SCHOOLS},
    ("POST", "actionsteps:decline_proposal", "the mentor’s proposal"): {MENTOR: 403, **KEPT_SCHOOLS},
    ("POST", "actionsteps:withdraw_proposal", "the mentor’s proposal"): {
        MENTOR: DONE,
        **dict.fromkeys(LEADERS, 403),
    },
    ("GET", "actionsteps:proposal", "the leader’s offer"): {LEADER: 200, TRUST_LEADER: 200},
    ("POST", "actionsteps:proposal", "the leader’s offer"): {LEADER: 403, TRUST_LEADER: DONE},
    ("POST", "actionsteps:decline_proposal", "the leader’s offer"): {LEADER: 403, TRUST_LEADER: DONE},
    ("GET", "actionsteps:settle_bank", "the school"): KEEP_SCHOOLS,
    ("POST", "actionsteps:settle_bank", "the school"): KEPT_SCHOOLS,
    ("POST", "actionsteps:add_area", "the school"): KEPT_SCHOOLS,
    ("GET", "actionsteps:change_area", "the school’s area"): KEEP_SCHOOLS,
    ("POST", "actionsteps:change_area", "the school’s area"): KEPT_SCHOOLS,
    ("POST", "actionsteps:retire_area", "the school’s area"): KEPT_SCHOOLS,
    ("GET", "actionsteps:change_area", "a national area"): {},
    ("POST", "actionsteps:change_area", "a national area"): {},
}

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
    ("GET", "coaching:find_step", "a focus of a draft"): {MENTOR: 200},
    ("GET", "coaching:propose_focus", "a live focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:propose_focus", "a live focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:use_for_other", "a live focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    # Into another of the mentor's own pairs; for the new mentor, somebody else's.
    ("POST", "coaching:use_for_other", "a live focus"): {MENTOR: DONE, NEW_MENTOR: 422, **ECT_REFUSED},
    ("GET", "coaching:correct_outcome", "a reviewed focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:correct_outcome", "a reviewed focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:write_script", "a live focus"): {ECT: DONE, MENTOR: DONE, NEW_MENTOR: DONE},
    ("POST", "coaching:tick_step", "a live step"): {ECT: DONE, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:tick_step", "a reviewed step"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "coaching:journey", "the ECT"): THE_PAIR_LATER,
    ("POST", "coaching:parse_wording", ""): EVERYBODY,
    ("GET", "kept", ""): EVERYBODY,
    ("POST", "throw_away", "the mentor’s kept form"): dict.fromkeys(PEOPLE[1:], DONE),
    ("GET", "privacy", ""): ANYBODY,
    ("GET", "whoami", ""): ANYBODY,
    **BANK,
    **BANK_BESIDE,
    **EVIDENCE,
    **FILES,
    **INSIGHTS,
    **JOINING,
    **BEFORE,
    **CHECK,
    **HELP,
    **PROMISE,
    **REMINDERS,
    **SIGNING_IN,
    **SLIP,
    **WEEKS,
}
ROUTES = with_leavers(ROUTES)

# What the support site shows, to support staff alone: who is where, and nothing of what is said.
SUPPORT = {
    "schools.Trust",
    "schools.School",
    "schools.User",
    "schools.Membership",
    "schools.Mentorship",
    "schools.Term",
    "schools.ClosedDay",
}
