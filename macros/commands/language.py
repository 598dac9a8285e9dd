"""Choose the language of help and usage errors: Swedish or English.

The machine's locale does not decide. Many computers and terminals in Sweden are set to English or to C, and
an editor who has chosen nothing must meet Swedish. So a programmer asks for English: ``--lang en`` anywhere
on the line, or ``PARMEN_LANG=en``. What is said of the data is Swedish in both.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

VARIABLE = "PARMEN_LANG"
LANGUAGES = ("sv", "en")
_OPTION = "--lang"


class _Choice:
    """The language of the command that is running."""

    language = LANGUAGES[0]


def choose_language(language: str) -> None:
    """Set the language of help and usage errors."""
    _Choice.language = language


def is_english() -> bool:
    """Return whether the reader has asked for English."""
    return _Choice.language == "en"


def find_default() -> str:
    """Return the reader's language: Swedish unless PARMEN_LANG says English.

    It may be written as a locale, en_GB.UTF-8.
    """
    return "en" if os.environ.get(VARIABLE, "").lower().startswith("en") else "sv"


def put_language_first(args: Sequence[str]) -> list[str]:
    """Return arguments with ``--lang en`` first, wherever it stands on the line.

    So it is known before ``--help`` prints and before an error is found, and needs no option in each command.
    """
    end = args.index("--") if "--" in args else len(args)
    for number, word in enumerate(args[:end]):
        if word == _OPTION or word.startswith(f"{_OPTION}="):
            after = number + (2 if word == _OPTION else 1)
            return [*args[number:after], *args[:number], *args[after:]]
    return list(args)


def _choose(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        choose_language(value)


LANG = click.option(
    _OPTION,
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_choose,
    help="The language of help. What is said of the data is always Swedish.",
)
