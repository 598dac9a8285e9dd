"""Let the preview answer nobody but the pages that it has served itself.

A page elsewhere can make a browser ask 127.0.0.1. It must neither read anything, nor save anything.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from macros.web.headers import headers
from macros.web.preview_host import REFUSAL, is_own_host

_SAFE = ("GET", "HEAD")
_OWN = ("", "same-origin", "none")
"""What ``Sec-Fetch-Site`` says of a request of our own pages, or of a person's. Old browsers say nothing."""
_FOREIGN_PAGE = "Förhandsvisningen svarar bara sina egna sidor.\n"
_METHOD = "Så går det inte att fråga förhandsvisningen.\n"
ADDRESS = "127.0.0.1"
"""The only address that the preview answers on: no other machine reaches it."""


class Guard:
    """Refuses requests of others, and sends the site's headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app
        self._headers = headers(f"http://{ADDRESS}/") | {"Cache-Control": "no-store"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 405, or let the application answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    own.setdefault(name, value)
            await send(message)

        status, reason = _judge(scope["method"], Headers(scope=scope))
        app = PlainTextResponse(reason, status) if reason else self.app
        await app(scope, receive, send_guarded)


def _judge(method: str, asked: Headers) -> tuple[int, str]:
    """Return the status for a request, and why it is refused.

    An empty reason lets it pass.
    """
    if len(asked.getlist("host")) != 1 or not is_own_host(asked["host"], ADDRESS):
        return 403, REFUSAL
    site, origin = asked.get("sec-fetch-site", ""), asked.get("origin", "")
    if method in _SAFE:
        follows_link = asked.get("sec-fetch-mode", "") == "navigate"
        return (200, "") if site in _OWN or follows_link else (403, _FOREIGN_PAGE)
    if method != "POST":
        return 405, _METHOD
    is_own = origin == f"http://{asked['host']}" if origin else site == "same-origin"
    return (200, "") if is_own and site in ("", "same-origin") else (403, _FOREIGN_PAGE)
