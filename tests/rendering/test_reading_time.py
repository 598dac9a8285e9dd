"""How long reading takes is counted from the words that a new employee reads."""

import pytest

from macros.checks import load
from macros.rendering.reading_time import WORDS_PER_MINUTE, reading_time
from tests.conftest import TODAY
from tests.small import SLUG, write_small


@pytest.mark.parametrize(
    ("words", "expected"),
    [(1, "1 minut"), (WORDS_PER_MINUTE, "2 minuter"), (3 * WORDS_PER_MINUTE, "4 minuter")],
)
def test_reading_time_follows_the_words(words, expected, tmp_path):
    """A minute that has begun counts; the words around the paragraphs are there too."""
    text = "title: Ny\nlead: Läs.\nsections: [{id: a, title: A, paragraphs: [" + "ord " * words + "]}]\n"
    data = write_small(tmp_path / "data", files={"agreements/litet/introduction.yaml": text})
    binder = load(data, TODAY).binders[SLUG]

    assert expected == reading_time([binder.introduction, None], binder)


def test_reading_time_adds_up_the_records_of_a_path(example):
    """The path through introduction and routine is longer than either."""
    binder = example.binders["norrby"]
    one, other, both = (
        int(reading_time(records, binder).split()[0])
        for records in ([binder.introduction], [binder.routine], [binder.introduction, binder.routine])
    )

    assert max(one, other) <= both <= one + other
    assert other > 1
