"""The site's HTTP headers, formatted for each kind of server.

Each page also carries its content policy in a meta element, for servers without headers. Some things only a
header can say: that no other site may frame our pages, and that the connection stays encrypted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from macros.records.kept import PAGE
from macros.records.subscriptions import FEEDS
from macros.web.feeds import TYPE
from macros.web.policy import policy
from macros.web.redirect_rules import NO_REDIRECTS, Redirects, apache_redirects, nginx_redirects

_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""Browser features that our pages never use, and so refuse."""
_MADE = "# Made by parmen build from macros/web/headers.py."
_TWO_YEARS = 63_072_000
_A_MONTH = 2_592_000


def headers(address: str) -> dict[str, str]:
    """Return the headers that every file of the site is sent with.

    Strict-Transport-Security applies to a whole host, so a site in a folder leaves it out.
    """
    whole_host = address.startswith("https:") and base_path(address) == "/"
    return {
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        **({"Strict-Transport-Security": f"max-age={_TWO_YEARS}"} if whole_host else {}),
    }


FONTS = {"Cache-Control": f"public, max-age={_A_MONTH}"}
"""The fonts are cached for long: they never change under their names."""
TYPES = {"ics": "text/calendar", "csv": "text/csv", "rdf": "application/rdf+xml"}
"""The types of files that not every server knows by itself, by ending. Hosts that read ``_headers`` do."""
PAGES = {"Cache-Control": "no-cache"}
"""Everything else is asked for again each time, and sent again only when it has changed.

A phone number may have changed, and no file has its version in its name. Hosts that read ``_headers`` say the
same by themselves, and would add this to what the fonts say.
"""


UNSEARCHED = {"X-Robots-Tag": "noindex"}
"""What applied before is found by no search engine. A page says so itself; a PDF cannot."""
_FEED_FILES = r"nytt(-[a-z]+)?\.xml"
_FEED_HEADERS = {"Content-Type": f"{TYPE}; charset=utf-8"}
"""Feeds are XML of a kind of their own: a browser or a reader of feeds must not have to guess."""


def static_headers(address: str, redirects: Redirects = NO_REDIRECTS) -> str:
    """Return the content of ``_headers``, which static hosts read.

    Their redirects have a file of their own.
    """
    lines = [_MADE, "/*"]
    lines += [f"  {name}: {value}" for name, value in headers(address).items()]
    lines.append(f"{base_path(address)}assets/fonts/*")
    lines += [f"  {name}: {value}" for name, value in FONTS.items()]
    lines.append(f"{base_path(address)}:kommun/{PAGE}/*")
    lines += [f"  {name}: {value}" for name, value in UNSEARCHED.items()]
    for folder in (":kommun", ":kommun/:parm"):  # a star would take all that follows
        for file in FEEDS.values():
            lines.append(f"{base_path(address)}{folder}/{file}")
            lines += [f"  {name}: {value}" for name, value in _FEED_HEADERS.items()]
    return "\n".join([*lines, ""])


def apache_config(address: str, redirects: Redirects = NO_REDIRECTS) -> str:
    """Return the content of ``.htaccess``, which Apache reads from the site's folder."""
    lines = [_MADE, f"ErrorDocument 404 {base_path(address)}404.html"]
    lines += [f'<FilesMatch "^{_FEED_FILES}$">', f"  ForceType {TYPE}", "</FilesMatch>"]
    lines += [*apache_redirects(base_path(address), redirects), "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers(address).items()]
    lines += [f'  Header set {name} "{value}"' for name, value in PAGES.items()]
    condition = f"expr=%{{REQUEST_URI}} =~ m#/{PAGE}/#"
    lines += [f'  Header set {name} "{value}" "{condition}"' for name, value in UNSEARCHED.items()]
    lines.append('  <FilesMatch "\\.woff2$">')
    lines += [f'    Header set {name} "{value}"' for name, value in FONTS.items()]
    lines += ["  </FilesMatch>", "</IfModule>", "<IfModule mod_mime.c>"]
    for ending, kind in TYPES.items():
        lines += [f"  AddType {kind} .{ending}", f"  AddCharset utf-8 .{ending}"]
    return "\n".join([*lines, "</IfModule>", ""])


def nginx_config(address: str, redirects: Redirects = NO_REDIRECTS) -> str:
    """Return the lines for nginx' ``server`` block.

    A nginx ``location`` with headers of its own inherits none, so those of the fonts and of other types
    repeat them all.
    """
    site_headers = [f'add_header {name} "{value}" always;' for name, value in headers(address).items()]
    pages, fonts, archive = (
        [f'add_header {name} "{value}";' for name, value in own.items()] for own in (PAGES, FONTS, UNSEARCHED)
    )
    start = base_path(address)
    lines = [
        "# Made by parmen headers nginx. Stands inside server { }, which says where the folder lies.",
        *nginx_redirects(start, redirects),
        f"location {start} {{",
        *(f"    {line}" for line in [*site_headers, *pages]),
        f"    error_page 404 {start}404.html;",
        f'    location ~ "/{_FEED_FILES}$" {{',  # it has no headers of its own, and so inherits all
        "        types { }",
        f"        default_type {TYPE};",
        "    }",
        "}",
        f"location {start}assets/fonts/ {{",
        *(f"    {line}" for line in [*site_headers, *fonts]),
        "}",
        f"location ~ ^{start}[a-z0-9-]+/{PAGE}/ {{",
        *(f"    {line}" for line in [*site_headers, *pages, *archive]),
        "}",
    ]
    for ending, kind in TYPES.items():
        lines += [
            f"location ~ ^{start}.*\\.{ending}$ {{",
            *(f"    {line}" for line in [*site_headers, *pages]),
            "    types { }",
            f'    default_type "{kind}; charset=utf-8";',
            "}",
        ]
    return "\n".join([*lines, ""])


SERVERS: dict[str, Callable[[str, Redirects], str]] = {
    "nginx": nginx_config,
    "apache": apache_config,
    "static": static_headers,
}
"""Each kind of server, and the function that formats its file.

It takes the site's address, and where what has moved is now.
"""


def base_path(address: str) -> str:
    """Return the path that the site lies under, such as ``/`` or ``/parmen/``.

    The reader of data lets only plain signs into it; any other is written as ``%3B``, so that it can never
    end a line or a block of a server's settings.
    """
    return quote(re.sub("/+", "/", f"/{urlsplit(address).path}/"), safe="/~%")
