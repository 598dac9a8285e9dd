"""Any edit of any contact reads back as it was meant, and leaves every other line as it was."""

from __future__ import annotations

from random import Random

import pytest
import yaml

from macros.exchange.contact_change import Change
from macros.exchange.contacts import FIELDS, ID, Cells, Column, Directory
from macros.exchange.splice import rewrite
from macros.records.levels import LevelName

FILE = """\
# Om kommunen.
name: Norrby

contacts:
  - id: elevhalsa   # skolan

    # Kuratorn har bytt nummer en gång.
    service: elevhalsa
    role: 'Kuratorn'
    phone: "070-174 06 30"   # växeln
    note: >- # lång
      Ring helst på förmiddagen,
      då är det lugnast.

    # Sist.
    hours: |-
      Vardagar

  # Nästa kommer från en annan förvaltning.
  - {id: socialtjanst, service: socialtjanst, role: Mottagningen,
     phone: 070-174 06 31}
  -
    service: bvc
    # före id
    id: bvc
    phone: 070-174 06 38
    note: en text som
      går över
      flera rader
# Slut på kontakterna.
local: []
"""
TEXTS = [
    "Vardagar 8–16", "a: b", "# x", "- lista", "{bum}", "[x]", "112", "2026-11-21", "ja", "no", "null", "~",
    "'enkla'", '"dubbla"', "två  mellanslag", "x #y", "% a", "@ b", "`c`", "! d", "& e", "* f", "> g", "| h",
    "? i", ": j", "slut:", "lång text " * 30, "rad ett\nrad två", "rad ett\n\nrad tre", "tab\tb", "\\n", "1_000",
    "0x1F", "1e3", "=1+1", "ett, två", "---", "...", "<<", "a\n# b", "12:30", "å" * 120 + " b", "+46 980 31 92 01",
]  # fmt: skip


def cards(text: str) -> dict[str, Cells]:
    """The contacts of a file, read as plain text."""
    found = yaml.load(text, Loader=yaml.BaseLoader)["contacts"]
    return {card["id"]: {Column(name): said.strip() for name, said in card.items()} for card in found}


def changed(random: Random, directory: Directory) -> list[Change]:
    """Some edits: other texts, fields that go and come, contacts that go and come."""
    changes = []
    for key, cells in cards(FILE).items():
        after = dict(cells)
        for name in random.sample([name for name in FIELDS[1:] if name != "state"], 3):
            after[Column(name)] = random.choice(TEXTS).strip()
            if random.random() < 0.3:
                del after[Column(name)]
        choice = random.random()
        if choice < 0.6 and after != cells:
            changes.append(Change(directory, key, cells, after))
        elif choice < 0.7:
            changes.append(Change(directory, key, cells, {}))
    if random.random() < 0.4:
        new = {Column(name): random.choice(TEXTS).strip() for name in random.sample(FIELDS[1:-1], 4)}
        changes.append(Change(directory, "ny", {}, {ID: "ny"} | new))
    return changes


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(40))
def test_any_edit(seed: int, newline: str) -> None:
    directory = Directory(LevelName("municipalities", "norrby"), "Norrby", "Norrby", "norrby.yaml", False)
    changes = changed(Random(seed), directory)
    wanted = cards(FILE) | {change.key: change.after for change in changes}

    text = rewrite(FILE.replace("\n", newline), changes, whole_file=False)

    assert newline == "\n" or text.count("\n") == text.count("\r\n")
    text = text.replace("\r\n", "\n")
    assert {key: cells for key, cells in wanted.items() if cells} == cards(text)
    assert text.startswith("# Om kommunen.\nname: Norrby\n\ncontacts:")
    assert text.endswith("# Slut på kontakterna.\nlocal: []\n")
    for key, block in BLOCKS.items():
        assert key in {change.key for change in changes} or block in text


def _blocks() -> dict[str, str]:
    first, second = FILE.index("  - id: elev"), FILE.index("\n  # Nästa")
    third, end = FILE.index("  -\n"), FILE.index("# Slut")
    brace = FILE.index("  - {id")
    return {"elevhalsa": FILE[first:second], "socialtjanst": FILE[brace:third], "bvc": FILE[third:end]}


BLOCKS = _blocks()
"""Each contact's own lines."""
