"""Every fact of the sources stands in the data: tests/facts.yaml names the path and the words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.records.binder import Shelf, in_words
from macros.records.path import lookup
from macros.records.text import Text
from macros.rendering.texts import plain

FACTS: list[dict[str, str]] = yaml.load(
    (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)
NORRBUS = {"haparanda", "kalix", "overkalix", "overtornea"}
HALSINGLAND = {"hudiksvall", "nordanstig", "ljusdal"}


def said(shelf: Shelf, fact: dict[str, str]) -> str:
    """Return the words at a fact's path, with placeholders filled in."""
    binder = shelf.binders[fact["binder"]] if "binder" in fact else None
    if binder is not None:
        value: Any = lookup(binder, fact["path"])
    else:
        head, _, rest = fact["path"].partition(".")
        value = lookup(getattr(shelf, head), rest)
    return plain(value, binder) if isinstance(value, Text) else in_words(value)


@pytest.mark.parametrize(
    "fact", FACTS, ids=lambda fact: f"{fact.get('binder', 'shared')} {fact['path']} {fact['says']}"
)
def test_the_fact_stands_where_it_is_said_to(fact: dict[str, str], real: Shelf) -> None:
    """The words are part of the value at the path, whatever their capitals."""
    assert fact["says"].casefold() in said(real, fact).casefold()


def test_a_fact_that_is_not_there_is_found_out(real: Shelf) -> None:
    """The test above can fail."""
    fact = {"binder": "kalix", "path": "routine.meeting.within", "says": "tre veckor"}

    assert fact["says"].casefold() not in said(real, fact).casefold()


def test_no_fact_is_listed_twice() -> None:
    """Each has its own place and words."""
    counted = Counter((fact.get("binder"), fact["path"], fact["says"], fact["fact"]) for fact in FACTS)

    assert [] == [fact for fact, number in counted.items() if number > 1]


def test_both_collaborations_and_what_all_share_have_facts() -> None:
    """Neither source was forgotten."""
    binders = Counter(fact.get("binder", "shared") for fact in FACTS)

    assert sum(binders[slug] for slug in NORRBUS) > 200
    assert sum(binders[slug] for slug in HALSINGLAND) > 200
    assert binders["shared"] > 50
    assert {"shared"} | NORRBUS | HALSINGLAND >= set(binders)
