"""Check the characters of one YAML file, and that no text is lost after a #."""

import re
from collections.abc import Iterator
from typing import Any

from macros.problems import Place, Problem, quote
from macros.records.deceptive_text import Finding, find_deceptive, find_unseen, is_common
from macros.records.glyphs import glyph_class
from macros.records.nodes import Scalar
from macros.records.scalars import LONGEST

UNSEEN = "control-character"
"""The rule of a character that shows nothing: the file is not read further."""

# Private-use characters are refused too: the renderer marks the places of values with them.
# So are the line breaks that editors do not show as such: every line after them would be miscounted.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufffe\uffff]")
_STRANGE = re.compile(f"[^\t\n\r{glyph_class()}]")
"""What may not stand in a file, or what our fonts lack: one search finds either."""
_AFTER = re.compile(r"[^ \n-] #")
"""A # one space after something on its line: YAML drops the rest. A note that is meant as one has two."""


class FileCharacters:
    """Checks the characters of one file's texts.

    ``lines`` are the file's, where something in it is not what Swedish is written with; ``commented`` where
    something in it stands before a #. Where both are empty, only escaped texts need a look.
    """

    def __init__(self, file: str, text: str) -> None:
        """Look through a whole file, to know what to look for in each text."""
        self.file = file
        self.text = text
        self.lines = [] if is_common(text) else text.splitlines()
        self.commented = text.splitlines() if " #" in text and _AFTER.search(text) else []

    def find_unseen(self) -> Problem | None:
        """Return the first character in the file that shows nothing, or None."""
        if match := CONTROL.search(self.text):
            return self._report_control(Place(self.file, self.text.count("\n", 0, match.start()) + 1), match)
        finding = find_unseen(self.text) if self.lines else None
        if finding is None:
            return None
        line_start = self.text.rfind("\n", 0, finding.start) + 1
        place = Place(self.file, self.text.count("\n", 0, line_start) + 1, finding.start - line_start + 1)
        return Problem.at(place, finding.rule, finding.message, finding.advice)

    def check(self, event: Any, node: Scalar) -> Iterator[Problem]:
        """Yield what is wrong with one text, given as libyaml's event and as its node."""
        if self.lines or event.style == '"':
            yield from self._check_letters(event, node)
        if self.commented and node and not event.style:
            yield from self._check_comment(event)

    def _check_letters(self, event: Any, node: Scalar) -> Iterator[Problem]:
        if event.style == '"' and (match := CONTROL.search(node)):  # written as an escape: "\\e"
            yield self._report_control(Place(self.file, node.place.line), match)
        elif len(node) <= LONGEST and (finding := find_deceptive(node)):  # a longer one is refused as such
            yield self._report_deceptive(event, node, finding)
        elif match := _STRANGE.search(node):
            advice = "Skriv med ord i stället. Bilder och symboler ritar pärmen själv."
            message = f"tecknet {match[0]} (U+{ord(match[0]):04X}) finns inte i pärmens typsnitt"
            yield Problem.at(self._locate(event, match[0]), "missing-glyph", message, advice)

    def _check_comment(self, event: Any) -> Iterator[Problem]:
        """Yield text after a # on the event's line: YAML drops it."""
        end = event.end_mark
        if match := re.match(r" #(.*\S)", self.commented[end.line][end.column :]):
            place = Place(self.file, end.line + 1, end.column + 1)
            advice = (
                "Hör den till värdet? Sätt citattecken om hela. Är det en anteckning? "
                "Ge den en egen rad, eller sätt två mellanslag före #."
            )
            yield Problem.at(place, "lost-text", f"texten efter # visas inte: {quote(match[1])}", advice)

    def _report_deceptive(self, event: Any, node: Scalar, finding: Finding) -> Problem:
        word = re.split(r"\s", node[finding.start :], maxsplit=1)[0]
        place = self._locate(event, word)
        return Problem.at(place, finding.rule, finding.message, finding.advice)

    def _report_control(self, place: Place, match: re.Match[str]) -> Problem:
        message = f"här står ett tecken som inte hör hemma i text (U+{ord(match[0]):04X})"
        return Problem.at(place, UNSEEN, message, "Är det verkligen en textfil? Skriv om raden för hand.")

    def _locate(self, event: Any, words: str) -> Place:
        """Return the place of a text's line with some words, or of its first line."""
        first, last = event.start_mark.line, event.end_mark.line
        line = next((n for n in range(first, last + 1) if words in "".join(self.lines[n : n + 1])), first)
        return Place(self.file, line + 1)
