"""How signing in differs from allauth's own way."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: people are invited or imported."""

    def is_open_for_signup(self, request):
        return False
