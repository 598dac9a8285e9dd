"""Let a preview answer only to its own name.

A page elsewhere can have its own name lead to this machine (DNS rebinding), and then read the preview as if
it were a part of itself. The browser still says that name in the header ``Host``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})
"""The addresses of a server that answers to every one of the machine's own."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?", re.IGNORECASE)
REFUSAL = "Förhandsvisningen svarar bara på sin egen adress, den som står i terminalen.\n"


def refuse_other_hosts(application: WSGIApplication, address: str) -> WSGIApplication:
    """Return an application that answers 403 to requests for another host.

    ``address`` is the one that the server answers on.
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_own_host(environ.get("HTTP_HOST", ""), address):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [REFUSAL.encode()]

    return guarded


def is_own_host(header: str, address: str) -> bool:
    """Return whether a ``Host`` header names this machine, or the chosen address.

    A server that answers to every address of the machine is asked for by any of them, but by no name.
    """
    match = _HOST.fullmatch(header)
    if match is None:
        return False
    host = (match[1] or match[2]).lower()
    return host in {*_LOCAL, address.lower().strip("[]")} or (address in _EVERYWHERE and _is_number(host))


def _is_number(host: str) -> bool:
    """Return whether a host is an IP address, which nobody can make lead elsewhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
