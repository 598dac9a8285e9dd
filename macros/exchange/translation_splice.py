"""Put translations into the text of a YAML file, leaving the rest of it as it is.

A text is found by its place. One with Swedish alone gets its languages on lines of their own; comments, order
and the Swedish wording stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from macros.exchange.splice import YamlText, edit_text, fields_of_node, is_flow
from macros.exchange.yaml_scalar import write_flow_scalar, write_scalar
from macros.problems import Place
from macros.records.languages import LANGUAGES
from macros.records.leaflet_texts import LeafletText


class TextChange(NamedTuple):
    """A text, and its translation into one language."""

    item: LeafletText
    language: str
    text: str


class NoPlaceError(Exception):
    """Raised for a text that cannot be written where it stands.

    The message is its path.
    """


class _Spot(NamedTuple):
    """A value in a file: its node, and its field's name (None in a list).

    ``flow`` tells whether it stands within brackets.
    """

    node: Node
    key: ScalarNode | None
    flow: bool


def put_translations(text: str, changes: Iterable[TextChange]) -> str:
    """Return a file's text with translations in it. Raise NoPlaceError."""
    return edit_text(text, lambda plain: _Texts(plain).put(list(changes)))


class _Texts(YamlText):
    """The texts in one file, by place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.spots = {
            (spot.node.start_mark.line + 1, spot.node.start_mark.column + 1): spot
            for spot in _list_spots(self.root, None, flow=False)
        }

    def put(self, changes: list[TextChange]) -> str:
        """Return the text with these translations in it."""
        words: dict[Place, list[TextChange]] = {}
        for change in changes:
            if change.item.text.place is None:
                words.setdefault(change.item.place, []).append(change)
            else:
                self.put_one(change)
        for place, group in words.items():
            self.add_words(place, group)
        return self.apply_edits()

    def put_one(self, change: TextChange) -> None:
        """Put a translation beside the Swedish text, or in place of the one before."""
        place = change.item.place
        spot = self.spots.get((place.line, place.column))
        if spot is None:
            raise NoPlaceError(change.item.path)
        if isinstance(spot.node, ScalarNode):
            self.split_scalar(spot, spot.node, change)
        elif spot.flow or is_flow(spot.node):
            versions = {key: node.value for key, node in fields_of_node(spot.node).items()}
            self.replace(spot.node, _write_flow(versions | {change.language: change.text}))
        else:
            self.put_version(spot.node, change)

    def split_scalar(self, spot: _Spot, node: ScalarNode, change: TextChange) -> None:
        """Give a text that has only Swedish two languages."""
        if spot.flow:
            self.replace(node, _write_flow({"sv": node.value, change.language: change.text}))
            return
        start, end = node.start_mark.index, self.end_of(node)
        indent = (spot.key.start_mark.column + 2) if spot.key else node.start_mark.column
        pad = "\n" + " " * indent
        written = self.text[start:end]
        if "\n" in written:
            if "#" in written.partition("\n")[0] and node.style in {">", "|"}:  # a comment beside the sign
                raise NoPlaceError(change.item.path)
            written = write_scalar(node.value, indent, "sv", style=node.style or "")
        rest = self.text[end : self.next_line(end)].rstrip("\n")
        lines = f"sv: {written}{pad}{_write_version(change, indent)}"
        if spot.key is None:
            if "#" in rest:
                raise NoPlaceError(change.item.path)
            self.edits.append((start, end, lines))
            return
        after_key = spot.key.end_mark.index + 1  # the colon; a comment on the line stays there
        self.edits.append((after_key, end + len(rest), f"{rest if '#' in rest else ''}{pad}{lines}"))

    def put_version(self, node: Node, change: TextChange) -> None:
        """Put one language into a text that has several, each on its own line."""
        pairs: list[tuple[ScalarNode, Node]] = node.value
        old = fields_of_node(node).get(change.language)
        indent = pairs[0][0].start_mark.column
        if old is not None:
            style = (old.style or "") if isinstance(old, ScalarNode) else ""
            self.replace(old, write_scalar(change.text, indent, change.language, style=style))
            return
        order = list(LANGUAGES)
        earlier = [value for key, value in pairs if order.index(key.value) < order.index(change.language)]
        self.insert_after((earlier or [pairs[0][1]])[-1], " " * indent + _write_version(change, indent))

    def add_words(self, place: Place, changes: list[TextChange]) -> None:
        """Add a leaflet's small words that have no Swedish in the file yet."""
        spot = self.spots.get((place.line, place.column))
        node = spot.node if spot else None
        if not isinstance(node, MappingNode) or is_flow(node):
            raise NoPlaceError(changes[0].item.path)
        indent = node.value[0][0].start_mark.column
        words = fields_of_node(node).get("words")
        if words is not None and (is_flow(words) or not isinstance(words, MappingNode)):
            raise NoPlaceError(changes[0].item.path)
        step = words.value[0][0].start_mark.column if words else indent + 2
        lines = [] if words else [f"{' ' * indent}words:"]
        for change in changes:
            lines += [
                f"{' ' * step}{change.item.path.rpartition('.')[2]}:",
                f"{' ' * (step + 2)}sv: {write_scalar(change.item.text.source, step + 2, 'sv')}",
                f"{' ' * (step + 2)}{_write_version(change, step + 2)}",
            ]
        self.insert_after(words or node, "\n".join(lines))

    def replace(self, node: Node, new: str) -> None:
        """Replace a value."""
        self.edits.append((node.start_mark.index, self.end_of(node), new))


def _list_spots(node: Node | None, key: ScalarNode | None, flow: bool) -> Iterator[_Spot]:
    """Yield every value of a file."""
    if node is None:
        return
    yield _Spot(node, key, flow)
    inner = flow or is_flow(node)
    if isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _list_spots(value, name, inner)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _list_spots(item, None, inner)


def _write_version(change: TextChange, indent: int) -> str:
    return f"{change.language}: {write_scalar(change.text, indent, change.language)}"


def _write_flow(versions: dict[str, str]) -> str:
    order = list(LANGUAGES)
    written = (f"{code}: {write_flow_scalar(versions[code])}" for code in sorted(versions, key=order.index))
    return f"{{{', '.join(written)}}}"
