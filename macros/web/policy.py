"""The Content-Security-Policy of the pages: what they may load and do.

It allows nothing from other sites, no inline style, and one inline script, named by its hash. Pictures and
fonts may stand in our own stylesheet (``data:``). Every page carries it, and so do the headers.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

_COLOURS = Path(__file__).with_name("colours.js")


@cache
def colour_script() -> str:
    """Return the script that runs before anything is painted.

    It chooses light or dark, keeps the room of a register that will be filled in (assets/follow.js), and
    waits for the fonts in the stylesheet: they are there, but still to be unpacked.
    """
    lines = (line.strip() for line in _COLOURS.read_text(encoding="utf-8").splitlines())
    return "".join(lines)


@cache
def policy() -> str:
    """Return the policy as a header's value.

    ``headers`` adds what only a header can say.
    """
    digest = b64encode(sha256(colour_script().encode()).digest()).decode()
    allowed = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{digest}'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{directive} {source}" for directive, source in allowed.items())
