"""What each address of signing in answers to each person. Data only."""

from config.access_people import DONE, EVERYBODY, LEADERS, MENTOR, TRUST_LEADER

SET_UP = {**dict.fromkeys(LEADERS, 200), TRUST_LEADER: 200}

SIGNING_IN = {
    ("GET", "signing_in", ""): EVERYBODY,
    ("POST", "sign_out_everywhere", ""): dict.fromkeys(EVERYBODY, DONE),
    # Not before they have confirmed that it is them.
    ("POST", "unlink_account", "the mentor’s linked account"): {MENTOR: DONE},
    # Nothing is being set up.
    ("GET", "totp_qr", ""): {},
    ("GET", "leaders_sign_in", "the school’s people"): SET_UP,
    ("POST", "leaders_sign_in", "the school’s people"): dict.fromkeys(SET_UP, DONE),
}

# Allauth's own: what a GET answers to nobody, and to anybody who is signed in and has set nothing up.
ALLAUTHS = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_change_password": (302, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_reauthenticate": (302, 200),
    # Only between the password and the second step.
    "mfa_authenticate": (302, 302),
    # Who has no second step confirms by password, and so does who is to set one up.
    "mfa_reauthenticate": (302, 302),
    "mfa_reauthenticate_webauthn": (302, 302),
    "mfa_activate_totp": (302, 302),
    "mfa_add_webauthn": (302, 302),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_remove_webauthn": (302, 302),
    # There is none.
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_download_recovery_codes": (302, 404),
    "mfa_login_webauthn": (302, 302),
    # No provider is set up.
    "microsoft_login": (404, 404),
    "microsoft_callback": (404, 404),
    "google_login": (404, 404),
    "google_callback": (404, 404),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
    "socialaccount_login_cancelled": (200, 200),
    # Allauth's names for the page "Signing in".
    "mfa_index": (302, 200),
    "mfa_list_webauthn": (302, 200),
    "socialaccount_connections": (302, 200),
    "usersessions_list": (302, 200),
}
SIGN_IN = set(ALLAUTHS)
