"""Trying addresses elsewhere: only when one asks for it, and only those that the data names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_SECONDS = 10
_AT_ONCE = 8
_HOST = re.compile(r"https?://([A-Za-z0-9.-]+(?::[0-9]+)?)")


class _Stay(HTTPRedirectHandler):
    """Follows nothing: an address that sends us on leads somewhere, and that is enough."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""


def hosts_in(contents: Iterable[bytes]) -> set[str]:
    """Give the hosts that the data names."""
    return {
        host.lower() for content in contents for host in _HOST.findall(content.decode("utf-8", "replace"))
    }


def unreachable(
    addresses: Collection[str], hosts: Collection[str], schemes: Collection[str] = ("https",)
) -> dict[str, str]:
    """Try each address once, and tell why those that do not answer do not.

    A host that the data does not name is not asked: our own templates link to none.
    """
    said: dict[str, str] = {}
    asked = []
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in schemes:
            said[address] = "adressen börjar inte med https://"
        elif parts.netloc.lower() in hosts:
            asked.append(address)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = zip(asked, pool.map(_why_not, asked), strict=True)
        return said | {address: why for address, why in answers if why}


def _why_not(address: str) -> str:
    """Ask for the head, then for the page. Nothing when there was an answer."""
    status, why = _ask(address, "HEAD")
    if not 200 <= status < 400:  # some servers do not like to be asked for the head only
        status, why = _ask(address, "GET")
    return "" if 200 <= status < 400 else why


def _ask(address: str, method: str) -> tuple[int, str]:
    request = Request(address, method=method, headers={"User-Agent": "gronaparmen", "Accept": "*/*"})
    try:
        with build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
            return int(answer.status), ""
    except HTTPError as error:
        with error:
            return error.code, f"servern svarar {error.code}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        return 0, f"inget svar ({getattr(error, 'reason', error)})"
