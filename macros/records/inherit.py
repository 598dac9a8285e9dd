"""Merge: lay a lower level's node over the node above it.

A scalar or plain list replaces; a record or mapping merges; a list of records merges on ``id`` (``- remove:
id``, and ``before:``/``after:`` an id); in a record or mapping ``remove: [field]``. With nothing above,
merging only checks the ids and drops ``remove``, ``before`` and ``after``. A field that stands for the first
record of a list (``meeting``) is put into that list first, so nothing else ever sees it.
"""

from macros.problems import Place, Problem, did_you_mean, nearest, quote
from macros.records import spelling
from macros.records.base import FIRSTS, least_certain
from macros.records.first_of_list import write_first_into_list
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping, without
from macros.records.shape import REPLACE, Shape, shapes

_ORDERS = ("before", "after")

ABOVE = {"nothing-to-remove", "unknown-anchor"}
"""The rules that depend on what the levels above hold."""
LOSES = {"missing-id", "duplicate-id", "partial-term"}
"""The rules whose breach leaves something out, so that nothing more must be missed for it."""


def merge(shape: Shape, above: Node | None, below: Node, holder: str | None, problems: list[Problem]) -> Node:
    """Return node ``below`` laid over node ``above`` by the shape.

    ``above`` is None where nothing stands above, and is never changed. ``holder`` is the state of what holds
    ``below``. Problems are added to ``problems``.
    """
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
    """Report the keys that a mapping replaced as one leaves out."""
    missing = [f"”{key}”" for key in above if key not in below]
    if missing:
        problems.append(
            Problem.at(
                below.place,
                "partial-term",
                f"ordet ändras bara delvis: {', '.join(missing)} saknas",
                "Skriv alla former, annars blandas två ord i samma text.",
            )
        )


def _merge_fields(
    shape: Shape, above: Mapping | None, below: Mapping, holder: str | None, problems: list[Problem]
) -> Mapping:
    """Merge a record or mapping field by field, and note where it was changed.

    A record's own state holds for its fields. An unwritten one is the weakest of the state above and the
    holder's, unless nothing of the record changed.
    """
    result = new_mapping(above.place if above is not None else below.place)
    if above is not None:
        result.update(above)
        result.keys_at.update(above.keys_at)
        result.changed = above.changed
    own_state = below.get("state")
    written_state = str(own_state) if type(own_state) is Scalar and shape.how == "record" else None
    by_name = shapes(shape.model) if shape.how == "record" and shape.model else {}
    for name in FIRSTS:
        if (name in below or "remove" in below) and (first := by_name.get(name, REPLACE).first):
            below = write_first_into_list(name, first, above, below, problems)
    item = Shape("record", shape.model) if shape.how == "mapping" else REPLACE
    inherited_state = least_certain((above.state, holder)) if above is not None else holder
    is_changed = False
    for key, value in below.items():
        if key == "remove" and key not in by_name:
            _remove_fields(result, value, below, problems)
            is_changed = True
            continue
        field = item if shape.how == "mapping" else by_name.get(key, REPLACE)
        upper = above.get(key) if above is not None else None
        if field.how == "replace":
            result[key] = value
        else:
            result[key] = merge(field, upper, value, written_state or inherited_state, problems)
        if field.how in {"replace", "whole"} and key not in {"id", "state"}:
            is_changed = True
        if upper is None or field.how == "replace":
            result.keys_at[key] = below.keys_at[key]
    if above is not None and is_changed:
        result.changed = below.place
    result.state = written_state or (above.state if above is not None and not is_changed else inherited_state)
    return result


def _remove_fields(result: Mapping, value: Node, below: Mapping, problems: list[Problem]) -> None:
    for name in list(value) if type(value) is Sequence else [value]:
        if type(name) is Scalar and name in result:
            del result[name]
        else:
            place = name.place if isinstance(name, Scalar) else below.keys_at["remove"]
            problems.append(_report_nothing_to_remove(str(name), list(result), place))


def _report_nothing_to_remove(name: str, known: list[str], place: Place) -> Problem:
    hint = did_you_mean(spelling.near(name, known))
    return Problem.at(
        place,
        "nothing-to-remove",
        f"{quote(name)} finns inte på någon högre nivå och kan inte tas bort",
        f"{hint}Det som finns: {', '.join(sorted(known)) or 'ingenting'}.",
    )


