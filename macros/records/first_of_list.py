"""Put a field that stands for the first record of a list into that list."""

from macros.problems import Place, Problem, quote
from macros.records.base import First
from macros.records.nodes import Mapping, Scalar, Sequence, new_mapping, without


def write_first_into_list(
    name: str, first: First, above: Mapping | None, below: Mapping, problems: list[Problem]
) -> Mapping:
    """Return ``below`` with such a field, as ``meeting``, written into its list.

    It changes the first record above. Where there is none it is a new one, with the id it has, or else the
    field's own. What is no record stays, and is refused in validation. A removed field is the first removed.
    """
    upper = above.get(first.many) if above is not None else None
    head = upper[0] if type(upper) is Sequence and upper and type(upper[0]) is Mapping else None
    own = below.get(first.many)
    if name not in below:
        return _remove_first(name, first, head, below)
    record = below[name]
    if type(record) is not Mapping or not (own is None or type(own) is Sequence):
        return below
    written = record.get("id")
    if head is not None and written is not None and written != head["id"]:
        message = f"{name} är det första i {first.many}, och det har id {quote(str(head['id']))}"
        advice = f"Ta bort id, eller skriv posten i listan {first.many}."
        problems.append(Problem.at(written.place, "not-the-first", message, advice))
    entry = new_mapping(record.place)
    entry.update(record)
    entry.keys_at.update(record.keys_at)
    if head is not None or written is None:
        entry["id"] = _scalar(str(head["id"]) if head is not None else first.id, record.place)
        entry.keys_at["id"] = record.place
    result = without(below, name)
    items = Sequence([entry, *(own or ())])
    items.place = own.place if own is not None else record.place
    result[first.many] = items
    result.keys_at[first.many] = below.keys_at[first.many if own is not None else name]
    return result


def _remove_first(name: str, first: First, head: Mapping | None, below: Mapping) -> Mapping:
    """Return ``below`` with ``remove: [meeting]`` as a removal in the list."""
    node = below["remove"]
    names = list(node) if type(node) is Sequence else [node]
    own = below.get(first.many)
    found = next((item for item in names if type(item) is Scalar and item == name), None)
    if found is None or head is None or not (own is None or type(own) is Sequence):
        return below
    removal = new_mapping(found.place)
    removal["remove"], removal.keys_at["remove"] = _scalar(str(head["id"]), found.place), found.place
    result = without(below, "remove")
    if rest := Sequence(item for item in names if item is not found):
        rest.place = node.place
        result["remove"], result.keys_at["remove"] = rest, below.keys_at["remove"]
    items = Sequence([removal, *(own or ())])
    items.place = found.place
    result[first.many], result.keys_at[first.many] = items, found.place
    return result


def _scalar(text: str, place: Place) -> Scalar:
    node = Scalar(text)
    node.place = place
    return node
