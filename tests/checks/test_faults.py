"""Every fault has its own folder in tests/fel: files laid over the example, and the whole expected report.

A folder ``docs`` in it is laid beside the data, as the pages lie.
``prepare.txt`` holds what files cannot: ``remove PATH``, ``move FROM TO``, ``folder PATH``, ``link PATH TARGET``.
The folder is named after the rule; ``rule--variant`` tells variants apart.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.checks import check
from macros.problems import summary
from tests.conftest import ROOT, Copy

CASES = sorted(path.name for path in (ROOT / "tests" / "fel").iterdir())
NOTES = ("expected.txt", "prepare.txt")

MADE_ELSEWHERE = {
    "too-large", "too-long", "too-many", "no-data", "file-too-large", "picture-too-large", "picture-metadata",
    "overdue", "soon-due", "perhaps-personal", "not-published", "not-adopted", "example-publisher",
    "example-address", "example-contact", "example-phone", "unsure", "repealed-law", "agreement-ended",
    "contact-twice", "copied-contact", "no-main", "no-duty-number", "not-audited", "unknown-service", "unprinted", "unshown", "no-security", "no-licence", "security-expires",
    "agenda-too-long", "page-too-large", "unrecorded-address", "unwritten",
    "half-translated", "outdated-translation", "unmarked-translation", "revision-order", "not-approved", "part-of-draft",
    "not-own", "own-menu",
}  # fmt: skip
"""Rules whose broken file is made when the tests run. Some stop the publishing only, or nothing."""
SAFETY_NET = {"unusable", "page-unreadable"}
"""For faults of pydantic and of Python-Markdown that no input known to us brings about."""


def prepare(folder: Path, orders: str) -> None:
    """Do to a copy of the example what laying files over it cannot."""
    for line in orders.splitlines():
        match line.split():
            case "remove", name if (folder / name).is_dir():
                shutil.rmtree(folder / name)
            case "remove", name:
                (folder / name).unlink()
            case "move", name, target:
                (folder / name).rename(folder / target)
            case "folder", name:
                (folder / name).mkdir()
            case "link", name, target:
                (folder / name).symlink_to(target)


@pytest.mark.parametrize("case", CASES)
def test_the_report_is_the_expected_one(case: str, example_copy: Copy) -> None:
    """The whole report: place, what was found, what is allowed, what to do.

    A fault is reported once, under the rule that its folder is named after.
    """
    source = ROOT / "tests" / "fel" / case
    orders = source / "prepare.txt"
    folder = example_copy()
    prepare(folder, orders.read_text(encoding="utf-8") if orders.exists() else "")
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOTES, "docs"))
    if (source / "docs").exists():
        shutil.copytree(source / "docs", "docs")
    shelf, problems = check(folder)
    report = "\n".join([*map(str, problems), summary(problems), ""])

    assert (source / "expected.txt").read_text(encoding="utf-8") == report
    assert shelf is None
    if case != "several":
        (problem,) = problems
        assert (case.partition("--")[0], True) == (problem.rule, bool(problem.advice))


PLACES = {"Problem": 3, "at": 1, "fault": 0, "_stop": 2, "_refuse": 1}
"""Where a call that makes a problem names the rule: the argument's number, by the function's name."""


def test_every_rule_has_a_case() -> None:
    """A rule without a broken file might never be found out to be broken itself."""
    covered = {case.partition("--")[0] for case in CASES} | MADE_ELSEWHERE | SAFETY_NET
    paths = [*ROOT.glob("macros/records/*.py"), *ROOT.glob("macros/checks/*.py")]
    paths += ROOT.glob("macros/fence/*.py")
    rules = {rule for path in paths for rule in rules_in(ast.parse(path.read_text(encoding="utf-8")))}

    assert len(rules) > 95
    assert set() == rules - covered


def rules_in(tree: ast.AST) -> Iterator[str]:
    """Yield the rules that code names: where problems, faults and findings are made."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in PLACES:
                names = node.args[PLACES[name] :][:1]
            case ast.Yield(value=ast.Tuple(elts=elements)):
                names = elements[1:2]
            case ast.FunctionDef(returns=ast.expr() as returns) if "tuple[str, str, str]" in ast.unparse(
                returns
            ):
                tuples = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return)]
                names = [element.elts[0] for element in tuples if isinstance(element, ast.Tuple)]
            case _:
                continue
        yield from (name.value for name in names if isinstance(getattr(name, "value", None), str))
