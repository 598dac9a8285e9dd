"""The accessibility statement: what it may say, and when it is to be gone through again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.records.due import Due, falling_due
from macros.records.whole_shelf import Shelf
from tests.checks.ready import make_ready
from tests.conftest import EXAMPLE, TODAY, Copy
from tests.edits import replace_text


def of_statement(folder: Path, today: date, within: int = 60) -> list[Due]:
    """Return what of the statement and of ``security.txt`` falls due."""
    return [due for due in falling_due(load(folder, today), within) if due.kind in ("statement", "security")]


def test_the_projects_own_statement_claims_nothing(real: Shelf) -> None:
    """No person has audited the site, so nothing is said of how well it conforms."""
    statement = real.accessibility
    assert ("not-audited", None, None) == (statement.conformance, statement.audit, statement.published)
    assert "medium" == statement.requirements.sure
    assert any("2018:1937" in law for law in statement.requirements.laws)


@pytest.mark.parametrize("conformance", ["full", "partial", "none"])
def test_a_machine_never_lets_the_statement_say_how_well(conformance: str, example_copy: Copy) -> None:
    """Findings without a single fault are no audit."""
    file = example_copy() / "accessibility.yaml"
    text = file.read_text(encoding="utf-8")
    audit = text[text.index("audit:\n") : text.index("shortcomings:")]
    replace_text(file, (audit, ""), ("conformance: partial", f"conformance: {conformance}"))

    assert ["no-audit"] == [problem.rule for problem in check(Path("data"), TODAY)[1]]


def test_a_machines_fault_is_a_fault(example_copy: Copy) -> None:
    """A statement cannot say *full* beside it."""
    file = example_copy() / "accessibility.yaml"
    replace_text(file, ("conformance: partial", "conformance: full"), ("kind: failing", "kind: burden"))
    assert [] == check(Path("data"), TODAY)[1]

    replace_text(file, ("violations: 0\n  third", "violations: 1\n  third"))
    assert ["not-full"] == [problem.rule for problem in check(Path("data"), TODAY)[1]]


def test_a_statement_is_gone_through_each_year() -> None:
    """Nothing at first, a reminder within sixty days, overdue after the year."""
    reviewed = date(2026, 10, 15)
    early, soon, late = (of_statement(EXAMPLE, reviewed + timedelta(days=days)) for days in (304, 306, 366))

    whats = ("Tillgänglighetsredogörelsen", "Uppgiften om lagen om tillgänglighet")
    assert [] == early
    assert [(what, False) for what in whats] == [(due.what, due.overdue) for due in soon]
    assert [(what, True) for what in whats] == [(due.what, due.overdue) for due in late]
    assert "Tillgänglighetsredogörelsen skulle ha setts över senast 15 oktober 2027" == late[0].sentence
    assert (4, "accessibility.yaml") == (late[0].place.line, Path(late[0].place.file).name)


def test_what_security_txt_says_falls_due_once_it_is_published(example_copy: Copy) -> None:
    """Before that nobody reads it."""
    folder, day = example_copy(), date(2027, 8, 1)
    sentence = "Adressen för säkerhetshål gäller till och med 1 september 2027"
    assert sentence not in [due.sentence for due in of_statement(folder, day)]

    make_ready(folder)

    assert [sentence] == [due.sentence for due in of_statement(folder, day) if due.kind == "security"]
