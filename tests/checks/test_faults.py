"""Every fault has its own folder in tests/fel: files laid over the example, and the whole expected report.

``prepare.txt`` holds what files cannot: ``remove PATH``, ``move FROM TO``, ``folder PATH``, ``link PATH TARGET``.
The folder is named after the rule; ``rule--variant`` tells variants apart.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from macros.checks import check
from macros.problems import summary
from tests.conftest import EXAMPLE, ROOT

CASES = sorted(path.name for path in (ROOT / "tests" / "fel").iterdir())
NOTES = ("expected.txt", "prepare.txt")

MADE_ELSEWHERE = {
    *("too-large", "too-long", "too-many", "no-data"),
    *("mark-not-a-picture", "mark-too-large", "mark-unsafe", "loose-document"),
    *("overdue", "soon-due"),
    *(
        "not-published",
        "not-adopted",
        "example-publisher",
        "example-address",
        "example-contact",
        "example-phone",
    ),
    *("unsure", "repealed-law", "agreement-ended", "not-audited", "no-security", "security-expires"),
}
"""Rules whose broken file is made when the tests run. Some stop the publishing only, or nothing."""
SAFETY_NET = {"unusable"}
"""For faults of pydantic that no input known to us brings about."""


def prepare(folder: Path, orders: str) -> None:
    """Do to a copy of the example what laying files over it cannot."""
    for line in orders.splitlines():
        order, *paths = line.split()
        path = folder / paths[0]
        if order == "remove" and path.is_dir():
            shutil.rmtree(path)
        elif order == "remove":
            path.unlink()
        elif order == "move":
            path.rename(folder / paths[1])
        elif order == "folder":
            path.mkdir()
        else:
            path.symlink_to(paths[1])


@pytest.mark.parametrize("case", CASES)
def test_the_report_is_the_expected_one(case: str, tmp_path: Path) -> None:
    """The whole report: place, what was found, what is allowed, what to do.

    A fault is reported once, under the rule that its folder is named after.
    """
    source = ROOT / "tests" / "fel" / case
    orders = source / "prepare.txt"
    with chdir(tmp_path):
        folder = Path(shutil.copytree(EXAMPLE, "data"))
        prepare(folder, orders.read_text(encoding="utf-8") if orders.exists() else "")
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOTES))
        shelf, problems = check(folder)
    report = "\n".join([*map(str, problems), summary(problems), ""])

    assert shelf is None
    assert (source / "expected.txt").read_text(encoding="utf-8") == report
    if case != "several":
        assert [case.partition("--")[0]] == [problem.rule for problem in problems]
        assert problems[0].advice


def test_every_rule_has_a_case() -> None:
    """A rule without a broken file might never be found out to be broken itself."""
    covered = {case.partition("--")[0] for case in CASES} | MADE_ELSEWHERE | SAFETY_NET

    names = {node.value for node in _rule_names() if isinstance(node, ast.Constant)}
    assert len(names) > 95
    assert set() == {name for name in names if isinstance(name, str)} - covered


def _rule_names() -> Iterator[ast.expr]:
    """Yield where the code names a rule: where problems, faults and findings are made."""
    for path in sorted([*ROOT.glob("macros/records/*.py"), *ROOT.glob("macros/checks/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                at = {"Problem": 3, "at": 1, "fault": 0, "_stop": 2, "_refuse": 1}.get(_called(node))
                if at is not None and len(node.args) > at:
                    yield node.args[at]
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                yield node.value.elts[1]
            elif isinstance(node, ast.FunctionDef) and "tuple[str, str, str]" in ast.unparse(
                node.returns or node
            ):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                        yield inner.value.elts[0]


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
