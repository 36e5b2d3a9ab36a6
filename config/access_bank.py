"""What advice beside a focus, and a trust's own headings, answer to each person (A5, A55)."""

from config.access_people import MENTOR

BANK_BESIDE = {
    ("POST", "coaching:put_aside", "a focus drafted"): {MENTOR: 200},
}
