"""Every fact of the sources stands in the data: tests/facts.yaml names the path and the words."""

import re
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

TELLING = {
    "planned": r"plan(?:en\b|er)|skulle|ska\b|tänk|ville|vill\b|målet|sikte|på väg|kommer att",
    "option": r"kan\b|kunde|får\b|kanske|eller|möjlig|gärna|skulle",
    "question": r"\?|fråg|ta ställning|diskuter|inte bestämt|oklart",
}
"""How a fact that was not carried out is told; ``told`` in facts.yaml says which of these it is."""
TOLD_AS_DONE = (
    r"\b(?:har|hade) (?:gått|hållit|genomfört|analyserat|visat|börjat|infört|ordnat)\b|\bgick\b"
    r"|\b(?:hölls?|genomförde|visade|analyserade|införde|ordnade|började|startade|blev|skedde|antog)s?\b"
)


def text_at(fact: dict[str, str], shelf: Shelf) -> str:
    """Return the text at a fact's path, with placeholders filled in."""
    binder = shelf.binders[fact["binder"]] if "binder" in fact else None
    head, _, rest = fact["path"].partition(".")
    value: Any = lookup(binder, fact["path"]) if binder else lookup(getattr(shelf, head), rest)
    return plain(value, binder) if isinstance(value, Text) else in_words(value)


def words_at(fact: dict[str, str], shelf: Shelf) -> str:
    """Return the words at a fact's path, whatever their capitals."""
    return text_at(fact, shelf).casefold()


def sentence_around(says: str, text: str) -> str:
    """Return the sentence of a text that holds some words, or the text if they run over its sentences."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”])", text)
    return next((sentence for sentence in sentences if says.casefold() in sentence.casefold()), text)


def is_told_as(told: str, sentence: str) -> bool:
    """Return whether a sentence has the words of a plan, an option or a question, and none of a deed."""
    wanted, done = (re.search(words, sentence.casefold()) for words in (TELLING[told], TOLD_AS_DONE))
    return bool(wanted) and not done


def test_each_fact_stands_where_it_is_said_to(real: Shelf) -> None:
    """The words are part of the value at the path, whatever their capitals."""
    assert [] == [fact for fact in FACTS if fact["says"].casefold() not in words_at(fact, real)]


def test_what_was_not_carried_out_is_not_told_as_done(real: Shelf) -> None:
    """A plan has a word of plan, an option of choice, a question asks; none has the verb of a deed."""
    told = {
        sentence_around(fact["says"], text_at(fact, real)): fact["told"] for fact in FACTS if "told" in fact
    }

    assert len(told) > 20
    assert {} == {sentence: how for sentence, how in told.items() if not is_told_as(how, sentence)}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("planned", "Chefssamverkan har gått igenom svaren, som planerat."),
        ("planned", "Seminarierna hölls enligt planen."),
        ("planned", "Chefssamverkan analyserar svaren."),
        ("option", "Samarbetet leds av ordföranden."),
        ("question", "Gruppen bestämmer hur det betalas."),
    ],
)
def test_a_plan_told_as_done_is_found_out(told: str, sentence: str) -> None:
    """The test above can fail: at a deed, and where no word of plan, choice or question stands."""
    assert not is_told_as(told, sentence)


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
