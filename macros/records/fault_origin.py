"""Find the level at fault when only some binders that share a text have a problem."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.problems import Place, Problem
from macros.records.binder import Binder
from macros.records.levels import LevelName


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
    below: dict[LevelName, set[str]] = defaultdict(set)
    for binder in binders if binders_with else ():
        for level in () if binder.lacking else binder.levels.levels:
            below[level.level].add(binder.address)
    for problem, faulty in binders_with.items():
        addresses = {binder.address for binder in faulty}
        stands = faulty[0].levels.find(Place(problem.file, problem.line))
        if not stands or below[stands.level] <= addresses:
            yield problem
            continue
        for binder in faulty:
            level = next(level for level in reversed(binder.levels.levels) if below[level.level] <= addresses)
            file = level.path if level.path.endswith(".yaml") else f"{level.path}/index.yaml"
            place = Place(file, level.lines[0] if level.lines else 1)
            yield Problem.at(
                place,
                problem.rule,
                f"{problem.message}, men behövs på {problem.file}:{problem.line}",
                problem.advice,
            )
