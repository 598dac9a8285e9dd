"""When the laws were read, in words."""

import pytest

from macros.records.law_readings import describe_readings
from macros.records.term import Law
from macros.records.values import Day, When

MARCH, APRIL = Day(2026, 3, 1), Day(2026, 4, 1)


def make_law(read: Day | None, wording: str | None = None) -> Law:
    """Return a paragraph that was read on a day, in a wording."""
    return Law.model_construct(read=read, wording=When(wording) if wording else None)


@pytest.mark.parametrize(
    ("laws", "said"),
    [
        ([], ""),
        ([make_law(None)], "Ingen har läst paragraferna i lagen än."),
        ([make_law(MARCH)], "Paragraferna lästes senast 1 mars 2026."),
        (
            [make_law(MARCH, "2026-02"), make_law(APRIL, "2025"), make_law(None)],
            "Paragraferna lästes senast mellan 1 mars 2026 och 1 april 2026. Lydelserna är från 2025 till "
            "februari 2026, så senare ändringar kan saknas. 1 av 3 paragrafer är inte läst i lagen än.",
        ),
    ],
)
def test_the_pages_say_when_the_laws_were_read(laws: list[Law], said: str) -> None:
    """No day is promised that nobody read on, and an old wording is told."""
    assert said == describe_readings(laws)
