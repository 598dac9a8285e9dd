"""The packet for the workplace meeting holds the time that it promises."""

from pathlib import Path

import pytest

from tests.conftest import run_parmen
from tests.small import write_small

AGENDA = """\
title: Till nästa APT
lead: En kvart.
{promise}agenda:
  - {{id: start, title: Vi läser, minutes: 15, text: Läs rutinen.}}
  - {{id: sist, title: Sist, minutes: 4, text: Skriv upp frågor{skip}}}
"""


@pytest.mark.parametrize(
    ("promise", "skip", "expected"),
    [
        ("", "", "19 minuter, paketet lovar 15"),
        ("", ", skip: ja", "Utan punkterna med skip tar den 15."),
        ("minutes: 20\n", "", ""),
    ],
)
def test_an_agenda_longer_than_its_promise_is_warned_of_at_its_line(
    promise: str, skip: str, expected: str, tmp_path: Path
) -> None:
    """What may be skipped counts, for it is there; a longer promise is kept too."""
    text = AGENDA.format(promise=promise, skip=skip)
    data = write_small(tmp_path / "data", files={"agreements/litet/apt.yaml": text})

    output = run_parmen("check", "--data", str(data)).output

    assert expected in output
    assert bool(expected) == ("apt.yaml:4: dagordningen tar" in output)
