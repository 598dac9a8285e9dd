"""Any edit of any contact reads back as it was meant, and leaves every other line as it was."""

from random import Random

import pytest
import yaml

from macros.exchange.columns import CONTACTS, ID, Cells, Column
from macros.exchange.contact_splice import rewrite
from macros.exchange.contacts import Change, Directory
from macros.records.base import STATE_WORDS
from macros.records.levels import LevelName

BLOCKS = {
    "elevhalsa": """\
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
""",
    "socialtjanst": """\
  - {id: socialtjanst, service: socialtjanst, role: Mottagningen,
     phone: 070-174 06 31}
""",
    "bvc": """\
  -
    service: bvc
    # före id
    id: bvc
    phone: 070-174 06 38
    note: en text som
      går över
      flera rader
""",
}
"""Each contact's own lines."""
FILE = f"""\
# Om kommunen.
name: Norrby

contacts:
{BLOCKS["elevhalsa"]}
  # Nästa kommer från en annan förvaltning.
{BLOCKS["socialtjanst"]}{BLOCKS["bvc"]}# Slut på kontakterna.
local: []
"""
TEXTS = [
    "Vardagar 8–16", "a: b", "# x", "- lista", "{bum}", "[x]", "112", "2026-11-21", "ja", "no", "null", "~",
    "'enkla'", '"dubbla"', "två  mellanslag", "x #y", "% a", "@ b", "`c`", "! d", "& e", "* f", "> g", "| h",
    "? i", ": j", "slut:", "lång text " * 30, "rad ett\nrad två", "rad ett\n\nrad tre", "tab\tb", "\\n", "1_000",
    "0x1F", "1e3", "=1+1", "ett, två", "---", "...", "<<", "a\n# b", "12:30", "å" * 120 + " b", "+46 980 31 92 01",
]  # fmt: skip


LEVEL = Directory(LevelName("municipalities", "norrby"), "Norrby", "Norrby", "norrby.yaml", False)


def cards(text: str) -> dict[str, Cells]:
    """The contacts of a file, or of a file that is the list, read as plain text."""
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    contacts = loaded if isinstance(loaded, list) else loaded.get("contacts", [])
    plurals = {"service": "services"}
    return {
        contact["id"]: {
            Column(plurals.get(name, name)): STATE_WORDS[value] if name == "state" else _join(value)
            for name, value in contact.items()
        }
        for contact in contacts
    }


def _join(value: str | list[str]) -> str:
    return value.strip() if isinstance(value, str) else ", ".join(value)


def _choose(random: Random, name: str) -> str:
    """A text that a field may hold: of a list, one id or several."""
    return random.choice(("bvc", "bvc, elevhalsa", "no, null") if name in CONTACTS.lists else TEXTS).strip()


def edit(text: str, key: str, fields: dict[str, str | None], whole_file: bool = True) -> str:
    """Rewrite some fields of a contact; without any, take it away. One that is not there is new."""
    before = cards(text).get(key, {}) if text.strip() else {}
    after = {**before, ID: key, **{Column(name): value or "" for name, value in fields.items()}}
    filled = {column: value for column, value in after.items() if value}
    return rewrite(text, [Change(LEVEL, key, before, filled if fields else {})], whole_file=whole_file)


def random_changes(random: Random) -> list[Change]:
    """Some edits: other texts, fields that go and come, contacts that go and come."""
    changes = []
    for key, cells in cards(FILE).items():
        after = dict(cells)
        for name in random.sample([name for name in CONTACTS.fields[1:] if name != "state"], 3):
            after[Column(name)] = _choose(random, name)
            if random.random() < 0.3:
                del after[Column(name)]
        choice = random.random()
        if choice < 0.6 and after != cells:
            changes.append(Change(LEVEL, key, cells, after))
        elif choice < 0.7:
            changes.append(Change(LEVEL, key, cells, {}))
    if random.random() < 0.4:
        new = {Column(name): _choose(random, name) for name in random.sample(CONTACTS.fields[1:-1], 4)}
        changes.append(Change(LEVEL, "ny", {}, {ID: "ny"} | new))
    return changes


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(40))
def test_any_edit_reads_back_and_leaves_other_lines(seed: int, newline: str) -> None:
    """Whatever is changed, added and taken away at once."""
    changes = random_changes(Random(seed))
    wanted = cards(FILE) | {change.key: change.after for change in changes}

    text = rewrite(FILE.replace("\n", newline), changes, whole_file=False)

    assert newline == "\n" or text.count("\n") == text.count("\r\n")
    text = text.replace("\r\n", "\n")
    assert {key: cells for key, cells in wanted.items() if cells} == cards(text)
    assert text.startswith("# Om kommunen.\nname: Norrby\n\ncontacts:")
    assert text.endswith("# Slut på kontakterna.\nlocal: []\n")
    for key, block in BLOCKS.items():
        assert key in {change.key for change in changes} or block in text


SOUTH = """\
# Söderbys egna kontakter.
- id: elevhalsa   # skolan
  state: example

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
- {id: socialtjanst, service: socialtjanst, role: Mottagningen, phone: 070-174 06 31}
"""
NOTE = """\
  note: >- # lång
    Ring helst på förmiddagen,
    då är det lugnast.
"""
ROLE = "role: 'Kuratorn'\n"
BRACES = "role: Mottagningen, phone: 070-174 06 31}"


