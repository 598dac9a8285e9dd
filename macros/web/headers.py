"""The HTTP headers of the site: one table, written as each kind of server wants it.

The pages carry their policy themselves, so that a server without headers does too. What only a header can say
stands here: that no other site may show our pages in a frame, and that the connection stays encrypted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from macros.web.policy import policy

_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers may let a page do and ours never asks for."""
_MADE = "# Made by parmen build from macros/web/headers.py."
_TWO_YEARS = 63_072_000
_A_MONTH = 2_592_000


def headers(address: str) -> dict[str, str]:
    """Return the headers of every file of the site, by name.

    That a browser shall always come encrypted holds for a whole host: a site in a folder leaves it alone.
    """
    whole_host = address.startswith("https:") and base(address) == "/"
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
"""The fonts are the same for a long time. All else is asked for anew: a phone number may have changed."""


def static(address: str) -> str:
    """Write ``_headers``, which static hosts read from the root of what they are given."""
    lines = [_MADE, "/*"]
    lines += [f"  {name}: {value}" for name, value in headers(address).items()]
    lines.append(f"{base(address)}assets/fonts/*")
    return "\n".join([*lines, *(f"  {name}: {value}" for name, value in FONTS.items()), ""])


def apache(address: str) -> str:
    """Write ``.htaccess``, which Apache reads from the site's own folder."""
    lines = [_MADE, f"ErrorDocument 404 {base(address)}404.html", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers(address).items()]
    lines.append('  <FilesMatch "\\.woff2$">')
    lines += [f'    Header set {name} "{value}"' for name, value in FONTS.items()]
    return "\n".join([*lines, "  </FilesMatch>", "</IfModule>", ""])


def nginx(address: str) -> str:
    """Write what stands in nginx' ``server`` block. A block with headers of its own inherits none."""
    own = [f'add_header {name} "{value}" always;' for name, value in headers(address).items()]
    fonts = [f'add_header {name} "{value}";' for name, value in FONTS.items()]
    start = base(address)
    lines = [
        "# Made by parmen headers nginx. Stands inside server { }, which says where the folder lies.",
        f"location {start} {{",
        *(f"    {line}" for line in own),
        f"    error_page 404 {start}404.html;",
        "}",
        f"location {start}assets/fonts/ {{",
        *(f"    {line}" for line in [*own, *fonts]),
        "}",
    ]
    return "\n".join([*lines, ""])


SERVERS: dict[str, Callable[[str], str]] = {"nginx": nginx, "apache": apache, "static": static}
"""Each kind of server, and what writes its file from the site's address."""


def base(address: str) -> str:
    """Return the path that the site lies under: ``/``, or ``/parmen/`` for a site in a folder."""
    return re.sub("/+", "/", f"/{urlsplit(address).path}/")
