"""The links of e-mails and calendars, in the world in which everybody knocks at every address."""

import uuid

from coaching.feed import SIGNER
from coaching.mails import stop_token
from config.access import MENTOR
from tests.mailing import CalendarAddressFactory


class RemindersWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed`: what a good POST to a route holds."""

    typed = {"coaching:mails": {"meeting": "on"}}

    def __init__(self, people):
        address = CalendarAddressFactory(user=people[MENTOR])
        self.subjects = {
            "the link in the mentor’s e-mails": [stop_token(people[MENTOR].pk)],
            "a link nobody was sent": [f"{people[MENTOR].pk}.made-up"],
            "the address of the mentor’s calendar": [SIGNER.sign(str(address.key))],
            "an address nobody was given": [SIGNER.sign(str(uuid.UUID(int=5)))],
        }
