"""What a page of the site may load and do: its Content-Security-Policy, in every page and in the headers.

Nothing from anybody else, no inline style, and one inline script, which is named by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

_COLOURS = Path(__file__).with_name("colours.js")


@cache
def colours() -> str:
    """Return the script that chooses light or dark before anything is painted."""
    lines = (line.strip() for line in _COLOURS.read_text(encoding="utf-8").splitlines())
    return "".join(lines)


@cache
def policy() -> str:
    """Return the policy as the value of its header. What only a header can say is in ``headers``."""
    digest = b64encode(sha256(colours().encode()).digest()).decode()
    allowed = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{digest}'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {where}" for what, where in allowed.items())
