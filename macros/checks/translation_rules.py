"""Tell how much of each leaflet is translated, and refuse to publish half.

A language counts as offered when the leaflet's title has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.problems import Place, Problem, quote
from macros.records.binder import Binder
from macros.records.contents import languages_of
from macros.records.languages import SWEDISH_NAMES
from macros.records.leaflet_texts import Share, count_share, list_texts
from macros.records.whole_shelf import Shelf


def list_unready(shelf: Shelf) -> list[Problem]:
    """Return what is half translated, and each translation of an older Swedish text."""
    return sorted({*_find_half(shelf), *_find_outdated(shelf)})


def list_warnings(shelf: Shelf) -> list[Problem]:
    """Return what is half translated, and how many translations have no mark.

    Those of an older Swedish text fall due: ``macros.records.due`` tells of them.
    """
    return sorted([*_find_half(shelf), *_find_unmarked(shelf)])


def _find_half(shelf: Shelf) -> Iterator[Problem]:
    """Yield each language that lacks some of a leaflet that it is offered in.

    What is outdated does not lack.
    """
    told: set[tuple[Place, str]] = set()
    marks = shelf.marks
    for binder, key, language in list_offered(shelf):
        share = count_share(shelf, binder, key, language, marks)
        needed = [item.text for item in list_texts(shelf.site, binder, key) if item.needed]
        title = binder.leaflets[key].title
        at = title.place or binder.place_of(f"leaflets.{key}")
        if (at, language) not in told and any(language not in text.versions for text in needed):
            told.add((at, language))
            yield _report_half(at, binder, title.fill(binder.value), share)


def _report_half(at: Place, binder: Binder, title: str, share: Share) -> Problem:
    name = SWEDISH_NAMES[share.language]
    message = f"foldern {quote(title)} är bara delvis på {name} i {binder.name}: {share.counted}"
    advice = (
        f"Låt en människa översätta resten (parmen translations export --language {share.language}). "
        f"Ska språket inte visas än? Ta bort {share.language} under title (rubrik)."
    )
    return Problem.at(at, "half-translated", message, advice)


def _find_outdated(shelf: Shelf) -> Iterator[Problem]:
    """Yield each translation that was made from an older Swedish text."""
    for binder, key, language in list_offered(shelf):
        for _, _, text, place, _ in list_texts(shelf.site, binder, key):
            if language in text.outdated:
                message = f"översättningen till {SWEDISH_NAMES[language]} gjordes av en äldre svensk text"
                advice = (
                    "Låt en människa läsa och rätta den. Stämmer den ändå? Kör  "
                    f"parmen translations mark {language} {place.file}:{place.line}"
                )
                yield Problem.at(place, "outdated-translation", message, advice)


def _find_unmarked(shelf: Shelf) -> Iterator[Problem]:
    """Yield each language with translations that nobody has marked."""
    marks = shelf.marks
    unmarked: dict[str, set[Place]] = defaultdict(set)
    for binder, key, language in list_offered(shelf):
        for _, _, text, place, _ in list_texts(shelf.site, binder, key):
            if marks.status(text, language) == "unmarked":
                unmarked[language].add(place)
    for language, places in unmarked.items():
        count, name = len(places), SWEDISH_NAMES[language]
        words = "text på {} är inte märkt" if count == 1 else "texter på {} är inte märkta"
        message = f"{count} {words.format(name)}"
        advice = f"Är de översatta från svenskan som den är i dag? Kör  parmen translations mark {language}"
        yield Problem.at(min(places), "unmarked-translation", message, advice)


def list_offered(shelf: Shelf) -> Iterator[tuple[Binder, str, str]]:
    """Yield each leaflet in each other language that it is offered in.

    That is a binder, a key and a language.
    """
    for binder in shelf.binders.values():
        for key in binder.leaflets:
            yield from ((binder, key, language) for language in languages_of(binder, key)[1:])
