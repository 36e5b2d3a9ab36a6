"""Every address: each app's, signing in, support."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path, re_path

from config import views

# Of allauth, what has a purpose here: nobody signs up, and nobody's e-mail address is theirs alone to change.
sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", include("coaching.urls")),
    path("", include("actionsteps.urls")),
    path("", include("schools.urls")),
    path("", include("evidence.urls")),
    path("", include("insights.urls")),
    path("account/", include(sign_in)),
    path("kept/", views.kept, name="kept"),
    path("kept/<int:pk>/throw-away/", views.throw_away, name="throw_away"),
    path("privacy/", views.privacy, name="privacy"),
    path("whoami/", views.whoami, name="whoami"),
    path("support/", admin.site.urls),
]

handler403 = "config.views.permission_denied"
