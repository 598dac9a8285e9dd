"""No template decides what is coming, in force or ended: it asks the record, and gives it today."""

from collections.abc import Iterator
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


PARSER = Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"])
"""As both environments set it."""


def list_faults(source: str) -> list[str]:
    """Return the places where a template compares days, or judges by them, with their lines."""
    tree = PARSER.parse(source)
    return [*_compared(tree), *_judged(tree), *_selected(tree), *_clocks(tree)]


def _attributes(node: nodes.Node) -> Iterator[nodes.Getattr]:
    """Yield the attributes that a value is made of: not what is only handed to a call, nor its method."""
    if isinstance(node, nodes.Call):
        children = node.node.iter_child_nodes() if isinstance(node.node, nodes.Getattr) else iter(())
    else:
        children = node.iter_child_nodes()
    if isinstance(node, nodes.Getattr):
        yield node
    for child in children:
        yield from _attributes(child)


def _compared(tree: nodes.Node) -> Iterator[str]:
    """Days on a side of a comparison."""
    for compare in tree.find_all(nodes.Compare):
        for attribute in _attributes(compare):
            owner = getattr(attribute.node, "name", "")
            if attribute.attr in DATES and f"{owner}.{attribute.attr}" not in PAGES:
                yield f"line {compare.lineno}: compares {attribute.attr}"


def _judged(tree: nodes.Node) -> Iterator[str]:
    """An end that is written, taken for one that has passed."""
    for test in filter(None, (getattr(node, "test", None) for node in tree.find_all(nodes.Node))):
        for attribute in _attributes(test):
            if attribute.attr in ENDS:
                yield f"line {test.lineno}: judges by {attribute.attr}"


def _selected(tree: nodes.Node) -> Iterator[str]:
    """A list selected from by a day."""
    for call in tree.find_all(nodes.Filter):
        given = [*call.args, *(keyword.value for keyword in call.kwargs)]
        words = {word for item in given[:1] for word in str(getattr(item, "value", "")).split(".")}
        if call.name in TRUTHS and words & DATES:
            yield f"line {call.lineno}: {call.name} by {', '.join(sorted(words & DATES))}"


def _clocks(tree: nodes.Node) -> Iterator[str]:
    """Today, used for anything but being handed to a method or a component."""
    handed = {
        id(given)
        for call in tree.find_all(nodes.Call)
        for given in [*call.args, *(keyword.value for keyword in call.kwargs)]
    }
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        if "today" in (getattr(node, "name", ""), getattr(node, "attr", "")) and id(node) not in handed:
            yield f"line {node.lineno}: uses today by itself"


def test_templates_ask_the_record_what_applies_today() -> None:
    """No comparison with a day, no list chosen by one, no ``if`` on an end; today is only handed over."""
    faults = {
        str(path.relative_to(ROOT)): list_faults(path.read_text(encoding="utf-8")) for path in TEMPLATES
    }

    assert len(faults) > 100
    assert {} == {name: found for name, found in faults.items() if found}


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
        ("{% if today > day %}x{% endif %}", "uses today by itself"),
        ("{{ component('x', 1 if today > day else 2) }}", "uses today by itself"),
        ("{% set now = today %}", "uses today by itself"),
        ("{% if revision.date.start >= since %}x{% endif %}", "compares date"),
    ],
)
def test_comparison_with_a_day_is_found(source: str, fault: str) -> None:
    """However it is put."""
    assert any(message.endswith(fault) for message in list_faults(source)), list_faults(source)


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
    assert [] == list_faults(source)
