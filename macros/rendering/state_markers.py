"""Say each state once: leave out the markers that repeat what stands around.

Templates mark every record with its state, and never know where they are shown. When a page or a sheet is
finished, its markers are compared with what stands around them:

- what the page or the sheet says of itself (in its ribbon, its foot) is not said again;
- a state that all records under a heading, or in a list, have in common is said once, over them;
- most of a list may share a state too, when the others then say theirs;
- every other marker stays where it is.

An element with ``data-said="draft proposed"`` says these states itself, in words of its own.

The HTML is our own templates', and edited in place: so it is read by its tags. A parser costs each page fifty
times as much, and writes all of it anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from macros.records.base import State

Family = Literal["state", "contact"]
"""What a marker is about: how sure a text is, or whether a contact's number may be called."""

_MARKER = (
    r'span(?P<before>[^<>]*) data-marker="(?P<family>state|contact) (?P<value>[a-z]+)"'
    r'(?: data-all="(?P<all>[^"]*)")?>(?P<words>[^<]*)</span>'
)
_HOLDERS = (
    "article|aside|blockquote|body|d[dlt]|details|div|fieldset|figure|footer|form|h[1-6]|header|li|main|nav|ol"
    "|section|table|td|th|ul"
)
"""Elements that may hold headings or records, and headings."""
_TOKEN = re.compile(
    rf"<(?:!--.*?-->|{_MARKER}|(?P<link>a)\b[^<>]*headerlink|(?P<close>/?)(?P<tag>{_HOLDERS})\b(?P<rest>[^<>]*)>)",
    re.DOTALL,
)
_SAID = re.compile(r' data-said="([^"]*)"')
_EMPTY = re.compile(r'<p class="marks">\s*</p>\n?')
_HEADING = re.compile(r"h[1-6]")
_LISTS = {"dl", "ol", "table", "ul"}
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class _Marker:
    """A marker in the HTML. ``words`` is empty for what is as sure as can be."""

    start: int
    end: int
    family: Family
    value: str
    attributes: str
    words: str
    words_for_all: str

    def draw(self, words: str, quiet: bool = False, unsearched: bool = False) -> str:
        """Return the marker's HTML: as it is, hidden from sight, or not searched."""
        attributes = self.attributes.replace('class="', 'class="quiet ', 1) if quiet else self.attributes
        return f"<span{attributes}{' data-unsearched' if unsearched else ''}>{words}</span>"


@dataclass(slots=True)
class _Group:
    """An element, or what stands under a heading, with the markers and groups in it.

    ``place`` is where a marker for the whole group is put; not every group has one. ``level`` is the
    heading's, 0 for an element.
    """

    tag: str
    place: int = _NOWHERE
    level: int = 0
    said: frozenset[str] | None = None
    parts: list[_Marker | _Group] = field(default_factory=list)

    def markers(self) -> Iterator[_Marker]:
        """Yield all markers in the group.

        Not those in elements that say states themselves.
        """
        for part in self.parts:
            if isinstance(part, _Marker):
                yield part
            elif part.said is None:
                yield from part.markers()


def say_states_once(html: str, said: State | None, web: bool = False) -> str:
    """Return finished HTML in which each state is said once.

    ``said`` is what the page or sheet says of itself. On the web a common marker stands on the heading's own
    line. There the markers of contacts that repeat it stay, hidden from sight: for those who listen or
    search, and where a number is shown alone.
    """
    if "data-marker" not in html:
        return _SAID.sub("", html)
    writer = _Writer(html, web)
    states = frozenset({said} if said else ())
    writer.write(_read_groups(html, web), {"state": states, "contact": frozenset({"checked"})})
    return _EMPTY.sub("", writer.finish())


