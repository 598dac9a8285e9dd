"""What a machine found on the site, written into the accessibility statement: that part and no other.

A person's audit, the conformance and every comment stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from macros.exchange.yaml_scalar import scalar
from macros.files import write_file

_PART = "automated"
_HEAD = f"# Skrivs av make audit. Ändra inte för hand.\n{_PART}:\n"


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run of the audit covered, and what it found."""

    date: date
    pages: int
    states: int
    violations: int
    third_party_requests: int
    policy_violations: int
    tool: str


def record_findings(file: Path, findings: Findings) -> bool:
    """Put the findings in the place of the last ones; tell whether the file has changed.

    Raise ValueError where the file is no statement. It is written whole.
    """
    before = file.read_bytes()
    text = before.decode("utf-8")
    made = rewritten(text.replace("\r\n", "\n"), findings)
    after = (made.replace("\n", "\r\n") if "\r\n" in text else made).encode("utf-8")
    if after == before:
        return False
    write_file(file, after, durable=True)
    return True


def rewritten(text: str, findings: Findings) -> str:
    """Give the file's text with the findings in it."""
    root = YAML().compose(text.removeprefix("\ufeff"))
    if not isinstance(root, MappingNode) or root.flow_style:
        raise ValueError("the accessibility statement is not written as fields, one on each line")
    said = {name: _said(name, value) for name, value in asdict(findings).items()}
    shift = len(text) - len(text.removeprefix("\ufeff"))
    part = next((value for key, value in root.value if key.value == _PART), None)
    if part is None:
        return text.rstrip("\n") + "\n\n" + _HEAD + _lines(said, said)
    for start, end, new in sorted(_edits(text, part, said, shift), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edits(text: str, part: Node, said: dict[str, str], shift: int) -> Iterator[tuple[int, int, str]]:
    """Give from where to where, and what stands there instead: value by value, so that comments stay."""
    start, end = part.start_mark.index + shift, part.end_mark.index + shift
    if not isinstance(part, MappingNode) or part.flow_style or not part.value:
        yield start, end, "\n" + _lines(said, said).rstrip("\n")
        return
    fields: dict[str, Node] = {key.value: value for key, value in part.value}
    for name, value in said.items():
        if name in fields:
            node = fields[name]
            if not isinstance(node, ScalarNode) or node.style in ("|", ">"):
                raise ValueError(f"{_PART}.{name} is not written on one line")
            yield node.start_mark.index + shift, node.end_mark.index + shift, value
    missing = [name for name in said if name not in fields]
    if missing:
        last = max(node.end_mark.index for node in fields.values()) + shift
        line = text.find("\n", last)
        indent = part.value[0][0].start_mark.column
        at = len(text) if line == -1 else line
        yield at, at, "\n" + _lines(missing, said, indent).rstrip("\n")


def _said(name: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return scalar(value, 2, len(name)) if isinstance(value, str) else str(value)


def _lines(names: Iterable[str], said: dict[str, str], indent: int = 2) -> str:
    return "".join(f"{' ' * indent}{name}: {said[name]}\n" for name in names)
