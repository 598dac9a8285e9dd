"""What goes wrong with whole records: the file is still YAML, and says something else.

A mutation gets the whole tree, what holds some value in it, and the key or number of that value. The tree is
``{"file": content}``, so that the whole content is a value too.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

TreeMutation = Callable[[Any, Any, Any, Random], None]

VALUES: tuple[Any, ...] = (
    *(None, "", [], {}, 0, -1, 3.5, True, "x", "å" * 250, "ord " * 3000, "2026-11-21", "finns-inte", "{nej}"),
    *(["x"], [["x"]], [None], {"x": "y"}, {"id": "x"}, [{"id": "x"}], {"sv": "x"}, {"fi": "x"}),
    *({"remove": "x"}, [{"remove": "x"}], {"remove": ["title"]}, {"": ""}, {"state": "adopted"}),
    {"xx": {"xx": {"xx": "xx"}}},
)
"""Values of other types."""
ODD_NAMES = (
    *("title", "telefon", "remove", "before", "id", "état", "a b", "", "läge", "kontakter", "sv", "0"),
    "__class__",
)


class Dumper(yaml.CSafeDumper):
    """Writes a record that stands twice in full: an anchor would be another fault."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias."""
        return True


def write(tree: Any) -> bytes:
    """Return a tree as YAML."""
    return yaml.dump(tree, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100, encoding="utf-8")


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield, for every value in a tree, what holds it and the key or number that it stands at."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in children:
        yield tree, key
        yield from spots(value)


def mutate_tree(mutation: TreeMutation, text: str, random: Random) -> bytes:
    """Return a file's bytes after a mutation of what it says, at a value that the mutation can change."""
    tree = {"file": yaml.load(text, yaml.CBaseLoader)}
    wanted = WANTED.get(mutation, lambda *_: True)
    if candidates := [spot for spot in spots(tree["file"]) if wanted(*spot)]:
        mutation(tree, *random.choice(candidates), random)
    return write(tree["file"])


def delete_a_value(tree: Any, holder: Any, key: Any, random: Random) -> None:
    del holder[key]


def retype_a_branch(tree: Any, holder: Any, key: Any, random: Random) -> None:
    holder[key] = random.choice(VALUES)


def retype_the_file(tree: Any, holder: Any, key: Any, random: Random) -> None:
    tree["file"] = random.choice(VALUES)


def wrap_a_branch(tree: Any, holder: Any, key: Any, random: Random) -> None:
    holder[key] = random.choice([[holder[key]], {random.choice(ODD_NAMES): holder[key]}])


def rename_a_key(tree: Any, holder: Any, key: Any, random: Random) -> None:
    holder[random.choice(ODD_NAMES)] = holder.pop(key)


def rename_an_id(tree: Any, holder: Any, key: Any, random: Random) -> None:
    """An id here, and nothing that points at it; or what points, and not the id."""
    holder[key] = random.choice([holder[key] + "x", holder[key][:-1], "finns-inte", "Åsa", ""])


def double_a_record(tree: Any, holder: Any, key: Any, random: Random) -> None:
    holder.append(holder[key])


def swap_two_branches(tree: Any, holder: Any, key: Any, random: Random) -> None:
    """Two values that do not hold each other change places."""
    other, other_key = random.choice(list(spots(tree["file"])))
    inside = [id(spot[0]) for spot in spots([holder[key], other[other_key]])]
    if id(holder) not in inside and id(other) not in inside:
        holder[key], other[other_key] = other[other_key], holder[key]


def move_a_branch_up(tree: Any, holder: Any, key: Any, random: Random) -> None:
    if isinstance(tree["file"], dict):
        tree["file"][key] = holder.pop(key)


def order_a_record(tree: Any, holder: Any, key: Any, random: Random) -> None:
    holder[random.choice(["before", "after", "remove"])] = random.choice(
        [holder["id"], "finns-inte", ["x"], None]
    )


def _in_mapping(holder: Any, key: Any) -> bool:
    return isinstance(holder, dict)


def _is_slug(holder: Any, key: Any) -> bool:
    text = holder[key] if isinstance(holder[key], str) else ""
    return text.isascii() and text.replace("-", "").isalnum() and text == text.lower()


WANTED: dict[TreeMutation, Callable[[Any, Any], bool]] = {
    rename_a_key: _in_mapping,
    rename_an_id: _is_slug,
    double_a_record: lambda holder, _: isinstance(holder, list),
    move_a_branch_up: _in_mapping,
    order_a_record: lambda holder, key: isinstance(holder, dict) and key == "id",
}
"""The values that a mutation can change, where it cannot change all."""
TREE_MUTATIONS: tuple[TreeMutation, ...] = (
    *(delete_a_value, retype_a_branch, retype_the_file, wrap_a_branch, rename_a_key, rename_an_id),
    *(double_a_record, swap_two_branches, move_a_branch_up, order_a_record),
)
