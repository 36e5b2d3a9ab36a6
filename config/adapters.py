"""How signing in differs from allauth's own way."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils import timezone

from config import keeping
from schools.hats import hats_of
from schools.models import School

# The page that follows says it by itself.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up; what was kept for somebody is the first thing they see."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        """Note in the session what the frame of every page shows, so that no page asks for it again."""
        hats = hats_of(user)
        schools = School.objects.filter(pk__in=hats.schools).order_by("name")
        request.session["school"] = ", ".join(schools.values_list("name", flat=True))
        request.session["journeys"] = sorted(hats.ect_at)
        request.session["bank"] = bool(hats.schools or hats.trust_leader_at)
        request.session["kept"] = keeping.kept_for(user, at=timezone.now()).exists()
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request):
        return reverse("kept") if request.session.get("kept") else super().get_login_redirect_url(request)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)
