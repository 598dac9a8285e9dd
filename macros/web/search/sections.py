"""From a finished page to its sections: what the search looks in, and what a hit leads to.

Only our own article is read. Navigation, drawings, what is hidden and what is marked ``data-unsearched``
are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SKIPPED = frozenset(["nav", "script", "style", "svg", "template", "button"])
_HOLDERS = frozenset(["section", "article", "li", "div", "tbody", "tr", "details"])
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "strong", "sub", "sup", "time"]
)
_NUMBER = "nr"
"""The class of a step's or question's own number."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_PIECE = re.compile(
    r"<(?:!--.*?--|(?:svg\b.*?</svg|script\b.*?</script|style\b.*?</style)\s*"
    r"|(/?)([a-z][a-z0-9]*)([^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*))>|([^<]+|<)",
    re.DOTALL,
)
"""A comment, a drawing, a tag with its attributes, or text. The page is our own: its elements are closed, and
their names are in small letters."""
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_SPACED = re.compile(r"\s+([.,:;?!)])")
_COUNTED = re.compile(r"^\d{1,2} (?=[A-ZÅÄÖ])")
_FIRST = re.compile(r".{1,110}?[.?!](?=\s|$)|.{1,90}(?=\s|$)")


@dataclass(slots=True)
class Section:
    """A piece of a page with an address of its own. ``parent`` is the place in the list of what holds it."""

    anchor: str
    title: str = ""
    text: str = ""
    parent: int = -1
    pieces: list[str] = field(default_factory=list, repr=False)

    def close(self) -> None:
        """Put the pieces together. A record without a heading is called by its first sentence."""
        text = " ".join("".join(self.pieces).replace("\u00ad", "").split())
        self.text = _SPACED.sub(r"\1", _COUNTED.sub("", text)).lstrip(".: ")
        if not self.title and (first := _FIRST.match(self.text)):
            self.title, self.text = first[0].strip(" ."), self.text[first.end() :].strip()


@dataclass(slots=True)
class _Frame:
    """An element that holds a section: where it began, and the section that its text goes to."""

    depth: int
    section: int


class _Reader:
    """Reads one article. Each text goes to the innermost section."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.frames: list[_Frame] = []
        self.depth = 0
        self.skipped = 0
        self.heading: list[str] | None = None
        self.pieces: list[str] = []
        """Those of the innermost section. What stands before the first goes nowhere."""

    def feed(self, html: str) -> None:
        """Read the pieces in turn."""
        for closing, name, attributes, text in _PIECE.findall(html):
            if text:
                if not self.skipped:
                    self._say(unescape(text) if "&" in text else text)
            elif closing:
                self.handle_endtag(name)
            elif name:
                self.handle_starttag(name, attributes)

    def handle_starttag(self, tag: str, attributes: str) -> None:
        """Go a step down, into what the element begins."""
        does, anchor = _does(tag, attributes)
        if does == "space":
            self._say(" ")
            return
        self.depth += 1
        if self.skipped or not does:
            return
        if does == "skip":
            self.skipped = self.depth
        elif does == "heading":
            self._open_heading(tag, anchor)
        elif does == "name" and self.frames and not self._here().title:
            self.heading = []
        elif does == "hold":
            self._open(anchor, framed=True)
        else:
            self._say(" ")

    def _open_heading(self, tag: str, anchor: str) -> None:
        """A heading names the section it stands in, or begins a new one."""
        if tag == "h1" or not self.frames:
            self._open("", framed=not self.frames)
        elif anchor or (tag == "h2" and self._here().title):
            self._open(anchor or self._here().anchor, framed=False)
        elif self._here().title:
            return
        self.heading = []

    def _open(self, anchor: str, *, framed: bool) -> None:
        parent = self.frames[-1].section if self.frames else -1
        self.sections.append(Section(anchor, parent=parent if framed else self._outer()))
        if framed:
            self.frames.append(_Frame(self.depth, len(self.sections) - 1))
        else:
            self.frames[-1].section = len(self.sections) - 1
        self.pieces = self.sections[-1].pieces

    def _outer(self) -> int:
        return self.frames[-2].section if len(self.frames) > 1 else 0

    def _here(self) -> Section:
        return self.sections[self.frames[-1].section]

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.skipped == self.depth:
            self.skipped = 0
        elif not self.skipped:
            self._close(tag)
        self.depth -= 1

    def _close(self, tag: str) -> None:
        if self.heading is not None and (tag in _HEADINGS or tag == "dt"):
            self._here().title = " ".join("".join(self.heading).replace("\u00ad", "").split())
            self.heading = None
        elif tag not in _INLINE:
            self._say(self._stop(tag))
        if len(self.frames) > 1 and self.frames[-1].depth == self.depth:
            self.frames.pop()
            self.pieces = self._here().pieces

    def _stop(self, tag: str) -> str:
        """What ends a block is a full stop, so that an excerpt reads as sentences."""
        if tag == "span":
            return " "
        for piece in reversed(self.pieces):
            if said := piece.rstrip():
                return f"{':' if tag == 'dt' else '.'} " if said[-1].isalnum() or said[-1] in ")%”§" else " "
        return " "

    def _say(self, text: str) -> None:
        (self.pieces if self.heading is None else self.heading).append(text)


@lru_cache(maxsize=20_000)  # pages are made of the same elements
def _does(tag: str, attributes: str) -> tuple[str, str]:
    """Give what an element does to the reading, and its address; nothing for one within a line."""
    if tag in _VOID:
        return "space", ""
    given = _given(attributes)
    anchor = given.get("id", "")
    if (
        tag in _SKIPPED
        or "hidden" in given
        or "data-unsearched" in given
        or given.get("aria-hidden") == "true"
        or given.get("class") == _NUMBER
    ):
        return "skip", ""
    if tag in _HEADINGS:
        return "heading", anchor
    if tag == "dt":
        return "name", ""
    if tag in _HOLDERS and anchor:
        return "hold", anchor
    return "" if tag in _INLINE else "part", ""


def _given(attributes: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.findall(attributes)
    return {name.lower(): unescape("".join(values)) for name, *values in found}


def read_sections(page: str) -> list[Section]:
    """Give a finished page's sections in reading order. A page without an article or a heading has none."""
    article = _ARTICLE.search(page)
    reader = _Reader()
    reader.feed(article[0] if article else "")
    for section in reader.sections:
        section.close()
    return reader.sections
