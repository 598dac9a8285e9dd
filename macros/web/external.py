"""Try links to other sites: only on request, and only hosts that the data names."""

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


class _NoRedirects(HTTPRedirectHandler):
    """Follows nothing: an address that redirects leads somewhere, and that is enough."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""


def hosts_in(contents: Iterable[bytes]) -> set[str]:
    """Return the hosts that the data names."""
    return {
        host.lower() for content in contents for host in _HOST.findall(content.decode("utf-8", "replace"))
    }


def unreachable(
    addresses: Collection[str], hosts: Collection[str], schemes: Collection[str] = ("https",)
) -> dict[str, str]:
    """Try each address once. Return a message for each that does not answer.

    A host that the data does not name is not tried: our own templates link to none.
    """
    parts = {address: urlsplit(address) for address in addresses}
    unsafe = [address for address, part in parts.items() if part.scheme not in schemes]
    tried = [address for address in parts if address not in unsafe and parts[address].netloc.lower() in hosts]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        messages = dict(zip(tried, pool.map(_try_address, tried), strict=True))
    messages |= dict.fromkeys(unsafe, "adressen börjar inte med https://")
    return {address: messages[address] for address in addresses if messages.get(address)}


def _try_address(address: str) -> str:
    """Ask for the head, then for the page. Return why there is no answer; nothing when there is one."""
    for method in ("HEAD", "GET"):  # some servers refuse a request for the head only
        status, message = _request(address, method)
        if 200 <= status < 400:
            return ""
    return message


def _request(address: str, method: str) -> tuple[int, str]:
    """Return the status and, for an error, a message."""
    request = Request(address, method=method, headers={"User-Agent": "gronaparmen", "Accept": "*/*"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=_SECONDS) as answer:
            return int(answer.status), ""
    except HTTPError as error:
        with error:
            return error.code, f"servern svarar {error.code}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        return 0, f"inget svar ({getattr(error, 'reason', error)})"
