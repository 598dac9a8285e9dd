"""Problems as forges read them, to show each at its line of a proposed change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from macros.problems import Problem


def format_annotation(problem: Problem, level: str = "error") -> str:
    """Return a problem as an annotation of GitHub's and Forgejo's."""
    message = _escape(problem.as_json()["message"])
    file = _escape(problem.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={problem.line},col={problem.column},title={problem.rule}"
    return f"::{level} {place}::{message}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def format_quality(problems: Iterable[Problem], warnings: Iterable[Problem]) -> str:
    """Return problems and warnings as a report of GitLab's on code quality.

    Each has a fingerprint that stays when the line moves, by which GitLab knows what is new.
    """
    seen: Counter[str] = Counter()
    rows = []
    for severity, group in (("major", problems), ("minor", warnings)):
        for problem in group:
            message = problem.as_json()["message"]
            key = f"{problem.file} {problem.rule} {message}"
            seen[key] += 1
            row = {
                "description": message,
                "check_name": problem.rule,
                "fingerprint": sha256(f"{key} {seen[key]}".encode("utf-8", "replace")).hexdigest(),
                "severity": severity,
                "location": {"path": problem.file, "lines": {"begin": problem.line}},
            }
            rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=2)
