"""Rules for how easy leaflets and families' sheets are to read.

Their reading levels stand in ``site.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from macros.checks.references import suggest
from macros.problems import Place, Problem, quote
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.leaflet import Leaflet
from macros.records.leaflet_texts import list_measured, list_own_texts
from macros.records.path import NoSuchPathError
from macros.records.readability import is_passive, list_words, measure_lix, split_sentences
from macros.records.reading_level import ReadingLevel
from macros.records.whole_shelf import Shelf


class Sentence(NamedTuple):
    """A sentence to a family, its words, and where its text stands."""

    text: str
    words: list[str]
    place: Place


def leaflets_are_easy_to_read(shelf: Shelf) -> Iterator[Problem]:
    """A leaflet or a family's sheet keeps within the limits of its reading level.

    Each fault names a sentence.
    """
    levels = {level.id: level for level in shelf.site.reading}
    measured: set[int] = set()
    for binder in shelf.binders.values():
        for path, record in list_measured(binder):
            reading = record.reading
            if reading is None or id(record) in measured:
                continue
            measured.add(id(record))  # binders share leaflets
            if reading in levels:
                yield from _measure(binder, path, record, levels[reading])
            else:
                place = binder.place_of(f"{path}.reading")
                message = f"läsnivån {quote(reading)} finns inte"
                advice = f"{suggest(reading, levels)}I site.yaml finns: {', '.join(levels) or 'ingen'}."
                yield Problem.at(place, "unknown-level", message, advice)


def _measure(binder: Binder, path: str, record: Record, level: ReadingLevel) -> Iterator[Problem]:
    """Yield what is too hard: a sentence, a word, or the whole."""
    sentences = list(_list_sentences(binder, path, record))
    if not sentences:
        return
    limit = f"Nivån ”{level.title}” i site.yaml tillåter"
    for sentence in sentences:
        if len(sentence.words) > level.words:
            message = f"meningen har {len(sentence.words)} ord: {quote(sentence.text)}"
            yield Problem.at(sentence.place, "long-sentence", message, f"{limit} {level.words}. Dela den.")
        for word in _find_hard_words(sentence, level):
            message = f"ordet {quote(word)} är svårt för läsaren: {quote(sentence.text)}"
            yield Problem.at(sentence.place, "hard-word", message, "Skriv ett vanligare ord, eller förklara.")
    lix = measure_lix(sentence.text for sentence in sentences)
    if lix > level.lix:
        hardest = max(sentences, key=lambda sentence: measure_lix([sentence.text]))
        number = f"{lix:g}".replace(".", ",")
        what = "foldern" if isinstance(record, Leaflet) else "bladet"
        message = f"{what} har LIX {number}. Svårast är meningen {quote(hardest.text)}"
        yield Problem.at(
            hardest.place, "hard-leaflet", message, f"{limit} {level.lix}. Korta meningar och ord."
        )
    passive = [sentence for sentence in sentences if any(map(is_passive, sentence.words))]
    if 100 * len(passive) > level.passive * len(sentences):
        counted = f"{len(passive)} av {len(sentences)} meningar är i passiv form"
        message = f"{counted}, till exempel {quote(passive[0].text)}"
        advice = f"{limit} {level.passive} av 100. Skriv vem som gör det."
        yield Problem.at(passive[0].place, "passive", message, advice)


def _list_sentences(binder: Binder, path: str, record: Record) -> Iterator[Sentence]:
    """Yield the sentences of a leaflet or a sheet as its reader meets them.

    The senders are only a list of names.
    """
    for step, place, text in list_own_texts(binder, path, record):
        if step.endswith(".senders"):
            continue
        with suppress(NoSuchPathError):  # a placeholder that leads nowhere is a fault of its own
            for sentence in split_sentences(plain_words(binder, text)):
                yield Sentence(sentence, list_words(sentence), place)


def _find_hard_words(sentence: Sentence, level: ReadingLevel) -> Iterator[str]:
    """Yield the words of a sentence that its level avoids, in any case."""
    said = {word.casefold() for word in sentence.words}
    for word in level.avoid:
        folded = word.casefold()
        if folded in said or (
            " " in folded and re.search(rf"\b{re.escape(folded)}\b", sentence.text.casefold())
        ):
            yield word
