"""Find the level at fault when only some binders that share a text have a problem."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.problems import Place, Problem
from macros.records.binder import Binder


def attribute_problems(
    problems: Iterable[tuple[Binder, Problem]], binders: Iterable[Binder]
) -> Iterator[Problem]:
    """Yield each problem at the level that causes it.

    A problem that all binders below its level have stays where it stands. Else it is moved to the highest
    level all of whose binders have it: when the agreement's leaflet names a contact that one municipality has
    not got, the municipality's file is the one to open.
    """
    binders_with: dict[Problem, list[Binder]] = defaultdict(list)
    for binder, problem in problems:
        binders_with[problem].append(binder)
    towns: dict[str, set[str]] = defaultdict(set)
    for binder in binders if binders_with else ():
        for file in () if binder.lacking else binder.files:
            towns[file].add(binder.slug)
    for problem, faulty in binders_with.items():
        slugs = {binder.slug for binder in faulty}
        level = faulty[0].level_file(Place(problem.file, problem.line))
        if towns[level] <= slugs:
            yield problem
            continue
        for binder in faulty:
            file = next(file for file in reversed(binder.files) if towns[file] <= slugs)
            place = Place(file if file.endswith(".yaml") else f"{file}/index.yaml", 1)
            yield Problem.at(
                place,
                problem.rule,
                f"{problem.message}, men behövs på {problem.file}:{problem.line}",
                problem.advice,
            )
