"""What templates are told of the reader's language."""

from __future__ import annotations

from functools import partial
from typing import Any

from macros.records.binder import Binder
from macros.records.languages import RIGHT_TO_LEFT, language_tag
from macros.records.leaflet_texts import find_share
from macros.records.whole_shelf import Shelf


def language_variables(shelf: Shelf, binder: Binder | None, language: str) -> dict[str, Any]:
    """Return the variables of templates that say which language they are in.

    ``language`` is its code and ``language_tag`` its name in HTML. ``untranslated`` returns how much of a
    leaflet it has, or None where that is all.
    """
    return {
        "language": language,
        "language_tag": language_tag(language),
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "untranslated": partial(find_share, shelf, binder, language=language),
    }
