"""The leaflets that are handed out: each for its reader, everywhere, and each easy enough to read."""

from macros.records.contents import keys_in, pages_in, sheets_in
from macros.records.whole_shelf import Shelf

READERS = ("barn", "ung", "latt-att-lasa", "tva-hem", "familjehem")
TOWNS = {"haparanda", "hudiksvall", "kalix", "ljusdal", "nordanstig", "overkalix", "overtornea"}


def test_each_leaflet_is_a_page_a_sheet_and_large_print_in_each_municipality(real: Shelf) -> None:
    """The family's own, and one for each reader."""
    firsts = {slug: binder for slug, binder in real.binders.items() if binder.is_first}
    ends = ("", *(f"-{reader}" for reader in READERS))
    wanted = {f"familj{end.replace('-', '/', 1)}" for end in ends}
    wanted |= {f"pdf: {name}{end}" for name in ("familj", "familj-storstil") for end in ends}
    lacks = {
        slug: wanted
        - {page.name for page in pages_in(binder)}
        - {f"pdf: {name}" for name in sheets_in(binder)}
        for slug, binder in firsts.items()
    }

    assert TOWNS <= {*firsts}
    assert {} == {slug: names for slug, names in lacks.items() if names}


def test_the_readers_come_in_the_order_of_their_sheets(real: Shelf) -> None:
    """A child first, then a teenager, whatever their files are called."""
    assert {("familj", *READERS)} == {(*keys_in(real.binders[town], "leaflets"),) for town in TOWNS}


def test_a_cover_shows_its_reader(real: Shelf) -> None:
    """A teenager is drawn tall, and two homes are two houses."""
    for town in TOWNS:
        binder = real.binders[town]
        tall = [
            key for key, leaflet in binder.leaflets.items() if leaflet.is_for_grown_ups(binder.agreement.whom)
        ]

        assert (["ung"], "tva-hem") == (tall, binder.leaflets["tva-hem"].scene), town


def test_each_leaflet_has_limits_of_every_kind(real: Shelf) -> None:
    """For LIX, the longest sentence, the share in passive form and words; a child's and an easy one are stricter."""
    levels = {level.id: level for level in real.site.reading}
    chosen = {
        key: levels.get(leaflet.reading or "")
        for binder in real.binders.values()
        for key, leaflet in binder.leaflets.items()
    }
    loose = [
        key
        for key, level in chosen.items()
        if level is None or not (level.lix <= 25 and level.words <= 25 and level.passive <= 5 and level.avoid)
    ]

    assert [] == loose
    assert [(15, 9, 0), (20, 12, 0)] == [
        (level.lix, level.words, level.passive)
        for level in (chosen["barn"], chosen["latt-att-lasa"])
        if level is not None
    ]
