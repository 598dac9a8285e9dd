"""Split what a municipality has in common from what it has for each area.

A municipality takes part in areas. ``areas`` names them, each with what the municipality has of its own
there. ``area: x`` and a list of areas are short for it: here they become the mapping, before anything else
sees them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from macros.problems import Place, Problem, join_words, quote
from macros.records.kinds import KIND_NAMES
from macros.records.municipality import Municipality, Participation
from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping, without
from macros.records.validate import missing_problem

SHARED_KINDS = ("contacts", "services", "local")
"""The kinds that a municipality has once for all its areas."""
_SEVERAL = "Skriv områdena under areas, ett på varje rad med kolon efter, och det kommunen har där under det."
_ONE_EACH = {"membership": "medlemskapet", "approved": "godkännandet"}
"""The fields that each area has one of."""
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
Entries = dict[str, tuple[Mapping, Place]]
"""What stands under each area, and where its name stands."""


class Part(NamedTuple):
    """What a municipality has of its own for one area.

    ``own`` has its state; ``lines`` are its first and last line in the file.
    """

    own: Mapping
    kinds: dict[str, Node]
    lines: tuple[int, int]


def split_areas(
    own: Mapping, kinds: Collection[str], problems: list[Problem]
) -> tuple[Mapping, dict[str, Part]]:
    """Split a municipality's own fields; return them anew, and a part for each area.

    The parts are in the file's order. In the new fields ``areas`` is a mapping without kinds. ``kinds`` are
    those beside it. Problems are added to ``problems``.
    """
    if isinstance(own.get("area"), Sequence) and len(own["area"]) > 1:
        problems.append(_report_list(own))
        bare = without(own, "area", "areas")
        bare["areas"], bare.keys_at["areas"] = new_mapping(own.place), own.keys_at["area"]
        return bare, {}
    entries = _read_areas(own, problems)
    if not entries:
        return without(own, "areas"), {}
    place = own.keys_at["areas" if "areas" in own else "area"]
    new = without(own, "areas")
    areas = new_mapping(place)
    new["areas"], new.keys_at["areas"] = areas, place
    parts = {}
    for slug, (node, at) in entries.items():
        areas[slug], areas.keys_at[slug] = without(node, *KIND_NAMES), at
        part = new_mapping(at)
        if isinstance(state := node.get("state", own.get("state")), Scalar):
            part["state"], part.keys_at["state"] = state, state.place
        held = {kind: node[kind] for kind in node if kind in KIND_NAMES}
        parts[slug] = Part(part, held, _lines_of(own, at, entries))
    problems += _check_beside(own, entries)
    if len(entries) > 1:
        problems += _find_homeless(own, kinds, entries)
    return new, parts


def list_missing(own: Mapping) -> list[str]:
    """Return the fields that a municipality in one area needs and does not have.

    The class cannot say it: with several areas these stand elsewhere. ``own`` are the fields as they have
    become by ``split_areas``.
    """
    areas = own.get("areas")
    if not isinstance(areas, Mapping):
        needed = {"area", "membership"}
    else:
        needed = (
            {"membership"}
            if "area" in own and not any("membership" in part for part in areas.values())
            else set()
        )
    return [field for field in ("area", "membership") if field in needed and field not in own]


def _report_list(own: Mapping) -> Problem:
    """Return the problem of several areas in the field for one, with what to write."""
    names = [str(name).strip() for name in own["area"] if isinstance(name, Scalar)]
    listed = "\n".join(f"  {name}:\n    membership:\n      status: member" for name in names[:6])
    first = f"first: {names[0]}\n" if names and "first" not in own else ""
    order = "Skriv så här i stället, och välj i first det område vars pärm ska ha de korta adresserna:"
    advice = f"{order}\n{first}areas:\n{listed}"
    return Problem.at(
        own.keys_at["area"], "which-area", "i area får bara ett område stå, och här står flera", advice
    )


def _read_areas(own: Mapping, problems: list[Problem]) -> Entries:
    """Return each area with what stands under it, and where.

    There are none where ``areas`` names nothing. A single name that is no slug is left out: it is
    reported with the field ``area``.
    """
    if "area" in own and "areas" in own:
        message = "här står både area och areas"
        problems.append(
            Problem.at(own.keys_at["area"], "area-twice", message, "Ta bort area, och skriv allt i areas.")
        )
    key = "areas" if "areas" in own else "area"
    if key not in own:
        return {}
    node = own[key]
    if isinstance(node, Mapping):
        return dict(_read_entries(node, problems))
    if key == "area" and not (isinstance(node, Scalar) and _SLUG.fullmatch(node.strip())):
        return {}
    if isinstance(node, Scalar) and not node.strip():
        return {}
    names = node if isinstance(node, Sequence) else [node]
    entries: Entries = {}
    for name in names:
        if not isinstance(name, Scalar) or not name.strip():
            problems.append(
                Problem.at(name.place, "not-text", "här ska det stå namnet på ett område", _SEVERAL)
            )
        elif (slug := name.strip()) in entries:
            problems.append(
                Problem.at(
                    name.place, "duplicate-field", f"{quote(slug)} står två gånger", "Ta bort den ena."
                )
            )
        else:
            entries[slug] = new_mapping(name.place), name.place
    return entries


def _read_entries(node: Mapping, problems: list[Problem]) -> Iterator[tuple[str, tuple[Mapping, Place]]]:
    for area, value in node.items():
        at = node.keys_at[area]
        if not area.strip():
            problems.append(Problem.at(at, "not-text", "här ska det stå namnet på ett område", _SEVERAL))
        elif isinstance(value, Mapping):
            yield area, (value, at)
        elif isinstance(value, Scalar) and not value.strip():
            yield area, (new_mapping(at), at)
        else:
            problems.append(
                Problem.at(value.place, "not-fields", "här ska det stå fält med värden", _SEVERAL)
            )
            yield area, (new_mapping(at), at)


def _lines_of(own: Mapping, at: Place, entries: Entries) -> tuple[int, int]:
    """Return the first and last line of what stands under an area, in its file."""
    starts = {place.line for place in own.keys_at.values() if place.file == at.file}
    starts |= {place.line for _, place in entries.values() if place.file == at.file}
    return at.line, min((line for line in starts if line > at.line), default=10**9) - 1


def _check_beside(own: Mapping, entries: Entries) -> Iterator[Problem]:
    """Yield what is wrong with where the membership and the approval stand.

    Under each area; where there is one they may stand beside the area's name.
    """
    for field, what in _ONE_EACH.items():
        beside = own.keys_at.get(field) if field in own else None
        if beside and len(entries) > 1:
            message = f"{what} gäller ett område, och kommunen är med i {len(entries)}"
            yield Problem.at(beside, "which-area", message, _advise_move(entries))
        for slug, (node, _) in entries.items():
            if beside and field in node:
                message, advice = f"{field} står redan under {slug}", "Ta bort det ena."
                yield Problem.at(beside, "duplicate-field", message, advice)
    for slug, (node, at) in entries.items():
        if not {"membership", "area"} & own.keys() and "membership" not in node and not _strangers(own, node):
            yield missing_problem(("areas", slug), Participation, ["membership"], at)


def _strangers(own: Mapping, part: Mapping) -> set[str]:
    """Return the unknown fields, one of which may be the missing one misspelt."""
    known = {*Municipality.model_fields, *Participation.model_fields, *KIND_NAMES, "remove"}
    return (own.keys() | part.keys()) - known


def _find_homeless(own: Mapping, kinds: Collection[str], areas: Collection[str]) -> Iterator[Problem]:
    """Yield the kinds that stand beside several areas, and belong to one of them."""
    for kind in kinds:
        if kind not in SHARED_KINDS:
            message = f"kommunen har flera pärmar: till vilken hör {kind}?"
            yield Problem.at(own.keys_at[kind], "which-area", message, _advise_move(areas))


def _advise_move(areas: Collection[str]) -> str:
    return f"Flytta in det under {join_words([f'areas › {area}' for area in areas], 'eller')}."
