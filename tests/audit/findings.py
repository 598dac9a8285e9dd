"""What the audit finds, and what it has covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: which check and rule found it, on which page in which state, where and what."""

    check: str
    rule: str
    page: str
    state: str
    target: str = ""
    detail: str = ""


@dataclass(slots=True)
class Covered:
    """What a part of the audit has seen. Parts add up."""

    findings: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    """What axe cannot decide: a person does."""
    states: set[tuple[str, str]] = field(default_factory=set)
    """Each page with each state that axe has run in."""
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Covered) -> None:
        """Take in another part."""
        self.findings += other.findings
        self.doubts += other.doubts
        self.states |= other.states
        self.counts += other.counts

    def of(self, check: str) -> int:
        """Count the findings of a check."""
        return sum(finding.check == check for finding in self.findings)


def grouped(findings: Iterable[Finding]) -> list[str]:
    """Say each fault once, with the pages and states it stands in: the same fault is on many pages."""
    places: dict[tuple[str, str, str, str], list[tuple[str, str]]] = {}
    for one in findings:
        places.setdefault((one.check, one.rule, one.target, one.detail), []).append((one.page, one.state))
    return [
        f"{check} · {rule} · {target or '–'}\n      {detail}\n      {_where(where)}"
        for (check, rule, target, detail), where in sorted(places.items())
    ]


def _where(places: list[tuple[str, str]]) -> str:
    pages = sorted({page for page, _ in places})
    states = sorted({state for _, state in places})
    shown = ", ".join(pages[:4]) + (f" and {len(pages) - 4} more" if len(pages) > 4 else "")
    return f"{shown} ({', '.join(states[:6])}{' …' if len(states) > 6 else ''})"
