"""What advice beside a focus, and a trust's own headings, answer to each person (A5, A55)."""

from config.access_people import DONE, MENTOR, TRUST_LEADER

BANK_BESIDE = {
    ("POST", "coaching:put_aside", "a focus drafted"): {MENTOR: 200},
    ("GET", "actionsteps:settle_trust", "the trust"): {TRUST_LEADER: 200},
    ("POST", "actionsteps:settle_trust", "the trust"): {TRUST_LEADER: DONE},
    ("GET", "actionsteps:settle_schools", "the trust"): {TRUST_LEADER: 200},
    ("POST", "actionsteps:settle_schools", "the trust"): {TRUST_LEADER: DONE},
    ("GET", "actionsteps:change_area", "the trust’s area"): {TRUST_LEADER: 200},
    ("POST", "actionsteps:change_area", "the trust’s area"): {TRUST_LEADER: DONE},
    ("POST", "actionsteps:retire_area", "the trust’s area"): {TRUST_LEADER: DONE},
}
