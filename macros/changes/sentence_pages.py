"""List the pages, sheets and packets that show a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from macros.changes.reach import Reach
from macros.changes.reader_view import Item, View, make_view, split_page
from macros.changes.sentence import holds_words
from macros.records.whole_shelf import Shelf

_TAG = re.compile(r"<[^>]*>")


def find_pages(shelf: Shelf, slugs: Sequence[str], folded: str, shared: bool = False) -> Reach:
    """Build some municipalities' pages and sheets; return those with some words.

    ``folded`` are the words as ``fold_words`` returns them. The shared pages are looked at if ``shared``.
    """
    view = make_view(shelf, slugs, shared)
    items = [item for item in view.texts if _shows(view, item, folded)]
    return Reach(dict(shelf.binders), [], items, titles=view.titles)


def _shows(view: View, item: Item, folded: str) -> bool:
    """Return whether a page's content, a sheet or a packet's part shows some words."""
    texts = view.texts[item]
    if item.sort == "page" and item.municipality:
        texts = (split_page(texts[0])[0],)
    return any(holds_words(unescape(_TAG.sub("", text.replace("><", "> <"))), folded) for text in texts)
