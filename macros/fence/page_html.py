"""Find what in a page's HTML may not be there, once its Markdown is converted.

The HTML is read by a parser that builds the same tree as a browser does, so it does not matter how something
was written: in Markdown, in HTML, with entities or half of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from macros.fence.allowed_html import Fault, find_fault

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
"""MkDocs' own extensions and those of ``mkdocs.yml``; a test holds them equal."""
SETTINGS: dict[str, dict[str, Any]] = {
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True, "permalink_title": "Länk hit", "toc_depth": 2},
}
_MOST = 3
"""As many faults of a page are named: to find a fault's line, the page is converted again and again."""
_LONGEST = 20_000
_SEARCHED = 40_000
"""So many characters are converted again, to find the lines of a page's faults: a second's work."""
_WORK = 100_000
"""How much the converter may have to search, in characters: each [ is held against all of its paragraph."""

_START = "<!doctype html><html><head><title>x</title></head><body><main><div><article>"
_LAST = "\ue000"
"""The id of the line that ends a page, which no page can hold."""
_END = f'<hr id="{_LAST}"></article></div></main></body></html>'
_FRAME = ["html", "head", "title", "body", "main", "div", "article"]
"""The elements around a page, in reading order: what a page may neither close nor change.

The line that ends a page is the innermost one's last child only where all tags of the page are closed.
"""


def is_too_much(markdown: str) -> bool:
    """Return whether converting a page might take minutes."""
    blocks = re.split(r"\n\s*\n", markdown)
    work = sum((block.count("[") + block.count("<") // 20) * len(block) for block in blocks)
    return len(markdown) > _LONGEST or work > _WORK


def find_html_faults(markdown: str) -> list[tuple[int, str, str]]:
    """Return the first faults of a page: line, kind and words.

    A fault's line is the first with which the page has it; in a long page, the first near there that holds
    its words. Raise ValueError for Markdown that cannot be converted.
    """
    faults = list(dict.fromkeys(_find_faults(markdown)))[:_MOST]
    lines = markdown.split("\n")

    return sorted((_find_line(lines, fault, _SEARCHED // len(faults)), *fault) for fault in faults)


def _find_line(lines: list[str], fault: Fault, most: int) -> int:
    """Return the number of the line with which a page gets a fault.

    The page is halved until one line is left, or ``most`` characters have been converted.
    """

    def is_in(markdown: str) -> bool:
        try:
            return fault in _find_faults(markdown)
        except ValueError:
            return False

    first, last = 1, len(lines)
    while first < last and most > 0:
        middle = (first + last) // 2
        head = "\n".join(lines[:middle])
        most -= len(head)
        first, last = (first, middle) if is_in(head) else (middle + 1, last)
    return next((line for line in range(first, last) if fault.words in lines[line - 1]), last)


def _find_faults(markdown: str) -> Iterator[Fault]:
    """Yield the faults of a page: first of its tags, then of the tree that they make.

    A tag out of place makes no element, but is refused as well. Raise ValueError.
    """
    elements, tag_faults = _read(markdown)
    yield from tag_faults
    frame = elements[: len(_FRAME)]
    framed = [element.tag for element in frame] == _FRAME and not any(element.attrib for element in frame)
    last = elements.pop()
    ended = last.tag == "hr" and last.attrib == {"id": _LAST}  # no tag left open has swallowed it
    if not framed or not ended or list(frame[-1])[-1:] != [last]:
        yield Fault("frame")
    for element in elements[len(_FRAME) :]:
        if not isinstance(element.tag, str):
            yield Fault("comment")
        elif fault := find_fault(element.tag.rpartition("}")[2], dict(element.attrib)):
            yield fault


class _Tags(HTMLParser):
    """Collects the faults of tags, wherever they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is wrong with a tag."""
        if fault := find_fault(tag, {name: value or "" for name, value in attrs}):
            self.faults.append(fault)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        """Keep that there is a comment."""
        self.faults.append(Fault("comment"))

    def handle_decl(self, decl: str) -> None:
        """Keep that there is a declaration; browsers make comments of most."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """Keep that there is an instruction."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """Keep that there is a section of CDATA."""
        self.handle_comment(data)


def _read(markdown: str) -> tuple[list[Element], list[Fault]]:
    """Return the elements of a page in its frame, and the faults of its tags.

    Raise ValueError where the converter or a parser fails, as it may at what no person would write.
    """
    import tinyhtml5  # type: ignore[import-untyped]
    from markdown import markdown as convert  # type: ignore[import-untyped]

    tags = _Tags()
    try:
        html = convert(markdown, extensions=EXTENSIONS, extension_configs=SETTINGS)
        tags.feed(html)
        tags.close()
        tree = tinyhtml5.parse(f"{_START}{html}{_END}", namespace_html_elements=False)
    except Exception as error:  # whatever they stumble on
        raise ValueError(str(error)) from error
    return list(tree.iter()), tags.faults
