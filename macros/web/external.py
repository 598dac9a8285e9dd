"""Test links to other sites: only on request, only hosts that the data names."""

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
    """Follows no redirects: an address that redirects leads somewhere."""

    def redirect_request(self, *_: object) -> None:
        """Return None, which urllib takes as "do not follow"."""


def hosts_in(contents: Iterable[bytes]) -> set[str]:
    """Return the hosts named in the data files' contents, in lower case."""
    return {
        host.lower() for content in contents for host in _HOST.findall(content.decode("utf-8", "replace"))
    }


def find_unreachable(
    addresses: Collection[str], hosts: Collection[str], schemes: Collection[str] = ("https",)
) -> dict[str, str]:
    """Request each address once and return a Swedish message for each that fails.

    An address with a scheme outside ``schemes`` fails without a request. A host that is not in ``hosts`` is
    not requested: our own templates link to no other site.
    """
    urls = {address: urlsplit(address) for address in addresses}
    unsafe = [address for address, url in urls.items() if url.scheme not in schemes]
    requested = [
        address for address in urls if address not in unsafe and urls[address].netloc.lower() in hosts
    ]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        messages = dict(zip(requested, pool.map(_try_address, requested), strict=True))
    messages |= dict.fromkeys(unsafe, "adressen börjar inte med https://")
    return {address: messages[address] for address in addresses if messages.get(address)}


def _try_address(address: str) -> str:
    """Return why an address does not answer; an empty string when it does."""
    for method in ("HEAD", "GET"):  # some servers refuse a request for the head only
        status, message = _request(address, method)
        if 200 <= status < 400:
            return ""
    return message


def _request(address: str, method: str) -> tuple[int, str]:
    """Send one request and return its status, and a message if it failed.

    The status is 0 where there was no answer at all.
    """
    request = Request(address, method=method, headers={"User-Agent": "gronaparmen", "Accept": "*/*"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=_SECONDS) as answer:
            return int(answer.status), ""
    except HTTPError as error:
        with error:
            return error.code, f"servern svarar {error.code}"
    except (URLError, HTTPException, OSError, ValueError) as error:
        return 0, f"inget svar ({getattr(error, 'reason', error)})"
