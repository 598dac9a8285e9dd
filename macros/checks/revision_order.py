"""Warn of a revision out of order in its file: its date is perhaps wrong.

The page Nytt sorts them, so a wrong year puts an entry first or hides it among the old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from macros.problems import Place, Problem
from macros.records.shared_records import Revision
from macros.records.whole_shelf import Shelf

_FEWEST = 3
"""Of two entries nobody can say which way they go."""
_ADVICE = "Är datumet rätt? Är det det, flytta raden dit den hör i listan."


def list_disordered(shelf: Shelf) -> list[Problem]:
    """Return a warning for each revision that breaks the order of the others.

    A list may begin with the newest or with the oldest.
    """
    files: dict[str, dict[Place, Revision]] = {}
    for binder in shelf.binders.values():
        for revision in binder.revisions:
            place = binder.place_of(f"revisions.{revision.id}.date")
            files.setdefault(place.file, {})[place] = revision
    problems = []
    for entries in files.values():
        places = sorted(entries)
        for number in find_disordered([entries[place] for place in places]):
            message = f"raden är från {entries[places[number]].date}, men står bland andra datum"
            problems.append(Problem.at(places[number], "revision-order", message, _ADVICE))
    return sorted(problems)


def find_disordered(revisions: Sequence[Revision]) -> list[int]:
    """Return the numbers of the fewest entries without which the others are in order."""
    if len(revisions) < _FEWEST:
        return []
    oldest_first = _find_longest(revisions, lambda one, other: one.date.first <= other.date.last)
    newest_first = _find_longest(revisions, lambda one, other: one.date.last >= other.date.first)
    kept = max(newest_first, oldest_first, key=len)
    return [number for number in range(len(revisions)) if number not in kept]


def _find_longest(
    revisions: Sequence[Revision], may_follow: Callable[[Revision, Revision], bool]
) -> list[int]:
    """Return the numbers of the most entries of which each may follow the one before.

    Of as many, those that lie closest together: a wrong year lies far away.
    """

    def rank(chain: list[int]) -> tuple[int, int]:
        first, last = (revisions[number].date.first for number in (chain[0], chain[-1]))
        return len(chain), -abs((last - first).days)

    chains: list[list[int]] = []
    for number, revision in enumerate(revisions):
        earlier = [chain for chain in chains if may_follow(revisions[chain[-1]], revision)]
        chains.append(max(([*chain, number] for chain in earlier), key=rank, default=[number]))
    return max(chains, key=rank)
