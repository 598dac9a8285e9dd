"""Merging: a lower level's node laid over the node above it.

A scalar or plain list replaces; a record or mapping merges; a list of records merges on ``id``
(``- remove: id``, and ``before:``/``after:`` an id); in a record or mapping ``remove: [field]``.
With nothing above, merging only checks the ids and clears the orders away.
"""

from __future__ import annotations

from macros.problems import Place, Problem, nearest, quote
from macros.records import spelling
from macros.records.base import STATES
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping
from macros.records.shape import REPLACE, Shape, shapes

_ORDERS = ("before", "after")

ABOVE = {"nothing-to-remove", "unknown-anchor"}
"""The faults that depend on what the levels above hold."""
LOSES = {"missing-id", "duplicate-id", "partial-term"}
"""The faults that leave something out, so that nothing more must be missed for it."""


def weaker(one: str | None, other: str | None) -> str | None:
    """Give the weaker of two states (``example`` is weakest). An unknown or missing one gives way."""
    known = [state for state in (one, other) if state in STATES]
    return min(known, key=list(STATES).index) if known else None


def merge(shape: Shape, above: Node | None, below: Node, holder: str | None, problems: list[Problem]) -> Node:
    """Lay ``below`` over ``above`` by the shape. ``holder`` is the state of what holds ``below``."""
    if shape.how in {"record", "mapping"} and type(below) is Mapping:
        upper = above if type(above) is Mapping else None
        return _merge_fields(shape, upper, below, holder, problems)
    if shape.how == "records" and type(below) is Sequence:
        upper_list = above if type(above) is Sequence else None
        return _merge_records(shape, upper_list, below, holder, problems)
    if shape.how == "whole" and type(below) is Mapping and type(above) is Mapping:
        _check_whole(above, below, problems)
    return below


def _check_whole(above: Mapping, below: Mapping, problems: list[Problem]) -> None:
    """A mapping that is replaced as one must hold every form that the one above holds."""
    lacking = [key for key in above if key not in below]
    if lacking:
        problems.append(
            Problem.at(
                below.place,
                "partial-term",
                f"ordet ändras bara delvis: {', '.join(f'”{key}”' for key in lacking)} saknas",
                "Skriv alla former, annars blandas två ord i samma text.",
            )
        )


def _merge_fields(
    shape: Shape, above: Mapping | None, below: Mapping, holder: str | None, problems: list[Problem]
) -> Mapping:
    result = new_mapping(above.place if above is not None else below.place)
    if above is not None:
        result.update(above)
        result.keys_at.update(above.keys_at)
        result.changed = above.changed
    own = below.get("state")
    explicit = str(own) if type(own) is Scalar and shape.how == "record" else None
    by_name = shapes(shape.model) if shape.how == "record" and shape.model else {}
    item = Shape("record", shape.model)
    inherited = weaker(above.state, holder) if above is not None else holder
    inside = explicit or inherited
    changed = False
    for key, value in below.items():
        if key == "remove" and key not in by_name:
            changed |= _remove_fields(result, value, below, problems)
            continue
        field = item if shape.how == "mapping" else by_name.get(key, REPLACE)
        upper = above.get(key) if above is not None else None
        result[key] = merge(field, upper, value, inside, problems)
        if field.how in {"replace", "whole"} and key not in {"id", "state"}:
            changed = True
        if upper is None or field.how == "replace":
            result.keys_at[key] = below.keys_at[key]
    if above is not None and changed:
        result.changed = below.place
    result.state = explicit or (above.state if above is not None and not changed else inherited)
    return result


def _remove_fields(result: Mapping, value: Node, below: Mapping, problems: list[Problem]) -> bool:
    names = list(value) if type(value) is Sequence else [value]
    for name in names:
        if type(name) is Scalar and name in result:
            del result[name]
        else:
            place = name.place if isinstance(name, Scalar) else below.keys_at["remove"]
            problems.append(_nothing_to_remove(str(name), result, place))
    return True


def _nothing_to_remove(name: str, known: object, place: Place) -> Problem:
    keys = [str(key) for key in known] if isinstance(known, dict) else []
    guess = spelling.near(name, keys)
    allowed = ", ".join(sorted(keys)) or "ingenting"
    advice = f"Menade du ”{guess}”? " if guess else ""
    return Problem.at(
        place, "nothing-to-remove", f"{quote(name)} finns inte ovanför och kan inte tas bort",
        f"{advice}Det som finns: {allowed}.",
    )  # fmt: skip