@pytest.mark.parametrize(
    ("key", "fields", "old", "new"),
    [
        ("elevhalsa", {"phone": "070-174 06 32"}, '"070-174 06 30"', '"070-174 06 32"'),
        ("elevhalsa", {"role": "Skolsköterskan"}, "'Kuratorn'", "'Skolsköterskan'"),
        ("elevhalsa", {"note": "Ring helst på eftermiddagen: då är det # lugnast."},
         ">- # lång\n    Ring helst på förmiddagen,\n    då är det lugnast.\n",
         ">- # lång\n    Ring helst på eftermiddagen: då är det # lugnast.\n"),
        ("elevhalsa", {"hours": "Helger"}, "|-\n    Vardagar", "|-\n    Helger"),
        ("elevhalsa", {"note": None}, NOTE, ""),
        ("elevhalsa", {"email": "elevhalsan@soderby.example"},
         '06 30"   # växeln\n', '06 30"   # växeln\n  email: elevhalsan@soderby.example\n'),
        ("elevhalsa", {"state": "förslag"}, "state: example", "state: proposed"),
        ("elevhalsa", {"state": None}, "  state: example\n", ""),
        ("elevhalsa", {"location": 'Skolan: "A"'}, ROLE, ROLE + '  location: "Skolan: \\"A\\""\n'),
        ("elevhalsa", {"location": "1177"}, ROLE, ROLE + '  location: "1177"\n'),
        ("elevhalsa", {"location": "no"}, ROLE, ROLE + '  location: "no"\n'),
        ("elevhalsa", {"location": "0x1F"}, ROLE, ROLE + '  location: "0x1F"\n'),
        ("elevhalsa", {"location": "a #b"}, ROLE, ROLE + '  location: "a #b"\n'),
        ("elevhalsa", {"location": "1e3"}, ROLE, ROLE + '  location: "1e3"\n'),
        ("elevhalsa", {"location": "a\tb"}, ROLE, ROLE + '  location: "a\\tb"\n'),
        ("elevhalsa", {"checked": "2026-11-20"}, "    Vardagar\n", "    Vardagar\n  checked: 2026-11-20\n"),
        ("elevhalsa", {"location": "2026-11-20"}, ROLE, ROLE + '  location: "2026-11-20"\n'),
        ("elevhalsa", {"note": " ".join(["Hit ringer du när du är orolig."] * 5) + "\nKvällar: ring 112."}, NOTE,
         "  note: >- # lång\n    Hit ringer du när du är orolig. Hit ringer du när du är orolig."
         " Hit ringer du när du är orolig. Hit\n    ringer du när du är orolig. Hit ringer du när du är orolig."
         "\n\n    Kvällar: ring 112.\n"),
        ("socialtjanst", {"phone": "070-174 06 33", "hours": "Vardagar, 8–16"},
         BRACES, 'role: Mottagningen, phone: 070-174 06 33, hours: "Vardagar, 8–16"}'),
        ("socialtjanst", {"checked": "2026-11-20"}, "06 31}", "06 31, checked: 2026-11-20}"),
        ("socialtjanst", {"phone": None}, ", phone: 070-174 06 31}", "}"),
        ("socialtjanst", {}, SOUTH[SOUTH.index("# Nästa"):], ""),
    ],
)  # fmt: skip
def test_only_what_differs_is_rewritten_in_its_own_manner(
    key: str, fields: dict[str, str | None], old: str, new: str
) -> None:
    """Quoted stays quoted, folded folded, and what stands within braces within them; comments stay."""
    assert 1 == SOUTH.count(old)
    assert SOUTH.replace(old, new) == edit(SOUTH, key, fields)


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    """New lines get the same ends."""
    before = "\ufeff" + FILE.replace("\n", "\r\n")
    after = edit(before, "elevhalsa", {"phone": "070-174 06 29", "email": "a@b.example"}, whole_file=False)

    old = '"070-174 06 30"   # växeln\r\n'
    assert before.replace(old, '"070-174 06 29"   # växeln\r\n    email: a@b.example\r\n') == after


NEW: dict[str, str | None] = {"services": "bvc", "phone": "070-174 06 39"}
BLOCK = "- id: ny\n  service: bvc\n  phone: 070-174 06 39\n"
INDENTED = "".join(f"  {line}\n" for line in BLOCK.splitlines())


@pytest.mark.parametrize(
    ("fields", "before", "after", "whole_file"),
    [
        (NEW, "", BLOCK, True),
        (NEW, "[]\n", BLOCK, True),
        (NEW, "# Inga än.\n[]\n", f"# Inga än.\n{BLOCK}", True),
        (NEW, "name: A\n", f"name: A\n\ncontacts:\n{INDENTED}", False),
        (NEW, "contacts: []\nlocal: []\n", f"contacts:\n{INDENTED}local: []\n", False),
        (NEW, "contacts: [] # inga\nlocal: []\n", f"contacts: # inga\n{INDENTED}local: []\n", False),
        (NEW, "contacts: []", f"contacts:\n{INDENTED}", False),
        ({}, f"# Våra.\n{BLOCK}", "# Våra.\n[]\n", True),
        ({}, f"name: A\ncontacts:\n{INDENTED}", "name: A\ncontacts: []\n", False),
        ({}, f"contacts:\n{INDENTED}\nlocal: []\n", "contacts: []\n\nlocal: []\n", False),
    ],
)
def test_first_contact_begins_the_list_and_last_one_leaves_it_empty(
    fields: dict[str, str | None], before: str, after: str, whole_file: bool
) -> None:
    """In a file of its own, or under ``contacts:``, which is made where there is none. Comments stay."""
    assert after == edit(before, "ny", fields, whole_file)
