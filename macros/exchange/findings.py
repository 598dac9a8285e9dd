"""Write the findings of an automated audit into the accessibility statement.

What a person has found, the conformance and every comment stay as they are.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from yaml.nodes import ScalarNode

from macros.exchange.splice import YamlText, edit_text, fields_of_node, is_flow
from macros.exchange.yaml_scalar import write_scalar
from macros.files import write_file

_PART = "automated"
_HEAD = f"# Skrivs av make audit. Ändra inte för hand.\n{_PART}:"


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run of the audit covered and found."""

    date: date
    pages: int
    states: int
    violations: int
    third_party_requests: int
    policy_violations: int
    tool: str


def record_findings(file: Path, findings: Findings) -> bool:
    """Replace the last findings in a file; return whether the file has changed.

    The file is written whole. Raise ``ValueError`` where it is not an accessibility statement.
    """
    before = file.read_bytes()
    after = edit_text(before.decode("utf-8"), lambda text: _rewrite(text, findings)).encode("utf-8")
    if after == before:
        return False
    write_file(file, after, durable=True)
    return True


def _rewrite(text: str, findings: Findings) -> str:
    """Return the statement's text with new values; comments stay.

    Raise ``ValueError`` where the text is not fields, or a value stands on several lines.
    """
    document = YamlText(text)
    fields = fields_of_node(document.root)
    if not fields or is_flow(document.root):
        raise ValueError("the accessibility statement is not written as fields, one on each line")
    values = {
        name: write_scalar(value, 2, name) if isinstance(value, str) else str(value)
        for name, value in asdict(findings).items()
    }
    lines = "".join(f"\n  {name}: {value}" for name, value in values.items())
    part = fields.get(_PART)
    if part is None:
        return text.rstrip("\n") + "\n\n" + _HEAD + lines + "\n"
    nodes = fields_of_node(part)
    if is_flow(part) or not nodes:
        document.edits.append((part.start_mark.index, part.end_mark.index, lines))
        return document.apply_edits()
    for name, value in values.items():
        node = nodes.get(name)
        if node is None:
            document.insert_after(part, f"{' ' * part.start_mark.column}{name}: {value}")
        elif isinstance(node, ScalarNode) and node.style not in ("|", ">"):
            document.edits.append((node.start_mark.index, node.end_mark.index, value))
        else:
            raise ValueError(f"{_PART}.{name} is not written on one line")
    return document.apply_edits()
