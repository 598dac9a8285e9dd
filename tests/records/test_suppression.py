"""No number from 0 to 4 can be worked out from what is published, now or before."""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest

from macros.records.figures import Manner, Mark
from macros.records.suppression import Counted, choose_marks, find_derivable


def choose(manner: Manner, *rows: tuple[int, ...], blank: int = 0) -> tuple[Mark, ...] | None:
    """Return the marks of tables with these values, to each of which so many answered the survey alone."""
    counted = [Counted(sum(values) + blank, sum(values), values) for values in rows]
    return choose_marks(counted, manner)


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        ([(9, 5)], (9, 5)),
        ([(12, 2)], (None, "fewer")),
        ([(5, 4)], (None, "fewer")),
        ([(6, 2)], None),
        ([(8, 0)], None),
        ([(4, 0)], None),
        ([(17, 2, 1)], (None, "fewer", "fewer")),
        ([(6, 3, 3)], (6, None, None)),
        ([(15, 11, 4)], (15, None, "fewer")),
        ([(5, 3), (8, 2)], (13, 5)),
        ([(4, 4), (7, 0)], None),
    ],
)
def test_the_most_telling_marks_are_chosen(
    rows: list[tuple[int, ...]], marks: tuple[Mark, ...] | None
) -> None:
    """Worked examples: two or three answers, in one table or in two that are counted together."""
    assert marks == choose("single", *rows)


def test_a_number_and_several_answers() -> None:
    """A sum is itself or fewer; an answer of several may be one that nearly all gave."""
    several = [Counted(14, 14, (13, 1, 7, 9))]

    assert ((20,), ("fewer",)) == (choose("number", (20,)), choose_marks([Counted(9, 9, (3,))], "number"))
    assert ("nearly_all", "fewer", 7, 9) == choose_marks(several, "several")


def test_those_who_answered_gave_one_of_the_answers() -> None:
    """9 of 14 gave the first: at least five gave another, so the 4 and the 1 cannot both be marked."""
    assert (None, "fewer", "fewer") == choose_marks([Counted(14, 14, (9, 4, 1))], "several")


def test_how_few_answered_a_question_in_one_of_the_tables_is_hidden() -> None:
    """Of 14 in both tables 12 answered: at least three of the five in the first, so nothing is said."""
    assert None is choose_marks([Counted(5, 3, (3, 0)), Counted(9, 9, (5, 4))], "single")


def test_what_can_be_worked_out_is_found() -> None:
    """Written by hand: an answer that the others give away, and one that a table of a group does."""
    assert [1] == find_derivable([14], 14, "single", (12, "fewer"))
    assert [0] == find_derivable([14], 14, "single", (None, 14))
    assert [1] == find_derivable([6, 5], 11, "single", (8, 3))
    assert [0] == find_derivable([14], 14, "several", (13, "fewer"))
    assert [] == find_derivable([14], 14, "single", (None, "fewer"))


@cache
def split(total: int, parts: int) -> tuple[tuple[int, ...], ...]:
    """Return every way to write a number as a sum of some parts."""
    if parts == 1:
        return ((total,),)
    return tuple((first, *rest) for first in range(total + 1) for rest in split(total - first, parts - 1))


def fits(mark: Mark, total: int, answered: int, is_marked: bool) -> bool:
    """Report whether a total is what a mark says, to a reader who knows what marks mean."""
    if mark == "fewer":
        return total <= 4
    if mark == "nearly_all":
        return answered - total <= 4
    return total == mark if mark is not None else total >= 5 or not is_marked


def list_single(
    answers: Sequence[int], answered: int, marks: Sequence[Mark]
) -> Iterator[list[tuple[int, ...]]]:
    """Yield every table of tables and values that fits what a group publishes."""
    for asked in split(answered, len(answers)):
        if all(part <= most for part, most in zip(asked, answers, strict=True)):
            for rows in product(*(split(part, len(marks)) for part in asked)):
                totals = [sum(column) for column in zip(*rows, strict=True)]
                if all(fits(m, t, answered, "fewer" in marks) for m, t in zip(marks, totals, strict=True)):
                    yield [(part, *row) for part, row in zip(asked, rows, strict=True)]


def list_several(
    answers: Sequence[int], answered: int, marks: Sequence[Mark]
) -> Iterator[list[tuple[int, ...]]]:
    """Yield the same where each could give several answers and gave one at least: given, and not given."""
    for asked in split(answered, len(answers)):
        if all(part <= most for part, most in zip(asked, answers, strict=True)):
            rows = [
                [v for v in product(range(part + 1), repeat=len(marks)) if sum(v) >= part] for part in asked
            ]
            for chosen in product(*rows):
                totals = [sum(column) for column in zip(*chosen, strict=True)]
                if all(
                    fits(m, t, answered, False)
                    and (m != "fewer" or answered - t >= 5)
                    and (m != "nearly_all" or t >= 5)
                    for m, t in zip(marks, totals, strict=True)
                ):
                    yield [
                        (part, *row, *(part - given for given in row))
                        for part, row in zip(asked, chosen, strict=True)
                    ]


def list_cells(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return every cell that one may ask for: of each run of tables, who answered and what."""
    runs = [(a, b) for a in range(len(rows)) for b in range(a + 1, len(rows) + 1)]
    return tuple(sum(row[n] for row in rows[a:b]) for a, b in runs for n in range(len(rows[0])))


def play(chance: random.Random, manner: Manner) -> int:
    """Import random tables one at a time, and look for what can be worked out of each group published.

    Return how many groups were published.
    """
    size = chance.choice([2, 2, 3]) if manner == "single" else 2
    waiting: list[Counted] = []
    published = 0
    for _ in range(5):
        asked = chance.randint(0, 9 if manner == "single" else 8)
        answers = max(asked + chance.choice([0, 0, 0, 1, 3]), 5)
        if manner == "single":
            values = list(chance.choice(split(asked, size)))
        else:
            first = chance.randint(0, asked)
            values = [first, chance.randint(asked - first, asked)]
        if chance.random() < 0.3:
            values = sorted(values)
        waiting.append(Counted(answers, asked, tuple(values)))
        marks = choose_marks(waiting, manner)
        if marks is not None:
            judge(waiting, manner, marks)
            waiting, published = [], published + 1
        elif len(waiting) == (2 if size == 3 or manner == "several" else 3):
            waiting = []
    return published


def judge(group: list[Counted], manner: Manner, marks: tuple[Mark, ...]) -> None:
    """Fail where a cell that is 0 to 4 cannot be each of them by all tables that fit."""
    answered = sum(row.answered for row in group)
    listing = list_single if manner == "single" else list_several
    true_rows = [
        (row.answered, *row.values, *((row.answered - v for v in row.values) if manner == "several" else ()))
        for row in group
    ]
    truth = list_cells(true_rows)
    missing = [set(range(5)) if cell <= 4 else set() for cell in truth]
    is_whole = len(truth) // (len(group) * (len(group) + 1) // 2) * (len(group) - 1)
    missing[is_whole] = set()
    for rows in listing([row.answers for row in group], answered, marks):
        for left, cell in zip(missing, list_cells(rows), strict=True):
            left.discard(cell)
        if not any(missing):
            return
    raise AssertionError((group, marks, missing))


@pytest.mark.parametrize(("manner", "times", "fewest"), [("single", 40, 30), ("several", 60, 15)])
def test_every_small_cell_may_still_be_any_small_number(manner: Manner, times: int, fewest: int) -> None:
    """By brute force over all tables that fit everything published, through random histories of imports."""
    chance = random.Random(19)

    assert sum(play(chance, manner) for _ in range(times)) > fewest
