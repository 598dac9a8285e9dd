"""``security.txt``: whom to tell of a security hole, until when (RFC 9116)."""

from __future__ import annotations

from urllib.parse import quote

from macros.records.site import Site

PLACE = ".well-known/security.txt"


def security_txt(site: Site) -> str:
    """Return the content of ``security.txt``.

    It is empty for a site that is not published, or has no contact for security.
    """
    if not site.published or site.security is None:
        return ""
    lines = (
        f"Contact: mailto:{quote(site.security.contact, safe='@')}",
        f"Expires: {site.security.expires:%Y-%m-%d}T23:59:59Z",
        "Preferred-Languages: sv, en",
        f"Canonical: {site.address.rstrip('/')}/{PLACE}",
    )
    return "\n".join([*lines, ""])
