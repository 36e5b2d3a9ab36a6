"""The admin site: for support staff, closed by default, and without a word of coaching."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator

from config.access import SUPPORT


class SupportSite(AdminSite):
    """Shows the models of `access.SUPPORT` and no other, whoever registers them; to others it isn't there."""

    site_header = "So That: support"
    site_title = "So That: support"
    index_title = "People, schools, pairs"
    site_url = "/"

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shown = [model for model in models if model._meta.label in SUPPORT]
        if shown:
            super().register(shown, admin_class, **options)

    def has_permission(self, request):
        if request.user.is_authenticated and not super().has_permission(request):
            raise Http404
        return super().has_permission(request)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Signing in is the same for everybody: one form, one set of limits."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("account_login"))
