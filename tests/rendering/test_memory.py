"""What one municipality's components drew is taken by another only where it would draw the same."""

from __future__ import annotations

import pytest

from macros.records.shelf import Binder, Shelf
from macros.rendering import Renderer, Web
from macros.rendering.memory import Memory


def renderer(shelf: Shelf, binder: Binder, memory: Memory | None, depth: int = 2) -> Renderer:
    return Renderer(shelf, binder, Web(binder.slug, depth), memory=memory)


GIVEN = {
    "steps": lambda binder: binder.routine,
    "rule": lambda binder: binder.routine.meeting,
    "checklist": lambda binder: binder.checklists["samverkan"],
    "contacts": lambda binder: binder.directory,
    "responsibilities": lambda binder: binder.agreement.responsibilities,
    "doors": lambda binder: binder,
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_remembered_is_what_would_be_drawn(example: Shelf, name: str) -> None:
    """Whatever it follows from: a phrase of the collaboration, a service, a contact, a local rule."""
    memory = Memory()
    for binder in [*example.binders.values(), *example.binders.values()]:
        fresh = renderer(example, binder, None).component(name, GIVEN[name](binder))

        assert fresh == renderer(example, binder, memory).component(name, GIVEN[name](binder))


def test_a_page_deeper_down_has_links_of_its_own(example: Shelf) -> None:
    """The start page lies one folder above the others."""
    binder = next(iter(example.binders.values()))
    memory = Memory()

    above = renderer(example, binder, memory, depth=1).component("steps", binder.routine)
    below = renderer(example, binder, memory, depth=2).component("steps", binder.routine)

    assert 'href="pdf/' in above
    assert 'href="../pdf/' in below


def test_nothing_is_drawn_twice_that_two_binders_share(example: Shelf) -> None:
    """The duties of the agreement name nothing of a municipality."""
    memory = Memory()
    first, second = example.binders.values()
    shared = first.agreement.responsibilities
    assert shared is second.agreement.responsibilities

    one = renderer(example, first, memory).component("responsibilities", shared)

    assert one is renderer(example, second, memory).component("responsibilities", shared)


def test_what_nobody_took_is_forgotten(example: Shelf) -> None:
    """What only one municipality draws would fill the memory of a country."""
    memory = Memory()
    first, second = example.binders.values()
    shared = first.agreement.responsibilities
    one = renderer(example, first, memory).component("responsibilities", shared)
    memory.forget()

    again = renderer(example, second, memory).component("responsibilities", shared)
    assert again == one
    assert again is not one
    renderer(example, first, memory).component("responsibilities", shared)
    memory.forget()
    assert again is renderer(example, second, memory).component("responsibilities", shared)
