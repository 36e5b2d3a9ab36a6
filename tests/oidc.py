"""A provider of single sign-on for the tests: real HTTP on 127.0.0.1, codes used once, PKCE, tokens signed by RS256.

    with Provider() as provider:
        provider.person = {"sub": "p-1", "email": "maya@school.example"}

It speaks OpenID Connect and, at the paths that Microsoft and Google have, what those two say. `person` is who is
signed in there; a browser is asked to press a button first (`asks`), a plain client is sent back at once.
"""

import base64
import hashlib
import json
import secrets
import threading
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

CLIENT, SECRET = "so-that", "a-secret-of-two"


@cache
def key(name):
    """A key pair, made once a process; only "published" is in the set that the provider shows."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    def __init__(self):
        self.person = {"sub": "p-1", "email": "somebody@provider.example"}
        self.asks = False
        self.signs_with = "published"
        self.audience = CLIENT
        self.codes = {}
        self.seen = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"provider": self}))
        self.server.daemon_threads = True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        # It asks every so often whether to stop, and the test waits for that.
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def settings(self, kind):
        """`SOCIALACCOUNT_PROVIDERS` with this provider as the only one, in the part of `kind`."""
        app = {"client_id": CLIENT, "secret": SECRET}
        if kind == "microsoft":
            places = {"tenant": "organizations", "login_url": self.url, "graph_url": self.url}
            return {"microsoft": {"APPS": [{**app, "settings": places}], "OAUTH_PKCE_ENABLED": True}}
        if kind == "google":
            return {"google": {"APPS": [{**app, "settings": {}}], "SCOPE": ["openid"], "OAUTH_PKCE_ENABLED": True}}
        told = {"server_url": self.url, "oauth_pkce_enabled": True, "fetch_userinfo": False}
        return {"openid_connect": {"APPS": [{**app, "provider_id": "oidc", "name": "Hill account", "settings": told}]}}

    def answer(self, query):
        """Where a browser goes that came with `query` and said yes."""
        code = secrets.token_urlsafe()
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, posted):
        """What a code is worth, once, to who knows the secret and the verifier of its challenge; None otherwise."""
        asked = self.codes.pop(posted.get("code"), None)
        hashed = hashlib.sha256(posted.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
        if (
            asked is None
            or posted.get("client_secret") != SECRET
            or asked.get("code_challenge_method") != "S256"
            or asked.get("code_challenge") != challenge
            or asked["redirect_uri"] != posted.get("redirect_uri")
        ):
            return None
        now = int(timezone.now().timestamp())
        claims = {"iss": self.url, "aud": self.audience, "iat": now, "exp": now + 300, "jti": secrets.token_hex(8)}
        id_token = jwt.encode({**claims, **self.person}, key(self.signs_with), "RS256", headers={"kid": "published"})
        return {"access_token": "of-no-use", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}

    def discovery(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key("published").public_key()))
        return {"keys": [{**public, "kid": "published", "use": "sig", "alg": "RS256"}]}

    def me(self):
        """As Microsoft's Graph says it."""
        return {"id": self.person["sub"], "mail": self.person["email"], "jobTitle": "Head of Year 9"}


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        path, query = self.asked()
        if path.endswith("/authorize") and self.provider.asks:
            fields = "".join(f'<input type="hidden" name="{n}" value="{escape(v)}">' for n, v in query.items())
            page = (
                f"<!doctype html><html lang=en><title>Provider</title><form method=post>{fields}<button>Yes, it is me"
            )
            return self.say(page.encode(), "text/html")
        if path.endswith("/authorize"):
            return self.go(self.provider.answer(query))
        pages = {
            "/.well-known/openid-configuration": self.provider.discovery,
            "/keys": self.provider.keys,
            "/v1.0/me": self.provider.me,
        }
        return self.say(json.dumps(pages[path]()).encode()) if path in pages else self.say(b"", status=404)

    def do_POST(self):
        path, _ = self.asked()
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        posted = {name: values[0] for name, values in parse_qs(body).items()}
        if path.endswith("/authorize"):
            return self.go(self.provider.answer(posted))
        token = self.provider.token(posted)
        return self.say(json.dumps(token or {"error": "invalid_grant"}).encode(), status=200 if token else 400)

    def asked(self):
        parts = urlsplit(self.path)
        self.provider.seen.append(parts.path)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def say(self, content, kind="application/json", status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def go(self, where):
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Silent."""
