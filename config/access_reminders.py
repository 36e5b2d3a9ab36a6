"""What the routes of e-mails and calendars answer to whom. Data only; merged into `config/access.py`."""

from config.access_people import ANYBODY, DONE, EVERYBODY, PEOPLE

REMINDERS = {
    # Their own, whoever they are.
    ("GET", "coaching:mails", ""): EVERYBODY,
    ("POST", "coaching:mails", ""): dict.fromkeys(PEOPLE[1:], DONE),
    ("POST", "coaching:renew_calendar", ""): dict.fromkeys(PEOPLE[1:], DONE),
    # Whoever holds the link: mail programs and calendars don't sign in.
    ("GET", "coaching:stop_mails", "the link in the mentor’s e-mails"): ANYBODY,
    ("POST", "coaching:stop_mails", "the link in the mentor’s e-mails"): ANYBODY,
    ("GET", "coaching:stop_mails", "a link nobody was sent"): dict.fromkeys(PEOPLE, 404),
    ("POST", "coaching:stop_mails", "a link nobody was sent"): dict.fromkeys(PEOPLE, 404),
    ("GET", "coaching:calendar", "the address of the mentor’s calendar"): ANYBODY,
    ("GET", "coaching:calendar", "an address nobody was given"): dict.fromkeys(PEOPLE, 404),
}
