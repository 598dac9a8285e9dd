"""Ages: the ways to write them, what they hold, and where those that follow each other do not meet."""

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.records.ages import Ages, AgesField, read_ages

READER: TypeAdapter[Ages] = TypeAdapter(AgesField)


@pytest.mark.parametrize(
    ("written", "first", "end", "printed"),
    [
        ("6–16 år", 72, 204, "6–16 år"),
        ("0-18", 0, 228, "0–18 år"),
        ("i åldern 6 - 16 år", 72, 204, "6–16 år"),
        ("10–17-åringar", 120, 216, "10–17 år"),
        ("mellan 6 och 16 år", 72, 204, "mellan 6 och 16 år"),
        ("sex till tolv år", 72, 144, "6 till 12 år"),
        ("till 20 år", 0, 240, "till 20 år"),
        ("under 20", 0, 240, "under 20 år"),
        ("t.o.m. 17 år", 0, 216, "till och med 17 år"),
        ("tills man fyller 18", 0, 216, "tills man fyller 18 år"),
        ("från 18 år", 216, None, "från 18 år"),
        ("fr.o.m. 16 år", 192, None, "från 16 år"),
        ("18+", 216, None, "från 18 år"),
        ("18 och uppåt", 216, None, "18 år och uppåt"),
        ("18 eller äldre", 216, None, "18 år eller äldre"),
        ("18 månader–6 år", 18, 84, "18 månader–6 år"),
        ("6-18 mån", 6, 19, "6–18 månader"),
        ("1,5–6 år", 18, 84, "1,5–6 år"),
        ("6 år", 72, 84, "6 år"),
        ("alla åldrar", 0, None, "alla åldrar"),
        ("från födseln", 0, None, "från födseln"),
        ("före födseln", -9, 0, "före födseln"),
        ("från graviditeten", -9, None, "från graviditeten"),
        ("från före födseln till 18 år", -9, 216, "från före födseln till 18 år"),
        ("Graviditet–23 år", -9, 288, "från graviditeten till och med 23 år"),
    ],
)
def test_ages_are_read_as_people_write_them(written, first, end, printed):
    """A dash counts its whole last year; *till* ends on the birthday. The editor's own words are printed."""
    ages = READER.validate_python(written)

    assert (first, end, printed) == (ages.first, ages.end, str(ages))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("vuxna", "”vuxna” går inte att läsa som åldrar"),
        ("<script>", "”<script>” går inte att läsa som åldrar"),
        ("över 18 år", "”över 18 år” går inte att läsa som åldrar"),
        ("16–6 år", "åldrarna i ”16–6 år” slutar innan de börjar"),
        ("från 18 till 18 år", "åldrarna i ”från 18 till 18 år” slutar innan de börjar"),
        ("6–160 år", "åldern i ”6–160 år” är högre än 120 år"),
        ({"from": "6"}, "åldrar skrivs som en text, på samma rad som fältets namn"),
    ],
)
def test_what_cannot_be_read_gets_the_ways_to_write_it(written, message):
    """One message says what was found; its advice shows the ways there are."""
    with pytest.raises(ValidationError) as error:
        READER.validate_python(written)

    [fault] = error.value.errors()
    assert message == fault["ctx"]["message"]
    assert "6–16 år" in fault["ctx"]["advice"]
    assert "före födseln" in fault["ctx"]["advice"]


def test_a_bare_number_is_asked_about():
    """A number alone may be a lowest age or a single year, so neither is guessed."""
    with pytest.raises(ValidationError) as error:
        READER.validate_python("18")

    assert error.value.errors()[0]["ctx"]["advice"].startswith("Menade du från 18 år? ")


@pytest.mark.parametrize(
    ("ages", "inside", "outside"),
    [
        ("6–16 år", [72, 203], [71, 204, -1]),
        ("till 18 år", [0, 215], [-1, 216]),
        ("från före födseln", [-9, 0, 2000], [-10]),
        ("18 månader–6 år", [18, 83], [17, 84]),
    ],
)
def test_an_age_in_months_is_inside_or_outside(ages, inside, outside):
    """The first age counts, the one at the end does not; below nought is before birth."""
    span = read_ages(ages)

    assert [True] * len(inside) == [span.overlaps(Ages(months, months + 1)) for months in inside]
    assert [False] * len(outside) == [span.overlaps(Ages(months, months + 1)) for months in outside]


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("6–16 år", "till 12 år", "6–11 år"),
        ("till 18 år", "0–17 år", "till 18 år"),
        ("från före födseln", "till 18 år", "till 18 år"),
        ("från 18 månader", "under 6 år", "från 18 månader till 6 år"),
        ("från graviditeten till 6 år", "före födseln–2 år", "från före födseln till och med 2 år"),
        ("till 18 år", "från 18 år", None),
    ],
)
def test_what_two_spans_have_in_common(one, other, common):
    """The ages in both are printed as the one they equal, else in words of their own."""
    both = read_ages(one).common(read_ages(other))

    assert common == (str(both) if both else None)


def test_ages_made_of_years_are_described():
    """A service's lowest and highest age in whole years have words too."""
    pairs = [(None, 17), (6, None), (6, 15), (7, 7), (None, None), (None, 0)]

    assert ["till och med 17 år", "från 6 år", "6–15 år", "7 år", "alla åldrar", "under 1 år"] == [
        str(Ages.of_years(*pair)) for pair in pairs
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "both", "between"),
    [
        ("före födseln", "0–5 år", "None", "None"),
        ("0–5 år", "från 6 år", "None", "None"),
        ("0–6 år", "6–17 år", "6 år", "None"),
        ("6–15 år", "från 18 år", "None", "16–17 år"),
        ("från 16 år", "från 18 år", "från 18 år", "None"),
    ],
)
def test_ages_that_follow_each_other_meet(earlier, later, both, between):
    """From one to the next there is neither an age that both have nor one that nobody has."""
    first, second = read_ages(earlier), read_ages(later)

    assert (both, between) == (str(first.common(second)), str(first.gap_to(second)))
    assert ({both, between} == {"None"}) == first.adjoins(second)
