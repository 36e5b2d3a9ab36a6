"""Signing in, in the world in which everybody knocks at every address."""

from config.access import MENTOR
from tests.signing_in import linked


class SigningInWorld:
    """`subjects` and `typed()`, as for the bank's world."""

    def __init__(self, people):
        self.subjects = {"the mentor’s linked account": [linked(people[MENTOR]).pk]}

    def typed(self):
        return {"leaders_sign_in": {"leaders_sign_in": "any"}}
