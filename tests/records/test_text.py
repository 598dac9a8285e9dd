"""Texts: where placeholders stand and what stays text."""

import pytest
from pydantic_core import PydanticCustomError

from macros.problems import nearest, quote
from macros.records.text import Placeholder, Text, parse


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("Hej", ("Hej",)),
        ("", ()),
        ("{mötet}", (Placeholder("mötet"),)),
        ("{ett möte} till", (Placeholder("ett möte"), " till")),
        ("inom {routine.meeting.within}.", ("inom ", Placeholder("routine.meeting.within"), ".")),
        ("nu{, routine.meeting.window}!", ("nu", Placeholder("routine.meeting.window", ", "), "!")),
        ("nu{ (area.name}", ("nu", Placeholder("area.name", " ("))),
        ("{{ config }}", ("{{ config }}",)),
        ("{% raw %}{# x #}", ("{% raw %}{# x #}",)),
        ("a {{ b } c {mötet}", ("a {{ b } c {mötet}",)),
        ("a } b", ("a } b",)),
        ("{ett  möte} {ett\u00a0möte}", (Placeholder("ett möte"), " ", Placeholder("ett möte"))),
    ],
)
def test_a_text_is_split_into_words_and_placeholders(source: str, pieces: tuple[object, ...]) -> None:
    """Single braces are looked up; the braces of template languages stay text."""
    assert pieces == parse(source)


@pytest.mark.parametrize(
    "source",
    ["{", "{}", "[a](tel:{b.c})", "{mötet", "{1}", "{a|b}", "{a()}", "{a[0]}", "{__class__}", "{'a'}"],
)
def test_what_is_no_name_is_a_fault(source: str) -> None:
    """There is no template language in data: a placeholder is a name or a path."""
    with pytest.raises(PydanticCustomError):
        parse(source)


def test_a_missing_language_falls_back_to_swedish() -> None:
    """Swedish is the source."""
    text = Text({"sv": "Hej", "fi": "Hei"})

    assert ["Hej", "Hei", "Hej"] == [text.fill(str, language) for language in ("sv", "fi", "ar")]


def test_an_empty_value_takes_its_punctuation_along() -> None:
    """``{, x}`` vanishes as a whole."""
    text = Text({"sv": "Inom {a.b}{, a.c}."})
    values = {"a.b": "14 dagar", "a.c": ""}

    assert "Inom 14 dagar." == text.fill(lambda placeholder: values[placeholder.name])


def test_a_source_is_as_it_was_written() -> None:
    """Punctuation within the braces stands there once."""
    assert "Chef{, a.b} i {laget}" == Text({"sv": "Chef{, a.b} i {laget}"}).source


def test_texts_with_the_same_words_are_equal() -> None:
    """Records compare by what they say."""
    assert Text({"sv": "{mötet}"}) == Text({"sv": "{mötet}"})
    assert Text({"sv": "a"}) != Text({"sv": "a", "fi": "b"})
    assert 1 == len({Text({"sv": "a"}), Text({"sv": "a"})})


def test_message_names_the_nearest_word_and_quotes_briefly() -> None:
    """A wild guess helps nobody; a quotation is on one line, whatever was pasted into the field."""
    assert ["phone", ""] == [nearest("phnoe", ["phone", "email"]), nearest("zzz", ["phone", "email"])]
    assert ["”a b”", 42] == [quote("a\n b"), len(quote("lång " * 100))]
