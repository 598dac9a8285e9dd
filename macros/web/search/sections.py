"""Read the sections of a finished page, which are what a search finds.

Only the article is read. Navigation, drawings, hidden elements, and elements marked ``data-unsearched`` are
left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_SKIPPED = frozenset(["nav", "script", "style", "svg", "template", "button", etree.Comment])
_HOLDERS = frozenset(["section", "article", "li", "div", "tbody", "tr", "details"])
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "strong", "sub", "sup", "time"]
)
_VOID = frozenset(["br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)  # without a table of ids it is a third faster
_NUMBER = "nr"
"""The class of a step's or question's own number."""
_BEFORE_SIGN = re.compile(r"\s+([.,:;?!)])")
_LEADING_NUMBER = re.compile(r"^\d{1,2} (?=[A-ZÅÄÖ])")
_FIRST_SENTENCE = re.compile(r".{1,110}?[.?!](?=\s|$)|.{1,90}(?=\s|$)")


@dataclass(slots=True)
class Section:
    """A piece of a page with an address of its own.

    ``parent`` is the index of the section around it, or -1. ``pieces`` collect the text while the page is
    read.
    """

    anchor: str
    title: str = ""
    text: str = ""
    parent: int = -1
    pieces: list[str] = field(default_factory=list, repr=False)

    def join_pieces(self) -> None:
        """Join the pieces to a text.

        A section without a heading takes its first sentence as title.
        """
        text = _LEADING_NUMBER.sub("", _join_texts(self.pieces))
        self.text = _BEFORE_SIGN.sub(r"\1", text).lstrip(".: ")
        if not self.title and (first := _FIRST_SENTENCE.match(self.text)):
            self.title, self.text = first[0].strip(" ."), self.text[first.end() :].strip()


def read_sections(page: str) -> list[Section]:
    """Return a finished page's sections in reading order.

    There are none if the page has no article or no heading.
    """
    document = etree.HTML(page.encode(), _PARSER) if page else None
    article = document.find(".//article") if document is not None else None
    reader = _Reader()
    if article is not None:
        reader.read(article)
    for section in reader.sections:
        section.join_pieces()
    return reader.sections


def _join_texts(pieces: list[str]) -> str:
    return " ".join("".join(pieces).replace("\u00ad", "").split())


class _Reader:
    """Reads an element and all in it into sections; text goes to the innermost."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.open: list[int] = []
        """The indexes of the open sections, the innermost last."""
        self.pieces: list[str] = []
        """Where text is added: a section's or a heading's. Text before the first section is dropped."""
        self.in_heading = False

    @property
    def section(self) -> Section:
        """The innermost open section."""
        return self.sections[self.open[-1]]

    def read(self, element: Any) -> None:
        """Read an element, but not the text after it."""
        tag = element.tag
        attributes = dict(element.items())
        if tag in _SKIPPED or _is_hidden(attributes):
            return
        if tag in _VOID:
            self.pieces.append(" ")
            return
        depth = len(self.open)
        self._begin_element(tag, attributes.get("id", ""))
        self.pieces.append(element.text or "")
        for child in element:
            self.read(child)
            self.pieces.append(child.tail or "")
        self._end_element(tag)
        if len(self.open) > max(1, depth):  # the first section stays open for what follows its heading
            self.open.pop()
            self.pieces = self.section.pieces

    def _begin_element(self, tag: str, anchor: str) -> None:
        """Begin a section or a title if the element does; else separate words."""
        if tag in _HEADINGS:
            self._begin_heading(tag, anchor)
        elif tag == "dt" and self.open and not self.section.title:
            self._read_title()
        elif tag in _HOLDERS and anchor:
            self._open_inside(anchor)
        elif tag not in _INLINE:
            self.pieces.append(" ")

    def _begin_heading(self, tag: str, anchor: str) -> None:
        """Let a heading name the section it stands in, or begin a new section."""
        if not self.open:
            self._open_inside("")
        elif tag == "h1":
            self._open_instead("")
        elif anchor or (tag == "h2" and self.section.title):
            self._open_instead(anchor or self.section.anchor)
        elif self.section.title:
            return
        self._read_title()

    def _open_inside(self, anchor: str) -> None:
        """Open a section inside the innermost open one."""
        parent = self.open[-1] if self.open else -1
        self.open.append(self._add_section(Section(anchor, parent=parent)))

    def _open_instead(self, anchor: str) -> None:
        """Replace the innermost open section with a new one beside it."""
        parent = self.open[-2] if len(self.open) > 1 else 0
        self.open[-1] = self._add_section(Section(anchor, parent=parent))

    def _add_section(self, section: Section) -> int:
        self.sections.append(section)
        self.pieces = section.pieces
        return len(self.sections) - 1

    def _read_title(self) -> None:
        """Collect the text that follows as the section's title."""
        self.in_heading = True
        self.pieces = []

    def _end_element(self, tag: str) -> None:
        """Store the title if the element was one; else end the sentence or the word."""
        if self.in_heading and (tag in _HEADINGS or tag == "dt"):
            self.section.title = _join_texts(self.pieces)
            self.in_heading = False
            self.pieces = self.section.pieces
        elif tag == "span":
            self.pieces.append(" ")
        elif tag not in _INLINE:
            self._end_sentence(":" if tag == "dt" else ".")

    def _end_sentence(self, sign: str) -> None:
        """End a block with a sign if it has none, so that an excerpt reads as sentences."""
        last = next((piece.rstrip()[-1] for piece in reversed(self.pieces) if piece.strip()), "")
        self.pieces.append(f"{sign} " if last.isalnum() or last in tuple(")%”§") else " ")


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Report whether an element's text is left out of the search."""
    return (
        "hidden" in attributes
        or "data-late" in attributes
        or "data-unsearched" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("class") == _NUMBER
    )
