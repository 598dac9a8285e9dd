"""Read one value written under a list's singular: ``service: x``.

It becomes ``services: [x]``. It is done as a level is read, before anything is merged, so that a lower
level's ``service`` replaces the ``services`` above it and nothing else need know of two spellings.
"""

from macros.records.base import Record
from macros.records.nodes import Mapping, Node, Scalar, Sequence


def list_single_values(records: Node, model: type[Record]) -> None:
    """Rename each record's singular fields to their lists' names.

    A single value becomes a list of one. A record that has both spellings keeps both: validation refuses the
    singular.
    """
    for record in records if type(records) is Sequence else ():
        if type(record) is Mapping:
            for singular, plural in model.singular.items():
                if singular in record and plural not in record:
                    _rename(record, singular, plural)
                if type(value := record.get(plural)) is Scalar:
                    record[plural] = _as_list(value)
                _rename_removed(record, singular, plural)


def _rename(record: Mapping, old: str, new: str) -> None:
    """Rename a field where it stands."""
    fields = [(new if key == old else key, value) for key, value in record.items()]
    record.clear()
    record.update(fields)
    record.keys_at[new] = record.keys_at[old]


def _as_list(value: Scalar) -> Sequence:
    """Return a list of one value, at the value's place."""
    values = Sequence([value])
    values.place = value.place
    return values


def _rename_removed(record: Mapping, old: str, new: str) -> None:
    """Rename a field among those that a record takes away."""
    removed = record.get("remove")
    if "id" not in record or removed is None:
        return
    renamed = Sequence()
    renamed.place = removed.place
    for name in removed if type(removed) is Sequence else [removed]:
        if name == old:
            assert isinstance(name, Scalar)
            place, name = name.place, Scalar(new)
            name.place = place
        renamed.append(name)
    record["remove"] = renamed
