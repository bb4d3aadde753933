"""A real OpenID Connect provider on loopback, with the claims of Sweden Connect."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import flask
import requests
from oidc_provider_mock._app import app as provider_app
from oidc_provider_mock._server import _threaded_server

NUMBER = "199001012385"
# A name that no text of ours holds by chance.
GIVEN_NAME = "Ingeborgmaria"
NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"
COORDINATION_CLAIM = "https://id.oidc.se/claim/coordinationNumber"
LOA2, LOA3, LOA4 = (
    f"http://id.elegnamnden.se/loa/1.0/loa{level}" for level in (2, 3, 4)
)


@dataclass
class Provider:
    """The running provider, and what it was asked."""

    url: str
    asked: list[dict[str, str]] = field(default_factory=list)
    exchanged: list[dict[str, str]] = field(default_factory=list)

    def person(self, subject: str = "a-subject", **claims: str) -> str:
        """Have somebody who can prove who they are; return the subject."""
        claims = {
            "acr": LOA3,
            "given_name": GIVEN_NAME,
            NUMBER_CLAIM: NUMBER,
            **claims,
        }
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=5)
        return subject

    def prove(self, address: str, subject: str, *, deny: bool = False) -> str:
        """Do what the person does in the provider's window; return where it leads."""
        self.asked.append(
            {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        )
        answer = requests.post(
            address,
            data={"action": "deny"} if deny else {"sub": subject},
            allow_redirects=False,
            timeout=5,
        )
        back = urlsplit(answer.headers["Location"])
        query = back.query
        if deny:
            # RFC 6749, 4.1.2.1: an error brings the state back too; this provider forgets.
            query += f"&state={self.asked[-1]['state']}"
        return f"{back.path}?{query}"

    def pkce_holds(self) -> bool:
        """Tell whether the secret of the exchange fits the challenge that was asked with."""
        digest = hashlib.sha256(self.exchanged[-1]["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        asked = self.asked[-1]
        return (
            asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == challenge
        )


@contextmanager
def running() -> Iterator[Provider]:
    """Run the provider on a port of its own."""
    app = provider_app()
    found = Provider(url="")

    @app.before_request
    def note() -> None:
        if flask.request.path == "/oauth2/token":
            found.exchanged.append(flask.request.form.to_dict())

    with _threaded_server(host="127.0.0.1", app=app) as server:
        found.url = f"http://127.0.0.1:{server.server_port}"
        yield found
