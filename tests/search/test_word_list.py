"""The word list of an index, and what is remembered of the large one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.records.term import GlossaryTerm
from macros.web.search import lexicon as lexicon_module
from macros.web.search.lexicon import Lexicon, Word
from macros.web.search.word_list import EVERYDAY, everyday_lines, synonym_lines, word_lines

LIST = {
    "möte": Word("möte", ("möte",), (), ()),
    "mötet": Word("möte", ("möte",), (), ()),
    "nätverksmöte": Word("nätverksmöte", ("nätverk", "möte"), (), ()),
    "föräldrar": Word("förälder", ("förälder",), ("forald", "foraldr"), ()),
    "norrbusmöte": Word("norrbusmöte", ("norrbusmöte",), (), ("busmöte", "möte")),
    "norrbus": Word("norrbus", ("norrbus",), (), ()),
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lexicon:
    """A lexicon that reads its words from the list above."""
    monkeypatch.setattr(lexicon_module, "read_words", lambda new: {word: LIST[word] for word in new})
    return Lexicon(tmp_path / "words.json")


def test_a_line_for_each_base_form(small: Lexicon) -> None:
    """Forms together, compounds with their parts, irregular stems last; figures are left out."""
    assert ["föräldrar;forald"] == word_lines({"föräldrar"}, small)
    assert ["möte mötet", "natverk|mote:nätverksmöte"] == word_lines(
        {"mötet", "möte", "nätverksmöte", "14"}, small
    )


def test_a_local_name_is_a_part_where_the_text_has_it(small: Lexicon) -> None:
    """*Norrbusmöte* is *Norrbus* and *möte* in a binder that speaks of Norrbus, and one word elsewhere."""
    assert "norrbus|mote:norrbusmöte" in word_lines({"norrbusmöte", "norrbus"}, small)
    assert ["norrbusmöte"] == word_lines({"norrbusmöte"}, small)


def test_what_was_read_once_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The large list is opened for new words alone, and neither a broken memory nor a broken folder is a hindrance."""
    asked: list[list[str]] = []

    def read(new: list[str]) -> dict[str, Word]:
        asked.append(new)
        return {word: LIST[word] for word in new}

    monkeypatch.setattr(lexicon_module, "read_words", read)
    file = tmp_path / "words.json"
    first = Lexicon(file).look_up(["möte", "föräldrar"])
    again = Lexicon(file).look_up(["föräldrar", "möte", "norrbusmöte"])

    assert [["föräldrar", "möte"], ["norrbusmöte"]] == asked
    assert first == {word: again[word] for word in first} == {word: LIST[word] for word in first}
    assert {"möte", "föräldrar", "norrbusmöte"} == set(json.loads(file.read_text(encoding="utf-8")))

    file.write_text("{", encoding="utf-8")
    assert LIST["möte"] == Lexicon(file).look_up(["möte"])["möte"]

    (tmp_path / "file").touch()
    assert LIST["möte"] == Lexicon(tmp_path / "file" / "words.json").look_up(["möte"])["möte"]


def test_what_another_process_learnt_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds at once each remember their words in the same file."""
    monkeypatch.setattr(lexicon_module, "read_words", lambda new: {word: LIST[word] for word in new})
    file = tmp_path / "words.json"
    one, other = Lexicon(file), Lexicon(file)

    one.look_up(["möte"])
    other.look_up(["föräldrar"])

    monkeypatch.setattr(lexicon_module, "read_words", lambda new: pytest.fail(f"{new} were known"))
    assert {"möte", "föräldrar"} == Lexicon(file).look_up(["möte", "föräldrar"]).keys()


def test_everyday_words_lead_to_those_that_the_texts_use() -> None:
    """A term and its abbreviation stand for each other; a term that no text uses is left out."""
    terms = [
        GlossaryTerm.model_validate(
            {
                "id": "sip",
                "term": "samordnad plan",
                "abbreviation": "SIP",
                "text": "En plan.",
                "synonyms": ["vårdplan"],
            }
        ),
        GlossaryTerm.model_validate(
            {
                "id": "franvaro",
                "term": "skolfrånvaro",
                "text": "Borta.",
                "synonyms": ["skolk", "borta från skolan"],
            }
        ),
        GlossaryTerm.model_validate(
            {"id": "komet", "term": "Komet", "text": "En kurs.", "synonyms": ["kurs"]}
        ),
    ]
    has = {"sip", "planen", "samordnade", "borta", "från", "skolan"}

    assert [
        "skolk,borta från skolan>,>borta från skolan",
        "vårdplan,sip,samordnad plan>sip,samordnad plan",
    ] == synonym_lines(terms, has)


def test_everyday_words_of_no_term_are_used_where_the_texts_have_their_meaning() -> None:
    """*Sekreterare* is who *antecknar*, in a binder that says so. No line of the list is without a meaning."""
    assert any(
        "sekreterare" in line and line.endswith(">antecknar") for line in everyday_lines({"antecknar"})
    )
    assert [] == everyday_lines({"xyzzy"})
    for line in EVERYDAY.read_text(encoding="utf-8").splitlines():
        assert not line or line.startswith("#") or line.count(">") == 1
