"""Read one YAML file into nodes. Nothing in a file can crash the reader.

libyaml's events are read in a loop with a stack of our own: composing recurses, and 60 KB of nested
brackets would end the interpreter.
"""

import re
import unicodedata
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from macros.problems import NOT_A_FILE, Place, Problem, quote
from macros.records.data_fingerprints import Fingerprints
from macros.records.glyphs import glyph_class
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping
from macros.records.not_yaml import explain_yaml_error, is_too_deep

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_ITEMS = 1000

# Private-use characters are refused too: the renderer marks the places of values with them.
# So are the line breaks that editors do not show as such: every line after them would be miscounted.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufffe\uffff]")
_STRANGE = re.compile(f"[^\t\n\r{glyph_class()}]")
"""What may not stand in a file, or what our fonts lack: one search finds either."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REOPEN = (
    "I Visual Studio Code: klicka på UTF-8 längst ner till höger. Välj Reopen with Encoding och "
    "Western (Windows 1252).\n"
)
_SAVE_AGAIN = "Klicka på teckenkodningen längst ner till höger. Välj Save with Encoding och UTF-8."
_AFTER = re.compile(r"[^ \n-] #")
"""A # one space after something on its line: YAML drops the rest. A note that is meant as one has two."""


class UnreadableError(Exception):
    """A file cannot be read further. Carries the one problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem)
        self.problem = problem


def _refuse(place: Place, rule: str, message: str, advice: str) -> UnreadableError:
    return UnreadableError(Problem.at(place, rule, message, advice))


def read_text(path: Path, file: str, read: Fingerprints | None = None) -> str:
    """Return a file's text, read as UTF-8 and normalised to NFC.

    The bytes are added to ``read``. Raise UnreadableError for what cannot be opened, is too large or is not
    UTF-8.
    """
    top = Place(file, 1)
    try:
        status = path.lstat()
        if not S_ISREG(status.st_mode):
            raise _refuse(top, "unreadable", *NOT_A_FILE)
        if status.st_size > MAX_BYTES:
            raise _refuse(top, "too-large", "filen är större än 1 MB", "Dela den i flera filer.")
        raw = path.read_bytes()
    except OSError as error:
        raise _refuse(top, "unreadable", "filen går inte att öppna", "Får du läsa den?") from error
    if read is not None:
        read.add(file, raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, raw.count(b"\n", 0, error.start) + 1)
        raise _refuse(
            place,
            "not-utf8",
            "filen är inte sparad som UTF-8, så å, ä och ö går inte att läsa",
            f"{'' if raw.startswith(_UTF16) else _REOPEN}{_SAVE_AGAIN}",
        ) from error
    return unicodedata.normalize("NFC", text)


def _control_character(place: Place, match: re.Match[str]) -> UnreadableError:
    return _refuse(
        place,
        "control-character",
        f"här står ett tecken som inte hör hemma i text (U+{ord(match[0]):04X})",
        "Är det verkligen en textfil? Skriv om raden för hand.",
    )


def read_yaml(
    path: Path, file: str, problems: list[Problem], read: Fingerprints | None = None
) -> Node | None:
    """Return a YAML file as a node, or None where it cannot be read.

    ``file`` is its name in messages. Problems are added to ``problems``, and the bytes to ``read``.
    """
    try:
        text = read_text(path, file, read)
        node = _build(text, file, problems)
    except UnreadableError as stop:
        problems.append(stop.problem)
        return None
    except yaml.YAMLError as error:
        problem = explain_yaml_error(error, text, file)
        problems.append(_too_deep(Place(file, problem.line)).problem if is_too_deep(error) else problem)
        return None
    if node is None or (isinstance(node, Scalar) and not node.strip()):
        problems.append(Problem(file, 1, 1, "empty-file", "filen är tom", "Fyll i den eller ta bort den."))
        return None
    return node


def _too_deep(place: Place) -> UnreadableError:
    return _refuse(
        place,
        "too-deep",
        f"fler än {MAX_DEPTH} nivåer inuti varandra",
        "Står det för många [ eller { på raden?",
    )


_make_place = partial(tuple.__new__, Place)
"""Makes a place without the detour through Python: there are as many as values."""


class _Builder:
    """Builds nodes from libyaml's events.

    ``stack`` holds the lists and mappings that are open; ``keys`` the field of each that waits for a value.
    ``lines`` are the file's, where our fonts lack some letter in it; ``commented`` where something in it
    stands before a #.
    """

    def __init__(self, file: str, text: str, problems: list[Problem]) -> None:
        self.file = file
        self.lines: list[str] = []
        if _STRANGE.search(text):
            if match := CONTROL.search(text):
                raise _control_character(Place(file, text.count("\n", 0, match.start()) + 1), match)
            self.lines = text.splitlines()
        self.commented = text.splitlines() if " #" in text and _AFTER.search(text) else []
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0

    def handle(self, event: Any) -> None:
        """Handle an event that is no text; raise UnreadableError for what is refused."""
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            self.open_node(new_mapping(self.place_of(event)))
        elif kind is yaml.SequenceStartEvent:
            sequence = Sequence()
            sequence.place = self.place_of(event)
            self.open_node(sequence)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            self.place_of(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                place = Place(self.file, event.start_mark.line + 1)
                raise _refuse(
                    place,
                    "second-document",
                    "filen innehåller flera dokument (---)",
                    "Ta bort raden med --- och det efter.",
                )

    def make_scalar(self, event: Any) -> Scalar:
        """Make a node of one piece of text, and report what will not show."""
        node = Scalar(event.value)
        if event.anchor is None and event.tag is None:
            mark = event.start_mark
            node.place = _make_place((self.file, mark.line + 1, mark.column + 1))
        else:
            node.place = self.place_of(event)
        if event.style == '"' and (match := CONTROL.search(node)):  # written as an escape: "\\e"
            raise _control_character(Place(self.file, node.place.line), match)
        if (self.lines or event.style == '"') and (match := _STRANGE.search(node)):
            self.problems.append(self.report_missing_glyph(event, match[0]))
        if self.commented and node and not event.style:
            self.check_comment(event)
        return node

    def check_comment(self, event: Any) -> None:
        """Report text after a # on the event's line: YAML drops it."""
        end = event.end_mark
        if match := re.match(r" #(.*\S)", self.commented[end.line][end.column :]):
            place = Place(self.file, end.line + 1, end.column + 1)
            advice = (
                "Hör den till värdet? Sätt citattecken om hela. Är det en anteckning? "
                "Ge den en egen rad, eller sätt två mellanslag före #."
            )
            self.problems.append(
                Problem.at(place, "lost-text", f"texten efter # visas inte: {quote(match[1])}", advice)
            )

    def report_missing_glyph(self, event: Any, char: str) -> Problem:
        """Return the problem that our fonts lack a character, at its line in the text."""
        first, last = event.start_mark.line, event.end_mark.line
        line = next((n for n in range(first, last + 1) if char in "".join(self.lines[n : n + 1])), first)
        return Problem(
            self.file,
            line + 1,
            1,
            "missing-glyph",
            f"tecknet {char} (U+{ord(char):04X}) finns inte i pärmens typsnitt",
            "Skriv med ord i stället. Bilder och symboler ritar pärmen själv.",
        )

    def place_of(self, event: Any) -> Place:
        """Return an event's place; raise UnreadableError for anchors, aliases and tags."""
        mark = event.start_mark
        place = _make_place((self.file, mark.line + 1, mark.column + 1))
        if event.anchor is not None or (type(event) is not yaml.AliasEvent and event.tag is not None):
            raise _refuse(
                place,
                "yaml-feature",
                "ankare (&), alias (*) och taggar (!) används inte här",
                "Börjar texten med &, * eller !? Sätt citattecken om den.",
            )
        return place

    def open_node(self, node: Sequence | Mapping) -> None:
        """Begin a list or a mapping."""
        if len(self.stack) >= MAX_DEPTH:
            raise _too_deep(Place(self.file, node.place.line))
        self.put(node)
        self.stack.append(node)
        self.keys.append(None)

    def put(self, node: Node) -> None:
        """Put a node into what is open: as an item, a field's name, or its value."""
        if not self.stack:
            self.root = node
            return
        holder = self.stack[-1]
        if len(holder) >= MAX_ITEMS:
            raise _refuse(
                Place(self.file, node.place.line),
                "too-many",
                f"fler än {MAX_ITEMS} poster i samma lista",
                "Dela upp dem.",
            )
        if isinstance(holder, Sequence):
            holder.append(node)
        elif (key := self.keys[-1]) is not None:
            self.keys[-1] = None
            self.put_field(holder, key, node)
        elif isinstance(node, Scalar):
            self.keys[-1] = node
        else:
            raise _refuse(
                node.place,
                "field-name",
                "ett fältnamn får inte vara en lista eller ha klamrar",
                "Börjar texten med { eller [? Sätt citattecken om den.",
            )

    def put_field(self, holder: Mapping, key: Scalar, node: Node) -> None:
        """Put a field into a mapping; the same field twice is a problem."""
        if key in holder:
            self.problems.append(
                Problem.at(
                    key.place,
                    "duplicate-field",
                    f"fältet {quote(key)} står två gånger",
                    f"Det står redan på rad {holder.keys_at[key].line}. Ta bort det ena.",
                )
            )
        else:
            holder[key] = node
            holder.keys_at[key] = key.place


def _build(text: str, file: str, problems: list[Problem]) -> Node | None:
    """Turn libyaml's events into nodes, in one loop."""
    parser = CParser(text)
    builder = _Builder(file, text, problems)
    try:
        handle, put, make_scalar = builder.handle, builder.put, builder.make_scalar
        while (event := parser.get_event()) is not None:
            if type(event) is yaml.ScalarEvent:  # most are
                put(make_scalar(event))
            else:
                handle(event)
    finally:
        parser.dispose()
    return builder.root
