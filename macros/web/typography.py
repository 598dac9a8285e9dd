"""Line breaks on the finished page: where a long word may break, what may not.

A word in a heading may be wider than a phone or a narrow card, and browsers often know no Swedish
hyphenation. So the long words get places to break: in the page alone, never in the search index or on paper.
Each is an empty element whose soft hyphen the stylesheet draws, so who listens or copies gets the word whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen  # type: ignore[import-untyped]

LONG = 14
"""The fewest letters of a word that may break in a heading."""

SOFT = '<i class="soft"></i>'
"""A place where a word may break."""

_HEADING = re.compile(r"(<h([1-4])\b[^>]*>)(.*?)(</h\2>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>|&\w+;)")
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
_KEPT = re.compile(r" (?:(?<=\d )(?=[%§]|kap\.)|(?<=kl\. )(?=\d)|(?<=\d kap\. )(?=\d))")
_ARTICLE = re.compile(r"(<article\b.*</article>)", re.DOTALL)


@lru_cache(maxsize=1)
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE", left=4, right=4)


@lru_cache(maxsize=10_000)
def _hyphenate(word: str) -> str:
    """Return a word with a place to break wherever Swedish allows it."""
    return str(_hyphenator().inserted(word, SOFT))


def apply_typography(page: str) -> str:
    """Let long words in headings break, and keep numbers with their units.

    It also takes the links beside the headings out of the tab order: by keyboard, the menu leads to the
    same places.
    """
    page = page.replace('class="headerlink"', 'class="headerlink" tabindex="-1" aria-hidden="true"')
    return _ARTICLE.sub(lambda article: _HEADING.sub(_hyphenate_heading, _keep_units(article[1])), page)


def _hyphenate_heading(heading: re.Match[str]) -> str:
    pieces = _TAG.split(heading[3])
    pieces[::2] = [_WORD.sub(lambda word: _hyphenate(word[0]), piece) for piece in pieces[::2]]
    return heading[1] + "".join(pieces) + heading[4]


def _keep_units(html: str) -> str:
    """Replace the space between a number and its unit with a no-break space.

    Examples are *25 %*, *1 §* and *kl. 10*. Tags are left alone.
    """
    return _KEPT.sub(lambda space: " " if _in_tag(html, space.start()) else "\u00a0", html)


def _in_tag(html: str, place: int) -> bool:
    """Report whether a position in HTML lies within a tag."""
    return html.rfind("<", 0, place) > html.rfind(">", 0, place)
