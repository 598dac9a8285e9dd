"""Whoever begins with a copy of another municipality's file is warned of what is still the other's."""

from pathlib import Path

import pytest

from macros.checks.contact_rules import list_copied
from macros.records.shelf import load
from tests.conftest import Copy
from tests.edits import Files
from tests.several import several

TOWN = """\
state: example
name: Provby
area: exempelbygden
county: Granlands län
membership: {status: member}
contacts:
  - id: elevhalsa
    service: elevhalsa
    role: Expeditionen
"""
PHONE = "    phone: 070-174 06 41\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("phone: +46 70 174 06 21", "numret ”070-174 06 21” i Provby står också i Norrby"),
        ("email: Socialtjansten@norrby.example", "e-postadressen ”socialtjansten@norrby.example” i Provby"),
        ("email: skolan@norrby.example", "i Provby hör till Norrby"),
        ("web: https://www.norrby.example/skola", "i Provby hör till Norrby"),
        ("phone: 1177", ""),
        ("phone: 0771-12 34 56", ""),
        ("email: skolan@provby.example", ""),
    ],
)
def test_what_is_another_municipalitys_is_warned_for(example_copy: Copy, line: str, says: str) -> None:
    """At its line. National numbers are everybody's."""
    shelf = load(
        example_copy(
            {"municipalities/provby.yaml": f"{TOWN}    {line}\n{PHONE * (not line.startswith('phone'))}"}
        )
    )
    warnings = [problem for problem in list_copied(shelf) if Path(problem.file).stem == "provby"]

    assert [10] * bool(says) == [problem.line for problem in warnings]
    assert all(says in problem.message for problem in warnings)


@pytest.mark.parametrize("files", [{}, several()], ids=["one binder", "several binders"])
def test_the_example_has_copied_nothing(example_copy: Copy, files: Files) -> None:
    """What an area shares is written once, and what a municipality's binders share."""
    assert [] == list_copied(load(example_copy(files)))