def _read_groups(html: str, web: bool) -> _Group:
    """Read HTML as a tree of the groups that hold markers."""
    stack = [_Group("")]
    for token in _TOKEN.finditer(html):
        tag = token["tag"]
        if token["family"]:
            family: Family = "contact" if token["family"] == "contact" else "state"
            words = token["words"]
            start = token.start() - html[token.start() - 1 : token.start()].isspace()
            marker = _Marker(
                start, token.end(), family, token["value"], token["before"], words, token["all"] or words
            )
            stack[-1].parts.append(marker)
        elif token["link"]:
            if stack[-1].level > 1:
                stack[-1].place = token.start()
        elif not tag:
            continue
        elif _HEADING.fullmatch(tag):
            _read_heading(stack, int(tag[1]), token, web)
        elif not token["close"]:
            states = _SAID.search(token["rest"])
            place = token.start() if tag in _LISTS else _NOWHERE
            stack.append(_Group(tag, place, said=frozenset(states[1].split()) if states else None))
        else:
            _close(stack, tag)
    while len(stack) > 1:
        _leave(stack)
    return stack[0]


def _read_heading(stack: list[_Group], level: int, token: re.Match[str], web: bool) -> None:
    """Begin what stands under a heading, and end what stood under the one before."""
    if not token["close"]:
        while stack[-1].level >= level:
            _leave(stack)
        stack.append(_Group("", level=level))
    elif level == stack[-1].level and stack[-1].place == _NOWHERE and not (web and level == 1):
        stack[-1].place = token.start() if web else token.end()


def _close(stack: list[_Group], tag: str) -> None:
    """Leave an element, and all that began in it."""
    if stack[-1].tag == tag or any(group.tag == tag for group in stack):
        while stack[-1].tag != tag:
            _leave(stack)
        _leave(stack)


def _leave(stack: list[_Group]) -> None:
    """Take a group off the stack; keep it only when it holds markers."""
    group = stack.pop()
    if group.parts:
        stack[-1].parts.append(group)


def _shared_value(markers: list[_Marker], said: frozenset[str], is_list: bool) -> str | None:
    """Return the value to say once over some markers of a family, or None.

    All share it; or most records of a list do, and fewer markers are left when the others say theirs. Of
    contacts all must share it: no marker says that a number is real.
    """
    counts = Counter(marker.value for marker in markers)
    value, count = next(((value, n) for value, n in counts.most_common() if value not in said), ("", 0))
    others = len(markers) - count
    if others and (not is_list or markers[0].family == "contact"):
        return None
    left_as_it_is = sum(n for value, n in counts.items() if value not in said)
    return value if 1 + others < left_as_it_is else None


class _Writer:
    """Writes HTML anew with fewer markers."""

    def __init__(self, html: str, web: bool) -> None:
        self.html = html
        self.web = web
        self.edits: list[tuple[int, int, str]] = []

    def write(self, group: _Group, said: dict[Family, frozenset[str]]) -> None:
        """Note the edits of a group's markers, within what has been said around it."""
        if group.said is not None:
            said = {**said, "state": group.said}
        over = []
        inside = list(group.markers()) if group.place != _NOWHERE else []
        for family in said if inside else ():
            markers = [marker for marker in inside if marker.family == family]
            value = _shared_value(markers, said[family], group.tag in _LISTS)
            if value:
                said = {**said, family: frozenset({value})}
                first = next(marker for marker in markers if marker.value == value)
                over.append(first.draw(first.words_for_all, unsearched=self.web))
        if over:
            line = " ".join(over)
            html = f" {line}" if self.web and group.level else f'\n<p class="marks">{line}</p>\n'
            self.edits.append((group.place, group.place, html))
        for part in group.parts:
            if isinstance(part, _Group):
                self.write(part, said)
            else:
                self.edits.append((part.start, part.end, self._draw(part, said[part.family])))

    def _draw(self, marker: _Marker, said: frozenset[str]) -> str:
        """Return a marker where it stands: as it is, quiet, or nothing."""
        repeats = marker.value in said
        if not marker.words or (repeats and not (self.web and marker.family == "contact")):
            return ""
        return " " + marker.draw(marker.words, quiet=repeats)

    def finish(self) -> str:
        """Return the HTML with all edits made."""
        pieces, copied_to = [], 0
        for start, end, new in sorted(self.edits):
            pieces += [self.html[copied_to:start], new]
            copied_to = end
        return _SAID.sub("", "".join([*pieces, self.html[copied_to:]]))
