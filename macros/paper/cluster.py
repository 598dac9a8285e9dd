"""Say which cluster makes the sheets, and refuse one that others could command.

A Dask scheduler runs whatever code its clients send. So whoever reaches one commands all its machines: it
must be on this machine, or ask for a certificate.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit


class Tls(NamedTuple):
    """The files that show who one is: the authority, the certificate, its key."""

    authority: str
    certificate: str
    key: str


class Cluster(NamedTuple):
    """A cluster that makes the sheets.

    ``scheduler`` is its address; empty for one that is started on this machine, for this build. ``store`` is
    the folder or bucket where finished PDFs meet; empty for this machine's own. ``tell`` is called with what
    people should know while it works.
    """

    scheduler: str = ""
    store: str = ""
    tls: Tls | None = None
    tell: Callable[[str], object] = lambda _: None


def find_reason_against(scheduler: str, tls: Tls | None) -> str:
    """Return in Swedish why a scheduler is not to be used; empty for a good one."""
    try:
        parts = urlsplit(scheduler)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or not port or scheduler != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        return (
            f"{scheduler} är ingen adress till ett kluster. Skriv till exempel tls://klustret.example:8786."
        )
    if parts.scheme == "tls":
        return "" if tls else "Med tls:// behövs --tls-ca, --tls-cert och --tls-key."
    if parts.scheme != "tcp":
        return f"{scheduler} går inte att använda. Adressen ska börja med tls://."
    if tls:
        return "Filerna för TLS gäller en adress som börjar med tls://."
    if not _is_loopback(host):
        return (
            f"{scheduler} är en annan dator, och där skulle vem som helst kunna köra kod. "
            "Starta klustret med TLS och skriv tls:// i adressen."
        )
    return ""


def _is_loopback(host: str) -> bool:
    """Report whether a host is this machine: by number, or ``localhost``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
