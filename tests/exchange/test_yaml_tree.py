"""Splicing: what is meant is what the file says afterwards, and the rest keeps every byte."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.exchange.splice import TooTangledError
from macros.exchange.yaml_lines import Bare
from macros.exchange.yaml_tree import read_tree, splice_tree

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("data", "tests/exempel") for path in (ROOT / folder).rglob("*.yaml"))
TEXTS = (
    "Ett ord", "tre: ord # här", "- streck", "'enkla' och \"dubbla\"", "{{ config }} {% raw %}",
    "<script>alert(1)</script>", "ja", "0980-31 92 20", "2026-11-21", "a\nb", "\ttabb", "*x", "&x", "!x", "%x",
    "[a, b]", "{a: b}", "@", "`x`", "? x", "| x", "> x", "~", "null", "x:", "#x", "lång text " * 30, "a  b", " ",
    "\\n", "é ✓ 𝒳", "x\n\ny\n  z", "a,b", "-", "---", "...",
)  # fmt: skip


@cache
def text_of(path: Path) -> str:
    """Return a data file's text."""
    return path.read_text(encoding="utf-8")


def holders(tree: Any) -> list[Any]:
    """Return every list and mapping in a tree, itself first."""
    found = [tree]
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        if isinstance(child, dict | list):
            found += holders(child)
    return found


def change(tree: Any, random: Random) -> None:
    """Make one change somewhere in a tree: as an editor may, or somebody who hates us."""
    holder = random.choice(holders(tree))
    value = random.choice(TEXTS).strip() or "x"
    fresh: Any = random.choice([value, [value, "b"], {"id": f"ny-{random.randrange(99)}", "text": value}])
    if isinstance(holder, dict):
        key = random.choice(list(holder))
        if random.random() < 0.3 and len(holder) > 1:
            del holder[key]
        elif random.random() < 0.3:
            holder[f"nytt{random.randrange(9)}"] = fresh
        else:
            holder[key] = value if isinstance(holder[key], str) else fresh
    elif holder and random.random() < 0.3 and (len(holder) > 1 or holder is not tree):
        holder.pop(random.randrange(len(holder)))
    elif len(holder) > 1 and random.random() < 0.5:
        holder.insert(random.randrange(len(holder)), holder.pop(random.randrange(len(holder))))
    else:
        holder.insert(random.randrange(len(holder) + 1), fresh)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 10**9), st.integers(1, 4), st.sampled_from(["\n", "\r\n"]))
def test_what_was_meant_is_what_the_file_says(path: Path, seed: int, changes: int, ends: str) -> None:
    """Any changes of any file, at once; byte order mark and line ends stay. Back again is back."""
    text = "\ufeff" + text_of(path).replace("\n", ends)
    random, tree = Random(seed), read_tree(text)
    for _ in range(changes):
        change(tree, random)
    new = splice_tree(text, tree or [])

    assert tree == read_tree(new)
    assert (0, 1) == (new.find("\ufeff"), new.count("\ufeff"))
    assert ends == "\n" or new.count("\n") == new.count("\r\n")
    assert read_tree(text) == read_tree(splice_tree(new, read_tree(text) or []))


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every text in a tree."""
    if isinstance(tree, str):
        return [path]
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [leaf for key, child in pairs for leaf in leaves(child, (*path, key))]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 10**9), st.sampled_from(TEXTS))
def test_only_the_lines_of_a_changed_text_change(path: Path, seed: int, value: str) -> None:
    """All lines above and below the value are the same, byte by byte."""
    text = text_of(path)
    tree: Any = read_tree(text)
    *holders_, last = Random(seed).choice(leaves(tree))
    holder: Any = tree
    node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in (*holders_, last):
        pairs = node.value if isinstance(node, yaml.MappingNode) else enumerate(node.value)
        node = next(child for key, child in pairs if getattr(key, "value", key) == step)
    for step in holders_:
        holder = holder[step]
    holder[last] = "an-own-id" if last == "id" else value.strip() or "x"
    new = splice_tree(text, tree).splitlines()

    old, first = text.splitlines(), node.start_mark.line
    end = text[: node.end_mark.index].rstrip().count("\n") + 1
    assert old[:first] == new[:first]
    assert old[end:] == new[len(new) - len(old) + end :]


LIST = """\
# Filens huvud
- id: a
  text: Ett  # beside
  # below a

# Above b
- id: b
  when: 2026-11-21
  text: >-
    Två
- {id: c, ages: [1, "2"]}
"""


@pytest.mark.parametrize(
    ("edit", "new"),
    [
        (lambda items: items.insert(0, items.pop(1)), ["# Filens huvud", "# Above b", *LIST.split("\n")[6:10], "", *LIST.split("\n")[1:4], "- {id: c"]),
        (lambda items: items.pop(1), ["# Filens huvud", *LIST.split("\n")[1:4], "- {id: c"]),
        (lambda items: items[1].update(when=Bare("2027-01-01")), ["  when: 2027-01-01", "  text: >-", "    Två"]),
        (lambda items: items[1].update(text="Tre"), ["  text: >-", "    Tre"]),
        (lambda items: items[2].update(ages=["1", "2", "3:4"]), ['- {id: c, ages: [1, "2", "3:4"]}']),
        (lambda items: items[0].pop("text"), ["- id: a", "  # below a"]),
        (lambda items: items[0].update(text="Nytt: # här"), ['  text: "Nytt: # här"  # beside']),
    ],
)  # fmt: skip
def test_an_edit_looks_as_if_made_by_hand(edit: Any, new: list[str]) -> None:
    """An item moves and goes with its own comments; days, numbers, folds and quotes keep their writing."""
    tree: Any = read_tree(LIST)
    edit(tree)

    assert "\n".join(new) in splice_tree(LIST, tree)


@pytest.mark.parametrize(
    ("text", "edit", "new"),
    [
        ("# Om a\na: 1 # ett\n\n# sist\n", lambda tree: tree.clear(), "# Om a\n{}\n\n# sist\n"),
        ("- id: a\n\n  # under a\n# Om b\n- id: b\n", lambda tree: tree.reverse(), "# Om b\n- id: b\n- id: a\n\n  # under a\n"),
    ],
)  # fmt: skip
def test_comments_stay_where_they_belong(text: str, edit: Any, new: str) -> None:
    """Where all else goes, and below a blank line."""
    tree: Any = read_tree(text)
    edit(tree)

    assert new == splice_tree(text, tree)


@pytest.mark.parametrize("value", ["a\x00b", "a\ud800", "[" * 9])
def test_what_cannot_be_read_back_is_refused_or_right(value: str) -> None:
    """Control signs and half signs of UTF-16 are never written."""
    tree: Any = read_tree(LIST)
    tree[0]["text"] = value
    try:
        assert tree == read_tree(splice_tree(LIST, tree))
    except TooTangledError:
        assert not value.isprintable()
