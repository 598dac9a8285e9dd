"""Problems in the data, and how messages about them are worded.

A problem says where it is, what was found, what is allowed and what to do next.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple, Self


class Place(NamedTuple):
    """A position in a file; line and column count from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem, in Swedish, for the editor.

    ``message`` says what was found; ``advice`` what is allowed or what to do next (may be empty).
    ``rule`` is its stable English name (``unknown-field``, ``not-yaml`` …). ``link`` is where the
    field is described on the page *Alla fält* (``contact-phone``), where the problem is about a field.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    advice: str = field(default="", compare=False)
    link: str = field(default="", compare=False)

    @classmethod
    def at(cls, place: Place, rule: str, message: str, advice: str = "", link: str = "") -> Self:
        """Build a problem from a place."""
        return cls(place.file, place.line, place.column, rule, message, advice, link)

    def __str__(self) -> str:
        """Return ``file:line: message``, with the advice indented below."""
        advice = "".join(f"\n    {line}" for line in self.advice.splitlines())
        return f"{self.file}:{self.line}: {self.message}{advice}"

    def as_json(self) -> dict[str, Any]:
        """Return the five public keys; the advice is part of the message."""
        message = f"{self.message}. {self.advice}".rstrip() if self.advice else self.message
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "rule": self.rule,
            "message": message,
        }


NOT_A_FILE = (
    "det här är ingen vanlig fil, utan en länk eller något annat",
    "Lägg själva filen här, eller ta bort det som ligger här.",
)
"""What is said of links, pipes and devices: they are never opened."""


class DataError(Exception):
    """The data has problems, so nothing was built.

    ``problems`` are all of them, sorted and without duplicates.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems by file and line."""
        self.problems = sorted(set(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the allowed word nearest to a misspelt one, or an empty string."""
    match = get_close_matches(word.casefold(), list(allowed), n=1, cutoff=0.6)
    return match[0] if match else ""


def did_you_mean(guess: str) -> str:
    """Return *Menade du ”phone”?* and a space, to begin an advice with.

    It is empty where there is no guess.
    """
    return f"Menade du ”{guess}”? " if guess else ""


_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
"""Letters and marks that Python holds for printable, and that show nothing."""


def reveal(text: str) -> str:
    """Return a text with what shows nothing written out: *Ka⟨U+200B⟩lix*."""
    if text.isprintable() and not _BLANK.search(text):
        return text
    return "".join(
        char if char.isprintable() and not _BLANK.match(char) else f"⟨U+{ord(char):04X}⟩" for char in text
    )


def quote(text: str) -> str:
    """Return what an editor wrote in quotation marks, on one line and cut if long.

    What shows nothing is written out: it must not turn the message round either.
    """
    line = reveal(" ".join(text.split()))
    return f"”{line[:39]}…”" if len(line) > 40 else f"”{line}”"


def capitalize(words: str) -> str:
    """Return words with a capital first; the others stay as they are."""
    return words[:1].upper() + words[1:]


def join_words(words: Iterable[str], last: str = "och") -> str:
    """Join words with commas, and the last two with ``last``: *a, b och c*."""
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def summary(problems: Iterable[Problem], ending: str = "Ingenting byggdes.") -> str:
    """Return the report's last line: how many problems in how many files.

    ``ending`` says what was therefore not done.
    """
    reported = list(problems)
    files = len({problem.file for problem in reported})
    return f"{len(reported)} fel i {files} {'fil' if files == 1 else 'filer'}. {ending}".rstrip()