def _merge_records(
    shape: Shape, above: Sequence | None, below: Sequence, holder: str | None, problems: list[Problem]
) -> Sequence:
    """Merge two lists of records on ``id``.

    What is no record comes last: validation refuses it.
    """
    item = Shape("record", shape.model)
    by_id = {
        str(record["id"]): record for record in above or () if type(record) is Mapping and "id" in record
    }
    seen_ids: dict[str, Place] = {}
    non_records: list[Node] = []
    for record in below:
        if type(record) is not Mapping:
            non_records.append(record)
        elif "remove" in record and "id" not in record:
            _remove_record(record, by_id, problems)
        elif (key := _read_id(record, seen_ids, problems)) is not None:
            if key in by_id:
                by_id[key] = _merge_fields(item, by_id[key], _drop_orders(record), holder, problems)
            else:
                by_id[key] = _merge_new_record(item, record, holder, problems)
            by_id = _reorder(by_id, key, record, problems)
    result = Sequence([*by_id.values(), *non_records])
    result.place = above.place if above is not None else below.place
    return result


def _merge_new_record(item: Shape, record: Mapping, holder: str | None, problems: list[Problem]) -> Mapping:
    """Merge a record that nothing stands above, once for all binders that it is in.

    A municipality's contacts are in each of its binders, over another area's. One with problems is merged
    again, so that each binder knows of them.
    """
    if record.merged is None or record.merged[0] != holder:
        before = len(problems)
        merged = _merge_fields(item, None, _drop_orders(record), holder, problems)
        if len(problems) > before:
            return merged
        record.merged = holder, merged
    return record.merged[1]


def _read_id(record: Mapping, seen: dict[str, Place], problems: list[Problem]) -> str | None:
    """Return the record's id and add it to ``seen``.

    An id that is missing or repeated is a problem, and gives None.
    """
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
    seen[key] = record.place
    return key


def _remove_record(record: Mapping, by_id: dict[str, Mapping], problems: list[Problem]) -> None:
    node = record["remove"]
    key = str(node).strip() if type(node) is Scalar else ""
    if len(record) > 1:
        problems.append(
            Problem.at(
                record.keys_at["remove"],
                "remove-id",
                "remove ska stå ensamt i sin post",
                "Ta bort de andra fälten, eller ge posten ett id.",
            )
        )
    elif not key:
        items = node if type(node) is Sequence else ()
        names = [str(name) for name in items if type(name) is Scalar]
        rows = " och ".join(f"- remove: {name}" for name in names[:3]) or "- remove: bvc"
        problems.append(
            Problem.at(
                record.place,
                "remove-id",
                "remove ska följas av ett id" + (", inte av en lista" if type(node) is Sequence else ""),
                f"Skriv en rad för varje: {rows}",
            )
        )
    elif key in by_id:
        del by_id[key]
    else:
        problems.append(_report_nothing_to_remove(key, list(by_id), node.place))


def _drop_orders(record: Mapping) -> Mapping:
    if not any(key in record for key in _ORDERS):
        return record
    return without(record, *_ORDERS)


def _reorder(
    by_id: dict[str, Mapping], key: str, record: Mapping, problems: list[Problem]
) -> dict[str, Mapping]:
    """Move the record at ``key`` before or after the one that it names, if any.

    Return the records in their new order; where the name is unknown, the moved one is last.
    """
    orders = [word for word in _ORDERS if word in record]
    if not orders:
        return by_id
    if len(orders) > 1:
        problems.append(
            Problem.at(
                record.keys_at["after"],
                "two-orders",
                "posten har både before och after",
                "Behåll det ena: en post kan bara stå på ett ställe.",
            )
        )
    node = record[orders[0]]
    anchor = str(node) if type(node) is Scalar else ""
    others = [other for other in by_id if other != key]
    position = len(others)
    if anchor in others:
        position = others.index(anchor) + (orders[0] == "after")
    else:
        hint = did_you_mean(nearest(anchor, others))
        problems.append(
            Problem.at(
                node.place,
                "unknown-anchor",
                f"{quote(f'{orders[0]}: {anchor}')} pekar på en post som inte finns",
                f"{hint}Det som finns: {', '.join(others) or 'ingenting'}.",
            )
        )
    return {other: by_id[other] for other in (*others[:position], key, *others[position:])}
