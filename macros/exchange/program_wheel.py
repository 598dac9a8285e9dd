"""The program's wheel as a folder of content names it: version, hash, address.

A folder of content names it on one line of ``requirements.txt``, for pip's ``--require-hashes``. The wheel
carries the hashes of all that it builds on, so that line holds the whole program still.
"""

from __future__ import annotations

import json
import re
import zlib
from email.parser import HeaderParser
from hashlib import sha256
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import build_opener
from zipfile import BadZipFile, ZipFile

from macros.files import printable

NAME = "gronaparmen"
LOCK = "requirements.txt"
_LARGEST = 100_000_000
_LONGEST_WAIT = 60
_VERSION = r"[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?"
_FILE = re.compile(rf"{NAME}-({_VERSION})-py3-none-any\.whl")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9./_~%+-]+")
_LINE = re.compile(
    rf"^{NAME}(?:==(?P<version>{_VERSION})| @ (?P<address>\S+)) --hash=sha256:[0-9a-f]{{64}}[ \t]*$", re.M
)


class WheelError(Exception):
    """A wheel cannot be had, or is not one of the program; the message says why."""


class Wheel(NamedTuple):
    """A wheel of the program.

    ``address`` is where pip fetches it, empty where that is a package index of one's own.
    """

    version: str
    sha256: str
    address: str = ""

    @property
    def requirement(self) -> str:
        """The line of ``requirements.txt`` that names it."""
        where = f" @ {self.address}" if self.address else f"=={self.version}"
        return f"{NAME}{where} --hash=sha256:{self.sha256}"


def find_installed() -> Wheel | None:
    """Return the wheel that this program was installed from, as pip noted it.

    None for a clone, and where it came from a package index: pip then notes no hash.
    """
    try:
        noted = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    address = str(noted.get("url", ""))
    found = _FILE.fullmatch(address.rpartition("/")[2])
    hash_ = str(noted.get("archive_info", {}).get("hashes", {}).get("sha256", ""))
    if not found or not re.fullmatch("[0-9a-f]{64}", hash_):
        return None
    return Wheel(found[1], hash_, address if _ADDRESS.fullmatch(address) else "")


def read_wheel(where: str) -> Wheel:
    """Return the wheel at an https address, or in a file.

    Raise WheelError.
    """
    found = _FILE.fullmatch(where.replace("\\", "/").rpartition("/")[2])
    if not found:
        raise WheelError(f"{where} är inte programmets fil. Den heter som {NAME}-0.1.0-py3-none-any.whl.")
    is_address = re.match("(?!file:)[a-z]+://", where, re.I)
    if is_address and not _ADDRESS.fullmatch(where):
        raise WheelError(f"{where} går inte att hämta. Adressen ska börja med https:// och sluta med .whl.")
    content = _fetch(where) if is_address else _read(Path(where))
    version = _read_version(content)
    if version != found[1]:
        raise WheelError(f"Filen på {where} är inte programmet i version {found[1]}.")
    return Wheel(version, sha256(content).hexdigest(), where if is_address else "")


def _read(file: Path) -> bytes:
    """Return a file's content; raise WheelError."""
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST)
    except (OSError, ValueError) as error:
        raise WheelError(f"{printable(str(file))} går inte att öppna. Finns den?") from error


def _fetch(address: str) -> bytes:
    """Return what lies at an https address; raise WheelError."""
    try:
        with build_opener().open(address, timeout=_LONGEST_WAIT) as answer:
            if not answer.url.startswith("https://"):
                raise WheelError(f"{address} leder till en adress som inte är skyddad (https).")
            return bytes(answer.read(_LARGEST))
    except (URLError, HTTPException, OSError, ValueError, OverflowError) as error:
        raise WheelError(f"{address} går inte att hämta. Finns versionen, och har datorn nät?") from error


def _read_version(content: bytes) -> str:
    """Return the version that a wheel says it is.

    Empty where it is no wheel of the program.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
            if archive.getinfo(name).file_size > 1_000_000:
                return ""
            facts = HeaderParser().parsestr(archive.read(name).decode("utf-8", "replace"))
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError):
        return ""
    return str(facts["Version"]) if facts["Name"] == NAME else ""


def find_next_address(text: str, version: str) -> str:
    """Return where another version lies, by the line of a ``requirements.txt``.

    Empty where the line names no address. Raise WheelError for a text without such a line, and for a version
    that is none.
    """
    line = _find_line(text)
    if not re.fullmatch(_VERSION, version):
        raise WheelError(f"{version} är inget versionsnummer. Skriv till exempel 0.2.0.")
    address = line["address"] or ""
    found = _FILE.fullmatch(address.rpartition("/")[2])
    return address.replace(found[1], quote(version)) if found else ""


def replace_requirement(text: str, wheel: Wheel) -> str:
    """Return the text of a ``requirements.txt`` with another wheel; raise WheelError."""
    line = _find_line(text)
    return text[: line.start()] + wheel.requirement + text[line.end() :]


def _find_line(text: str) -> re.Match[str]:
    line = _LINE.search(text)
    if line is None:
        raise WheelError(f"I {LOCK} finns ingen rad om programmet, som börjar med {NAME}.")
    return line
