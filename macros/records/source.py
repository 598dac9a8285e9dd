"""Read one YAML file into nodes. Nothing in a file can crash the reader.

libyaml's events are read in a loop with a stack of our own: composing recurses, and 60 KB of nested
brackets would end the interpreter.
"""

from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from macros.problems import NOT_A_FILE, Place, Problem, quote
from macros.records.data_fingerprints import Fingerprints
from macros.records.deceptive_text import normalize_nfc
from macros.records.file_characters import UNSEEN, FileCharacters
from macros.records.file_memory import FileMemory
from macros.records.laid_over import content_over
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping
from macros.records.not_yaml import explain_yaml_error, is_too_deep

MAX_BYTES = 500_000
"""A text is searched for personal data at some 300 kB a second, when it is nothing but figures."""
MAX_DEPTH = 24
MAX_ITEMS = 1000
MAX_VALUES = 50_000
"""The most values, lists and field names in a file: a municipality with 1,000 contacts has 20,000."""
MAX_PROBLEMS = 200
"""The most problems that are reported of a file: nobody reads more at a time."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REOPEN = (
    "I Visual Studio Code: klicka på UTF-8 längst ner till höger. Välj Reopen with Encoding och "
    "Western (Windows 1252).\n"
)
_SAVE_AGAIN = "Klicka på teckenkodningen längst ner till höger. Välj Save with Encoding och UTF-8."


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
    raw = content_over(path)
    try:
        if raw is None and not S_ISREG(path.lstat().st_mode):
            raise _refuse(top, "unreadable", *NOT_A_FILE)
        if (path.lstat().st_size if raw is None else len(raw)) > MAX_BYTES:
            raise _refuse(top, "too-large", f"filen är större än {MAX_BYTES // 1000} kB", "Dela upp den.")
        raw = path.read_bytes() if raw is None else raw
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
    return normalize_nfc(text)


def read_yaml(
    path: Path,
    file: str,
    problems: list[Problem],
    read: Fingerprints | None = None,
    memory: FileMemory | None = None,
) -> Node | None:
    """Return a YAML file as a node, or None where it cannot be read.

    ``file`` is its name in messages. Problems are added to ``problems``, and the bytes to ``read``. With a
    ``memory`` a text that was parsed before is not parsed again.
    """
    try:
        text = read_text(path, file, read)
    except UnreadableError as stop:
        problems.append(stop.problem)
        return None
    known = memory.find(file, text) if memory else None
    if known is None:
        found: list[Problem] = []
        known = _parse(text, file, found), found
        if memory:
            memory.keep(file, text, *known)
    problems += known[1]
    return known[0]


def _parse(text: str, file: str, problems: list[Problem]) -> Node | None:
    """Return the node that a file's text holds, or None where it is no YAML or empty."""
    try:
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
    """

    def __init__(self, file: str, text: str, problems: list[Problem]) -> None:
        self.file = file
        self.characters = FileCharacters(file, text)
        if problem := self.characters.find_unseen():
            raise UnreadableError(problem)
        self.is_common = not (self.characters.lines or self.characters.commented)
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.documents = self.values = self.reported = 0

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
        if not self.is_common or event.style == '"':
            for problem in self.characters.check(event, node):
                if problem.rule == UNSEEN:
                    raise UnreadableError(problem)
                self.report(problem)
        return node

    def report(self, problem: Problem) -> None:
        """Add a problem; raise UnreadableError when there are too many in the file."""
        self.problems.append(problem)
        self.reported += 1
        if self.reported >= MAX_PROBLEMS:
            advice = "Rätta dem som står här, och kontrollera igen."
            place = Place(self.file, problem.line)
            raise _refuse(place, "too-many", f"{MAX_PROBLEMS} fel i samma fil: resten visas inte", advice)

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
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"fler än {MAX_VALUES} värden i samma fil"
            raise _refuse(Place(self.file, node.place.line), "too-many", message, "Dela upp den.")
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
            self.report(
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
