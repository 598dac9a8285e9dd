"""No template decides what is coming, in force or ended: it asks the record, and gives it today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for pattern in ("overrides/**/*.html", "docs/_kommun/*.md", "docs/*.md", "docs/om/*.md")
    for path in ROOT.glob(pattern)
)
DATES = {
    "adopted", "check_by", "checked", "date", "ends", "expires", "iso_bounds", "last", "mended_by", "review_by",
    "reviewed", "revise_by", "since", "starts", "today", "until", "valid_from", "valid_to", "when",
}  # fmt: skip
"""Attributes that hold a day. ``last`` is also a page number: see ``PAGES``."""
PAGES = {"row.last", "row.page"}
ENDS = {"valid_from", "valid_to", "until"}
"""Whether one is written says nothing of today."""
TRUTHS = {"selectattr", "rejectattr"}


@cache
def parser() -> Environment:
    """Give Jinja's parser, as both environments set it."""
    return Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"])


def faults(source: str) -> list[str]:
    """Give the places where a template compares days, or judges by them, with their lines."""
    tree = parser().parse(source)
    return [
        *_compared(tree),
        *_judged(tree),
        *_chosen(tree),
        *_clocks(tree),
    ]


def _attributes(node: nodes.Node) -> Iterator[nodes.Getattr]:
    """Give the attributes that a value is made of: not what is only handed to a call, nor its method."""
    if isinstance(node, nodes.Call):
        if isinstance(node.node, nodes.Getattr):
            yield from _attributes(node.node.node)
        return
    if isinstance(node, nodes.Getattr):
        yield node
    for child in node.iter_child_nodes():
        yield from _attributes(child)


def _compared(tree: nodes.Node) -> Iterator[str]:
    """Days, or today, on a side of a comparison."""
    for compare in tree.find_all(nodes.Compare):
        for attribute in _attributes(compare):
            named = attribute.node.name if isinstance(attribute.node, nodes.Name) else ""
            if attribute.attr in DATES and f"{named}.{attribute.attr}" not in PAGES:
                yield f"line {compare.lineno}: compares {attribute.attr}"
        for name in compare.find_all(nodes.Name):
            if name.name == "today" and not _in_call(compare, name):
                yield f"line {compare.lineno}: compares today"


def _judged(tree: nodes.Node) -> Iterator[str]:
    """An end that is written, taken for one that has passed."""
    tests = [node.test for kind in (nodes.If, nodes.CondExpr) for node in tree.find_all(kind)]
    tests += [loop.test for loop in tree.find_all(nodes.For) if loop.test is not None]
    for test in tests:
        for attribute in _attributes(test):
            if attribute.attr in ENDS:
                yield f"line {test.lineno}: judges by {attribute.attr}"


def _chosen(tree: nodes.Node) -> Iterator[str]:
    """A list chosen from by a day."""
    for found in tree.find_all(nodes.Filter):
        arguments = [
            arg.value
            for arg in [*found.args, *(kw.value for kw in found.kwargs)]
            if isinstance(arg, nodes.Const)
        ]
        words = {part for value in arguments[:1] for part in str(value).split(".")}
        if found.name in TRUTHS and words & DATES:
            yield f"line {found.lineno}: {found.name} by {', '.join(sorted(words & DATES))}"


def _clocks(tree: nodes.Node) -> Iterator[str]:
    """Today, used for anything but being handed to a method or a component."""
    handed = {
        id(name)
        for call in tree.find_all(nodes.Call)
        for given in [*call.args, *(kw.value for kw in call.kwargs)]
        for name in [given, *given.find_all(nodes.Name)]
    }
    for name in tree.find_all(nodes.Name):
        if name.name == "today" and id(name) not in handed:
            yield f"line {name.lineno}: uses today by itself"
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr == "today" and id(attribute) not in handed:
            yield f"line {attribute.lineno}: uses today by itself"


def _in_call(tree: nodes.Node, name: nodes.Name) -> bool:
    return any(name in [*call.args] for call in tree.find_all(nodes.Call))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_asks_the_record_what_applies_today(path: Path) -> None:
    """No comparison with a day, no list chosen by one, no ``if`` on an end; today is only handed over."""
    assert [] == faults(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% if law.valid_to < today %}x{% endif %}", "compares valid_to"),
        ("{{ 'x' if record.since > day }}", "compares since"),
        ("{% set over = window and window.valid_to and window.valid_to.last < now %}", "compares valid_to"),
        ("{% if entry.valid_to %}Upphörde{% endif %}", "judges by valid_to"),
        ("{{ 'till' if membership.until else '' }}", "judges by until"),
        ("{% for law in laws if law.valid_to %}{% endfor %}", "judges by valid_to"),
        ("{{ laws|rejectattr('valid_to')|list }}", "rejectattr by valid_to"),
        ("{{ revisions|selectattr('date.start', 'ge', since)|list }}", "selectattr by date"),
        ("{{ today }}", "uses today by itself"),
        ("{{ shelf.today - day }}", "uses today by itself"),
        ("{% set now = today %}", "uses today by itself"),
        ("{% if revision.date.start >= since %}x{% endif %}", "compares date"),
    ],
)
def test_comparison_with_a_day_is_found(source: str, fault: str) -> None:
    """However it is put."""
    assert any(found.endswith(fault) for found in faults(source)), faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% if law.ended(today) %}Upphörde{% endif %}",
        "{% if entry.standing(today) != 'current' %}x{% endif %}",
        "{{ component('law_list', shelf.laws_that_are('coming')) }}",
        "{% if contact.checked %}Kontrollerad {{ contact.checked }}{% endif %}",
    ],
)
def test_asking_the_record_is_no_fault(source: str) -> None:
    """A method that takes today, and a day that is printed where there is one."""
    assert [] == faults(source)
