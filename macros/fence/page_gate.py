"""Decide which pages in ``docs/`` may be shown, and why not the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from macros.fence.front_matter import read_front_matter, split_page
from macros.fence.page_html import find_html_faults, is_too_much
from macros.fence.plain_forms import find_unknown_sign, is_balanced, remove_code
from macros.fence.template_rules import find_template_faults
from macros.files import relative_path
from macros.problems import Problem, quote
from macros.records.deceptive_text import find_deceptive, normalize_nfc
from macros.records.file_characters import CONTROL
from macros.records.registry import PATTERN_NAMES
from macros.records.source import UnreadableError, read_text

PATTERNS = "_kommun"
TEMPLATES = frozenset(
    {
        "index.md",
        "lagar.md",
        "oppna-data.md",
        "ordlista.md",
        "om/index.md",
        "om/komponenter.md",
        "om/tillganglighet.md",
        "redaktor/falt.md",
        "redaktor/index.md",
        *(f"{PATTERNS}/{name}.md" for name in PATTERN_NAMES),
    }
)
"""The pages and patterns that may hold Jinja, by their paths in ``docs``. No other does."""
_UNPUBLISHED = {"assets/fonts/README.md"}
"""What ``mkdocs.yml`` leaves out, beside the patterns."""
_MARKDOWN = {".markdown", ".md", ".mdown", ".mkd", ".mkdn"}
_PATH = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.md")

_LINKS = (
    "En länk får börja med https://, http://, mailto: eller tel:, eller leda till en av våra egna sidor: "
    "telefon.md eller #rubrik."
)
_PICTURES = "En bild ska ligga i docs. Skriv bara dess namn, till exempel: sida.png"
_HTML = "Ta bort det. Skriv texten med Markdown. Vill du visa kod? Sätt den mellan två `."
_FOUND = {
    "element": ("här står {}, som inte får stå på en sida", _HTML),
    "comment": ("här står en dold kommentar (<!-- -->)", "Ta bort den. Alla kan läsa den i sidans källkod."),
    "frame": (
        "en tagg stängs inte, eller stänger något utanför sidan",
        "Stäng varje tagg som öppnas, till exempel <p> med </p>, och ingen annan.",
    ),
}
"""What is said of HTML that is refused, by its kind. Attributes are named as elements are."""
_UNCLOSED = "Har varje {{ sitt }}, och varje {% if %} sitt {% endif %}?"
_AS_OTHERS = "Gör som i de andra mönstren: bara pärmens egna delar och fält får stå mellan {{ }} och {% %}."
_IN_PATTERNS = (
    "I ett mönster får Markdown, enkel HTML och länkar bara skrivas så som i de andra mönstren. "
    "Tecknen < & [ ] { } \\ och ` får inte stå för sig själva, och {% %} inte mitt i en länk eller en tagg."
)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read.

    ``meta`` is its front matter for MkDocs, with values that are safe in templates.
    """

    markdown: str
    meta: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def find_page_faults(docs: Path) -> Iterator[Problem]:
    """Yield every problem of the pages and patterns in a folder."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.suffix.lower() in _MARKDOWN and path.is_file() and name not in _UNPUBLISHED:
            yield from read_page(path, name, relative_path(path).as_posix()).problems


def read_page(path: Path, name: str, file: str) -> ReadPage:
    """Read a page or a pattern, and find what is wrong with it.

    ``name`` is its path in ``docs``, ``file`` what messages call it.
    """
    try:
        text = read_text(path, file)
    except UnreadableError as error:
        return ReadPage("", problems=(error.problem,))
    return check_page(text.replace("\r\n", "\n").replace("\r", "\n"), name, file)


@lru_cache(maxsize=1000)
def check_page(text: str, name: str, file: str) -> ReadPage:
    """Return a page with its problems; the arguments are as in ``read_page``."""
    if unfit := tuple(_find_unfit(text, name, file)):
        return ReadPage("", problems=unfit)
    if name.startswith(f"{PATTERNS}/"):
        return ReadPage(text, problems=tuple(_check_template(text, file)))
    block, markdown = split_page(text) or ("", text)
    meta, problems = read_front_matter(block, file)
    asks, may = "render_macros" in meta, name in TEMPLATES
    if asks and not may:
        line = text[: max(0, text.find("render_macros"))].count("\n") + 1  # 1 where escapes hide the word
        message = "den här sidan får inte använda mallkod (render_macros)"
        advice = "Ta bort raden. Vilka sidor som får det står i macros/fence/page_gate.py."
        problems.append(Problem(file, line, 1, "page-macros", message, advice))
    check = _check_template if asks and may else _check_markdown
    return ReadPage(markdown.lstrip("\n"), meta, (*problems, *check(markdown, file)))


def _find_unfit(text: str, name: str, file: str) -> Iterator[Problem]:
    """Yield why a file is not to be read as a page at all."""
    if not _PATH.fullmatch(name):
        advice = "Byt namn på den: bara små bokstäver a–z, siffror och bindestreck, och .md sist."
        yield Problem(file, 1, 1, "page-name", f"{quote(name)} är inget namn på en sida", advice)
    for number, line in enumerate(normalize_nfc(text).split("\n"), 1):
        if hidden := CONTROL.search(line):
            message = f"här står ett tecken som inte hör hemma i text (U+{ord(hidden[0]):04X})"
            yield Problem(file, number, 1, "control-character", message, "Skriv om raden för hand.")
        elif finding := find_deceptive(unescape(line) if "&" in line else line):
            yield Problem(file, number, 1, finding.rule, finding.message, finding.advice)
    if name.startswith(f"{PATTERNS}/") and name not in TEMPLATES:
        advice = "Ta bort den. Vilka mönster som finns står i macros/records/registry.py."
        yield Problem(file, 1, 1, "unknown-pattern", f"{quote(name)} är inget mönster", advice)


def _check_markdown(markdown: str, file: str) -> Iterator[Problem]:
    """Yield what a page's HTML would hold that it may not."""
    plain = remove_code(markdown)
    if find_unknown_sign(plain) is None and is_balanced(plain):
        return
    if is_too_much(markdown):
        message = "sidan är för lång, eller har för många hakparenteser i ett stycke"
        yield Problem(file, 1, 1, "page-too-large", message, "Dela upp den.")
        return
    try:
        faults = find_html_faults(markdown)
    except ValueError:
        yield Problem(file, 1, 1, "page-unreadable", "sidan går inte att läsa som Markdown", _HTML)
        return
    for line, kind, words in faults:
        if kind == "address":
            yield Problem(file, line, 1, "page-link", f"länken får inte leda hit: {quote(words)}", _LINKS)
        elif kind == "picture":
            message = f"bilden får inte hämtas härifrån: {quote(words)}"
            yield Problem(file, line, 1, "page-link", message, _PICTURES)
        else:
            named = f"<{words}>" if kind == "element" else f"attributet {quote(words)}"
            message, advice = _FOUND.get(kind, _FOUND["element"])
            yield Problem(file, line, 1, "page-html", message.format(named), advice)


def _check_template(text: str, file: str) -> Iterator[Problem]:
    """Yield what a pattern's Jinja does that it may not."""
    for line, kind, words in find_template_faults(text):
        if kind == "syntax":
            yield Problem(file, line, 1, "page-template", "mallkoden går inte att läsa", _UNCLOSED)
        elif kind == "code":
            message = f"mallkoden {quote(words)} får inte stå här"
            yield Problem(file, line, 1, "page-template", message, _AS_OTHERS)
        else:
            message = f"{quote(words)} får inte stå i ett mönster"
            yield Problem(file, line, 1, "page-text", message, _IN_PATTERNS)
