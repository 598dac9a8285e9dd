"""axe-core in a page: every rule but those of level AAA, best practices included."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from tests.audit.browsing import script
from tests.audit.contrast import measured
from tests.audit.findings import Covered, Finding

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
WITHOUT = ["hidden-content", "p-as-heading", "css-orientation-lock"]
"""Experiments: something is hidden (the states show it), bold is a heading, and what needs to read stylesheets."""

DRAWN = [("color-contrast", "*"), ("link-in-text-block", "a[href]")]
"""What follows from how a text is drawn alone, and of what: asked once for each way."""


@cache
def source() -> str:
    """Give axe-core as the pinned package carries it; we use nothing else of that package."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def version() -> str:
    """Name the engine and its version, for the statement."""
    return source().partition("axe v")[2].split()[0]


def run_axe(page: Page, kind: str, state: str, within: str = "") -> Covered:
    """Run axe on the open page, or on what lies ``within`` a selector. An empty run is a fault: nothing was seen."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(source())
    try:
        answer = page.evaluate(script("axe"), [within, TAGS, WITHOUT, DRAWN])
    except Exception as error:
        return Covered(findings=[Finding("axe", "thrown", kind, state, "", str(error).splitlines()[0])])
    page.evaluate("watch.violations.splice(0)")
    faults, doubts = measured(page, _findings(answer["incomplete"], kind, state))
    covered = Covered(_findings(answer["violations"], kind, state) + faults, doubts, {(kind, state)})
    covered.counts.update(
        axe=1, rules=sum(len(answer[rules]) for rules in ("passes", "violations", "incomplete"))
    )
    if not answer["passes"]:
        covered.findings.append(Finding("axe", "empty", kind, state, "", "axe saw nothing"))
    return covered


def _findings(rules: list[dict[str, Any]], kind: str, state: str) -> list[Finding]:
    return [
        Finding("axe", rule["id"], kind, state, _target(node), _why(node) or rule["help"])
        for rule in rules
        for node in rule["nodes"]
    ]


def _target(node: dict[str, Any]) -> str:
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in node["target"])


def _why(node: dict[str, Any]) -> str:
    """Return the first reason, on one line."""
    reasons = [*node["any"], *node["all"], *node["none"]]
    return " ".join(str(reasons[0]["message"]).split())[:300] if reasons else ""
