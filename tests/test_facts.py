"""Every fact of the sources stands in the data: tests/facts.yaml names the path and the words."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.records.path import lookup
from macros.records.phrases import in_words
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain

FACTS: list[dict[str, str]] = yaml.load(
    (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)
NORRBUS = {"haparanda", "kalix", "overkalix", "overtornea"}
HALSINGLAND = {"hudiksvall", "nordanstig", "ljusdal"}
EXAMPLES = {"kalix/skolnarvaro-kalix", "hudiksvall/sip-vuxna-hudiksvall"}


def words_at(fact: dict[str, str], shelf: Shelf) -> str:
    """Return the words at a fact's path, with placeholders filled in."""
    binder = shelf.binders[fact["binder"]] if "binder" in fact else None
    head, _, rest = fact["path"].partition(".")
    value: Any = lookup(binder, fact["path"]) if binder else lookup(getattr(shelf, head), rest)
    return (plain(value, binder) if isinstance(value, Text) else in_words(value)).casefold()


@pytest.mark.parametrize(
    "fact", FACTS, ids=lambda fact: f"{fact.get('binder', 'shared')} {fact['path']} {fact['says']}"
)
def test_the_fact_stands_where_it_is_said_to(fact: dict[str, str], real: Shelf) -> None:
    """The words are part of the value at the path, whatever their capitals."""
    assert fact["says"].casefold() in words_at(fact, real)


def test_a_fact_that_is_not_there_is_found_out(real: Shelf) -> None:
    """The test above can fail."""
    fact = {"binder": "kalix", "path": "routine.meeting.within", "says": "tre veckor"}

    assert fact["says"].casefold() not in words_at(fact, real)


def test_no_fact_is_listed_twice() -> None:
    """Each has its own place and words."""
    counts = Counter(tuple(sorted(fact.items())) for fact in FACTS)

    assert [] == [fact for fact, count in counts.items() if count > 1]


def test_every_collaboration_and_what_all_share_have_facts() -> None:
    """Neither source was forgotten, nor what the examples must say."""
    binders = Counter(fact.get("binder", "shared") for fact in FACTS)

    assert {"shared"} | NORRBUS | HALSINGLAND | EXAMPLES >= set(binders)
    assert set(binders) >= EXAMPLES
    assert (True, True) == tuple(
        sum(binders[slug] for slug in slugs) > 200 for slugs in (NORRBUS, HALSINGLAND)
    )
    assert binders["shared"] > 50
