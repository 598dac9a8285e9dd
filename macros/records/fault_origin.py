"""Whose a fault is when only some of the binders that share a text have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.problems import Place, Problem
from macros.records.binder import Binder


def blame(found: Iterable[tuple[Binder, Problem]], binders: Iterable[Binder]) -> Iterator[Problem]:
    """Leave a fault that all binders have where it stands; else move it to those that lack something.

    When the agreement's leaflet names a contact that one municipality has not got, the municipality's file
    is the one to open. It is moved to the highest level all of whose binders have the fault.
    """
    having: dict[Problem, list[Binder]] = defaultdict(list)
    for binder, problem in found:
        having[problem].append(binder)
    below: dict[str, set[str]] = defaultdict(set)
    for binder in binders if having else ():
        if not binder.lacking:
            for file in binder.files:
                below[file].add(binder.slug)
    for problem, faulty in having.items():
        slugs = {binder.slug for binder in faulty}
        level = faulty[0].level_file(Place(problem.file, problem.line))
        if below[level] <= slugs:
            yield problem
        else:
            yield from (_moved(problem, binder, below, slugs) for binder in faulty)


def _moved(problem: Problem, binder: Binder, below: dict[str, set[str]], slugs: set[str]) -> Problem:
    file = next(file for file in reversed(binder.files) if below[file] <= slugs)
    place = Place(file if file.endswith(".yaml") else f"{file}/index.yaml", 1)
    return Problem.at(
        place, problem.rule, f"{problem.message}, men behövs på {problem.file}:{problem.line}", problem.advice
    )
