"""Type on the finished page: where a long word may break, and what must not.

A word in a heading may be wider than a phone or a narrow card, and browsers often know no Swedish
hyphenation. So the long words get soft hyphens: in the page alone, never in the search index or on paper.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen  # type: ignore[import-untyped]

LONG = 14
"""From so many letters on a word in a heading may break."""

_HEADING = re.compile(r"(<h([1-4])\b[^>]*>)(.*?)(</h\2>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>|&\w+;)")
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
_KEPT = re.compile(r" (?:(?<=\d )(?=[%§]|kap\.)|(?<=kl\. )(?=\d)|(?<=\d kap\. )(?=\d))")
_ARTICLE = re.compile(r"(<article\b.*</article>)", re.DOTALL)


@lru_cache(maxsize=1)
def _swedish() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE", left=4, right=4)


@lru_cache(maxsize=10_000)
def _hyphenated(word: str) -> str:
    return str(_swedish().inserted(word, "\u00ad"))


def set_type(page: str) -> str:
    """Give a finished page with soft hyphens in its headings' long words, and units kept by their numbers.

    The links beside the headings are for the mouse; by keyboard the register leads to the same places.
    """
    page = page.replace('class="headerlink"', 'class="headerlink" tabindex="-1" aria-hidden="true"')
    return _ARTICLE.sub(lambda article: _HEADING.sub(_heading, _keep(article[1])), page)


def _heading(found: re.Match[str]) -> str:
    pieces = _TAG.split(found[3])
    pieces[::2] = [_WORD.sub(lambda word: _hyphenated(word[0]), piece) for piece in pieces[::2]]
    return found[1] + "".join(pieces) + found[4]


def _keep(html: str) -> str:
    """Put a no-break space between a number and its unit: *25 %*, *1 §*, *kl. 10*. Tags are left alone."""
    return _KEPT.sub(lambda found: " " if _in_tag(html, found.start()) else "\u00a0", html)


def _in_tag(html: str, place: int) -> bool:
    return html.rfind("<", 0, place) > html.rfind(">", 0, place)
