"""Rules for servers that answer an old address with the new one.

The redirect pages and the copied files do the same on any other host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from macros.records.addresses import is_file

Redirects = Mapping[str, str]
"""Where each address that has moved is now, by the old address."""


NO_REDIRECTS: Redirects = MappingProxyType({})


def static_redirects(base: str, redirects: Redirects) -> str:
    """Return the content of ``_redirects``, which static hosts read.

    It is empty where nothing has moved.
    """
    rows = [f"{old} {new} 301" for old, new in _list_paths(base, redirects)]
    return "\n".join(["# Made by parmen build from macros/web/redirect_rules.py.", *rows, ""]) if rows else ""


def apache_redirects(base: str, redirects: Redirects) -> list[str]:
    """Return the lines for Apache's ``.htaccess``."""
    rows = [
        f'  RedirectMatch 301 "^{re.escape(old)}{"" if is_file(old) else "?(?:index.html)?"}$" "{new}"'
        for old, new in _list_paths(base, redirects)
    ]
    return ["<IfModule mod_alias.c>", *rows, "</IfModule>"] if rows else []


def nginx_redirects(base: str, redirects: Redirects) -> list[str]:
    """Return the lines for nginx' ``server`` block.

    An address works without its last slash too.
    """
    return [
        f"location = {path} {{ return 301 {new}; }}"
        for old, new in _list_paths(base, redirects)
        for path in dict.fromkeys((old, old.rstrip("/")))
    ]


def _list_paths(base: str, redirects: Redirects) -> Iterator[tuple[str, str]]:
    """Yield each old path and the new one, from the host's root."""
    for old, new in redirects.items():
        yield _write_path(base, old), _write_path(base, new)


def _write_path(base: str, address: str) -> str:
    """Return an address from the host's root: a page's ends with a slash."""
    return f"{base}{address}{'' if is_file(address) or not address else '/'}"
