"""Put the invented country together and write it as files."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.country import names
from tests.country.agreement import EXAMPLE, MEETINGS, agreement, short
from tests.country.further import Further
from tests.country.places import area, municipality
from tests.mutations.trees import write

COUNTIES, AREAS, MUNICIPALITIES = 21, 70, 290


def generate(folder: Path, seed: int = 290, municipalities: int = MUNICIPALITIES) -> list[int]:
    """Write the country into a folder, with all of its municipalities or fewer. Return the files' sizes.

    The same seed gives the same files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("site", "laws", "glossary", "accessibility"):
        shutil.copyfile(EXAMPLE / f"{name}.yaml", folder / f"{name}.yaml")
    sizes = []
    for path, content in _levels(Random(seed), municipalities):
        file = folder / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        sizes.append(file.write_bytes(write(content)))
    return sizes


def _levels(random: Random, municipalities: int) -> Iterator[tuple[str, Any]]:
    """Yield every level's files, by their path without ``.yaml``.

    Areas and their municipalities are spread evenly over counties and agreements. Half of the municipalities have
    one binder, a third two, the others three or four. Every tenth municipality is a folder.
    """
    counties = [f"{name}s län" for name in names.counties(random, COUNTIES)]
    agreements = [names.slug(short(meeting)) for meeting in MEETINGS]
    for number, (slug, meeting) in enumerate(zip(agreements, MEETINGS, strict=True)):
        files = agreement(random, meeting, counties[number :: len(MEETINGS)])
        yield from ((f"agreements/{slug}/{path}", content) for path, content in files.items())
    further = Further(random, counties)
    yield from further.agreements()
    towns = names.compounds(random, municipalities, names.TOWN_ENDINGS)
    phones = names.phones()
    for number, name in enumerate(names.compounds(random, AREAS, names.AREA_ENDINGS)):
        slug, county = names.slug(name), number % COUNTIES
        own = towns[number::AREAS]
        files = area(random, name, agreements[county % len(agreements)], own, phones)
        yield from ((f"areas/{slug}/{path}", content) for path, content in files.items())
        for town in own:
            joined = further.join(town, counties[county], name)
            level = municipality(random, town, slug, counties[county], joined, phones)
            path = f"municipalities/{names.slug(town)}"
            if random.random() < 0.1:
                yield f"{path}/contacts", level.pop("contacts")
                for part, own in level.pop("areas", {}).items():
                    yield f"{path}/areas/{part}", own
                path += "/index"
            yield path, level
    yield from further.areas(phones)
