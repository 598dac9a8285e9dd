"""Check a machine's settings, before a command does anything."""

from __future__ import annotations

import os
import re
import sys
from io import TextIOWrapper

import click

from macros.files import printable

_MOMENT = "SOURCE_DATE_EPOCH"
_LAST = 32_503_676_400
"""The year 3000 in Sweden, in seconds since 1970."""


class SettingError(click.ClickException):
    """A setting of the machine that no command works with."""

    exit_code = 2


def check_surroundings() -> None:
    """Make the output hold Swedish; raise SettingError for what nothing works with."""
    for stream in (sys.stdout, sys.stderr):
        _let_hold_swedish(stream)
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8"):
        raise SettingError(
            f"Datorn är inställd på {sys.getfilesystemencoding()}, som inte klarar alla namn på filer och "
            "mappar. Skriv  LC_ALL=C.UTF-8  framför kommandot, och ta bort PYTHONUTF8=0 om det är satt."
        )
    _check_moment()


def _let_hold_swedish(stream: object) -> None:
    """Write UTF-8 where the encoding lacks å; replace what no encoding can hold.

    That is a file name whose bytes are no text.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        "åäö".encode(stream.encoding)
        stream.reconfigure(errors="backslashreplace")
    except (UnicodeEncodeError, LookupError):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _check_moment() -> None:
    """Raise SettingError for a moment to act at that is no number of seconds.

    MkDocs reads it too, and would end in a traceback.
    """
    moment = os.environ.get(_MOMENT)
    if moment == "":
        del os.environ[_MOMENT]
    elif moment is not None and not (re.fullmatch("[0-9]{1,11}", moment) and int(moment) < _LAST):
        raise SettingError(
            f"{_MOMENT} är satt till ”{printable(moment[:40])}”. Det ska vara sekunder sedan 1970, "
            "bara siffror, och före år 3000."
        )
