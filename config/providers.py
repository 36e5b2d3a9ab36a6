"""Single sign-on by the environment alone: which providers there are, and where their forms may lead."""

from urllib.parse import urlsplit

MICROSOFT = "https://login.microsoftonline.com"
GOOGLE = "https://accounts.google.com"


def providers_of(env):
    """(`SOCIALACCOUNT_PROVIDERS`, origins) for what `env` (an `environs.Env`) names; ({}, []) for nothing.

    A form that is posted to us is answered by a hop to the provider: `form-action` has to know its origin, and those of
    wherever the provider sends people on to at once (`SIGN_IN_ORIGINS`).
    """
    providers, origins = {}, env.list("SIGN_IN_ORIGINS", [])
    if client := env.str("MICROSOFT_CLIENT_ID", ""):
        app = _app(client, env.str("MICROSOFT_CLIENT_SECRET"), tenant=env.str("MICROSOFT_TENANT", "organizations"))
        providers["microsoft"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "AUTH_PARAMS": _ASKS_WHO}
        origins.append(MICROSOFT)
    if client := env.str("GOOGLE_CLIENT_ID", ""):
        app = _app(client, env.str("GOOGLE_CLIENT_SECRET"))
        providers["google"] = {
            "APPS": [app],
            "SCOPE": ["openid", "email"],
            "OAUTH_PKCE_ENABLED": True,
            "AUTH_PARAMS": _ASKS_WHO,
        }
        origins.append(GOOGLE)
    if client := env.str("OIDC_CLIENT_ID", ""):
        server = env.str("OIDC_SERVER_URL")
        app = _app(client, env.str("OIDC_CLIENT_SECRET"), server_url=server, oauth_pkce_enabled=True, **_OIDC)
        app |= {"provider_id": env.str("OIDC_ID", "oidc"), "name": env.str("OIDC_NAME", "school account")}
        providers["openid_connect"] = {"APPS": [app]}
        origins.append(origin_of(server))
    return providers, origins


# On a shared computer somebody else may still be signed in there.
_ASKS_WHO = {"prompt": "select_account"}
# Who it is stands in the signed token; nothing else is asked for.
_OIDC = {"fetch_userinfo": False, "scope": ["openid", "email"]}


def _app(client, secret, **settings):
    return {"client_id": client, "secret": secret, "settings": settings}


def origin_of(address):
    """The scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
