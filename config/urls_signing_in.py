"""The addresses of signing in. Of allauth, what has a purpose here: nobody signs up, and nobody's e-mail address is
theirs alone to change.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from django.urls import path, re_path

from config import views_signing_in as views

# Allauth goes back to pages of its own by their names: here all of them are one.
PAGE = ("signing_in", "mfa_index", "mfa_list_webauthn", "socialaccount_connections", "usersessions_list")

passwords = [
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

second_steps = [
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("codes/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("codes/on/picture/", views.totp_qr, name="totp_qr"),
    path("codes/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery/take/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

providers = [
    *(
        path(address, views.PROVIDER_VIEWS[name], name=name)
        for address, name in (
            ("microsoft/login/", "microsoft_login"),
            ("microsoft/login/callback/", "microsoft_callback"),
            ("google/login/", "google_login"),
            ("google/login/callback/", "google_callback"),
            ("with/<slug:provider_id>/login/", "openid_connect_login"),
            ("with/<slug:provider_id>/login/callback/", "openid_connect_callback"),
        )
    ),
    path("cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("linked/<int:account_id>/unlink/", views.unlink_account, name="unlink_account"),
]

urlpatterns = [
    *(path("", views.signing_in, name=name) for name in PAGE),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("logout/everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    *passwords,
    *second_steps,
    *providers,
]