def _merge_records(
    shape: Shape, above: Sequence | None, below: Sequence, holder: str | None, problems: list[Problem]
) -> Sequence:
    result = Sequence()
    result.place = above.place if above is not None else below.place
    order: list[str] = []
    by_id: dict[str, Node] = {}
    for record in above or ():
        if type(record) is Mapping and "id" in record:
            order.append(str(record["id"]))
            by_id[order[-1]] = record
    seen: dict[str, Place] = {}
    loose: list[Node] = []
    item = Shape("record", shape.model)
    for record in below:
        if type(record) is not Mapping:
            loose.append(record)
            continue
        if "remove" in record and "id" not in record:
            _remove_record(record, order, by_id, problems)
            continue
        key = _id_of(record, seen, problems)
        if key is None:
            continue
        seen[key] = record.place
        new = key not in by_id
        by_id[key] = merge(item, by_id.get(key), _without_orders(record), holder, problems)
        _order(record, key, new, order, problems)
    result.extend(by_id[key] for key in order)
    result.extend(loose)
    return result


def _id_of(record: Mapping, seen: dict[str, Place], problems: list[Problem]) -> str | None:
    """Give the record's id; a missing or doubled one is a problem."""
    node = record.get("id")
    if type(node) is not Scalar or not node.strip():
        problems.append(
            Problem.at(
                record.place,
                "missing-id",
                "posten saknar id",
                "Lägg till en rad, till exempel  id: skolskoterska",
            )
        )
        return None
    key = str(node).strip()
    if key in seen:
        problems.append(
            Problem.at(
                node.place,
                "duplicate-id",
                f"id {quote(key)} står två gånger i listan",
                f"Det står redan på rad {seen[key].line}. Ge posten ett eget id, eller ta bort den ena.",
            )
        )
        return None
    return key


def _remove_record(
    record: Mapping, order: list[str], by_id: dict[str, Node], problems: list[Problem]
) -> None:
    node = record["remove"]
    key = str(node).strip() if type(node) is Scalar else ""
    if len(record) > 1:
        message, advice = (
            "remove ska stå ensamt i sin post",
            "Ta bort de andra fälten, eller ge posten ett id.",
        )
        problems.append(Problem.at(record.keys_at["remove"], "remove-id", message, advice))
    elif not key:
        message = "remove ska följas av ett id" + (", inte av en lista" if type(node) is Sequence else "")
        names = [str(name) for name in node if type(name) is Scalar] if type(node) is Sequence else []
        rows = " och ".join(f"- remove: {name}" for name in names[:3]) or "- remove: bvc"
        problems.append(Problem.at(record.place, "remove-id", message, f"Skriv en rad för varje: {rows}"))
    elif key in by_id:
        del by_id[key]
        order.remove(key)
    else:
        problems.append(_nothing_to_remove(key, by_id, node.place))


def _without_orders(record: Mapping) -> Mapping:
    if not any(key in record for key in _ORDERS):
        return record
    clean = new_mapping(record.place)
    clean.keys_at.update(record.keys_at)
    clean.update({key: value for key, value in record.items() if key not in _ORDERS})
    return clean


def _order(record: Mapping, key: str, new: bool, order: list[str], problems: list[Problem]) -> None:
    """Put a record last, or before or after the one it names."""
    wishes = [word for word in _ORDERS if word in record]
    if len(wishes) > 1:
        problems.append(
            Problem.at(
                record.keys_at["after"],
                "two-orders",
                "posten har både before och after",
                "Behåll det ena: en post kan bara stå på ett ställe.",
            )
        )
    if not wishes:
        if new:
            order.append(key)
        return
    wish = wishes[0]
    node = record[wish]
    anchor = str(node) if type(node) is Scalar else ""
    if not new:
        order.remove(key)
    if anchor in order:
        order.insert(order.index(anchor) + (wish == "after"), key)
        return
    order.append(key)
    guess = nearest(anchor, order[:-1])
    problems.append(
        Problem.at(
            node.place,
            "unknown-anchor",
            f"{quote(f'{wish}: {anchor}')} pekar på en post som inte finns",
            (f"Menade du ”{guess}”? " if guess else "")
            + f"Det som finns: {', '.join(order[:-1]) or 'ingenting'}.",
        )
    )
