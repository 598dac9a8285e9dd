"""What goes wrong with whole records: the file is still YAML, and says something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

TreeMutation = Callable[[Any, Random], Any]
Spot = tuple[Any, Any]
"""What holds a value, and the key or number that it stands at."""

VALUES: tuple[Any, ...] = (
    *(None, "", [], {}, 0, -1, 3.5, True, "x", "å" * 250, "ord " * 3000, "2026-11-21", "finns-inte", "{nej}"),
    *(
        ["x"],
        [["x"]],
        [None],
        {"x": "y"},
        {"id": "x"},
        [{"id": "x"}],
        {"sv": "x"},
        {"fi": "x"},
        {"remove": "x"},
    ),
    *([{"remove": "x"}], {"remove": ["title"]}, {"": ""}, {"state": "adopted"}, {"xx": {"xx": {"xx": "xx"}}}),
)
"""Values of other types."""
ODD_NAMES = (
    "title",
    "telefon",
    "remove",
    "before",
    "id",
    "état",
    "a b",
    "",
    "läge",
    "kontakter",
    "sv",
    "0",
    "__class__",
)


def spots(tree: Any) -> Iterator[Spot]:
    """Every value in a tree, by what holds it."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        yield tree, key
        yield from spots(value)


def _any(tree: Any, random: Random, wanted: Callable[[Any, Any], bool] = lambda *_: True) -> Spot | None:
    found = [spot for spot in spots(tree) if wanted(*spot)]
    return random.choice(found) if found else None


def delete_a_value(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random):
        del spot[0][spot[1]]
    return tree


def retype_a_branch(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random):
        spot[0][spot[1]] = random.choice(VALUES)
    return tree


def retype_the_file(tree: Any, random: Random) -> Any:
    return random.choice(VALUES)


def wrap_a_branch(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random):
        holder, key = spot
        holder[key] = [holder[key]] if random.random() < 0.5 else {random.choice(ODD_NAMES): holder[key]}
    return tree


def rename_a_key(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random, lambda holder, _: isinstance(holder, dict)):
        holder, key = spot
        holder[random.choice(ODD_NAMES)] = holder.pop(key)
    return tree


def rename_an_id(tree: Any, random: Random) -> Any:
    """An id here, and nothing that points at it; or what points, and not the id."""
    if spot := _any(tree, random, lambda holder, key: isinstance(holder[key], str) and _is_slug(holder[key])):
        spot[0][spot[1]] = random.choice(
            [spot[0][spot[1]] + "x", spot[0][spot[1]][:-1], "finns-inte", "Åsa", ""]
        )
    return tree


def _is_slug(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalnum() and text == text.lower()


def double_a_record(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random, lambda holder, _: isinstance(holder, list)):
        spot[0].append(spot[0][spot[1]])
    return tree


def swap_two_branches(tree: Any, random: Random) -> Any:
    """Two values that do not hold each other change places."""
    one, other = _any(tree, random), _any(tree, random)
    if one and other and not any(s[0] is one[0][one[1]] for s in spots({0: other[0][other[1]]})):
        first, second = one[0][one[1]], other[0][other[1]]
        inside = [id(s[0]) for s in (*spots([first]), *spots([second]))]
        if id(one[0]) not in inside and id(other[0]) not in inside:
            one[0][one[1]], other[0][other[1]] = second, first
    return tree


def move_a_branch_up(tree: Any, random: Random) -> Any:
    if isinstance(tree, dict) and (spot := _any(tree, random, lambda holder, _: isinstance(holder, dict))):
        key = spot[1]
        tree[key] = spot[0].pop(key)
    return tree


def order_a_record(tree: Any, random: Random) -> Any:
    if spot := _any(tree, random, lambda holder, key: isinstance(holder, dict) and key == "id"):
        word = random.choice(["before", "after", "remove"])
        spot[0][word] = random.choice([spot[0]["id"], "finns-inte", ["x"], None])
    return tree


class _Dumper(yaml.CSafeDumper):
    """Writes a record that stands twice in full: an anchor would be another fault."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias."""
        return True


def write(tree: Any) -> bytes:
    """Give the file's bytes."""
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


TREE_MUTATIONS: tuple[TreeMutation, ...] = (
    *(delete_a_value, retype_a_branch, retype_the_file, wrap_a_branch, rename_a_key, rename_an_id),
    *(double_a_record, swap_two_branches, move_a_branch_up, order_a_record),
)
