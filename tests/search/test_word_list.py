"""The word list of an index, and what is remembered of the large one."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from simplemma.strategies.dictionaries import dictionary_factory

from macros.records.term import GlossaryTerm
from macros.web.search import lexicon as lexicon_module
from macros.web.search.lexicon import Lexicon, Word, read_words
from macros.web.search.word_list import EVERYDAY, everyday_lines, synonym_lines, word_lines

LIST = {
    "möte": Word("möte", ("möte",), ("moten",), ()),
    "mötet": Word("möte", ("möte",), (), ()),
    "nätverksmöte": Word("nätverksmöte", ("nätverk", "möte"), (), ()),
    "föräldrar": Word("förälder", ("förälder",), ("forald", "foraldr"), ()),
    "norrbusmöte": Word("norrbusmöte", ("norrbusmöte",), (), ("busmöte", "möte")),
    "norrbusmötena": Word("norrbusmöte", ("norrbus", "möte"), (), ()),
    "norrbus": Word("norrbus", ("norrbus",), (), ()),
    "sipmöte": Word("sipmöte", ("sipmöte",), (), ("möte",)),
    "sip": Word("sip", ("sip",), (), ()),
    "samtyckesblankett": Word("samtyckesblankett", ("sam", "tycke", "blankett"), ("blanketten",), ()),
    "ger": Word("ge", ("ge",), ("gav", "gavo", "gifv", "giv"), ()),
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let words be read from the list above. Each opening of it is added, with the words that were asked for."""
    openings: list[list[str]] = []

    def read_words(new: list[str]) -> dict[str, Word]:
        openings.append(new)
        return {word: LIST[word] for word in new}

    monkeypatch.setattr(lexicon_module, "read_words", read_words)
    return openings


@pytest.mark.parametrize(
    ("vocabulary", "lines"),
    [
        ({"föräldrar"}, ["föräldrar;forald"]),
        ({"ger"}, ["ger;gav giv"]),
        ({"mötet", "möte", "nätverksmöte", "14"}, ["möte mötet", "natverk|mote:nätverksmöte"]),
        ({"norrbusmöte", "norrbus"}, ["norrbus|mote:norrbusmöte"]),
        ({"norrbusmöte"}, []),
        ({"norrbusmöte", "norrbusmötena"}, ["norrbus|mote:norrbusmöte norrbusmötena"]),
        ({"sipmöte", "sip"}, []),
        ({"samtyckesblankett"}, ["samtycke|blankett:samtyckesblankett"]),
    ],
    ids=[
        *("irregular", "out of use", "forms and figures", "local name", "unknown name", "most parts"),
        *("short name", "prefix"),
    ],
)
def test_a_line_for_each_base_form(
    tmp_path: Path, read: list[list[str]], vocabulary: set[str], lines: list[str]
) -> None:
    """*Norrbusmöte* is *Norrbus* and *möte* in a binder that speaks of Norrbus, and one word elsewhere.

    A word of which there is nothing to say has no line.
    """
    assert lines == word_lines(vocabulary, Lexicon(tmp_path / "words.json"))


def test_the_large_list_is_opened_for_new_words_alone(tmp_path: Path, read: list[list[str]]) -> None:
    """Also when another build has stored its words in the meantime."""
    file = tmp_path / "words.json"
    early = Lexicon(file)
    first = Lexicon(file).look_up(["möte", "föräldrar"])
    early.look_up(["norrbusmöte"])
    again = Lexicon(file).look_up(["föräldrar", "möte", "norrbusmöte"])

    assert [["föräldrar", "möte"], ["norrbusmöte"]] == read
    assert {word: LIST[word] for word in again} == again | first
    assert again.keys() == Lexicon(file).stored.keys()


def test_a_memory_that_cannot_be_written_is_no_hindrance(tmp_path: Path, read: list[list[str]]) -> None:
    """The words are looked up all the same."""
    (tmp_path / "file").touch()

    assert {"möte": LIST["möte"]} == Lexicon(tmp_path / "file" / "words.json").look_up(["möte"])


def test_words_are_read_from_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Base forms, parts, irregular stems; a compound that it lacks bends as its last part does."""
    bases = {
        **dict.fromkeys(["möte", "mötet", "mötena"], "möte"),
        **dict.fromkeys(["förälder", "föräldrar"], "förälder"),
        **{"elev": "elev", "hälsa": "hälsa", "elevhälsa": "elevhälsa", "elevhälsan": "elevhälsa"},
        **{"nätverk": "nätverk", "rapporten": "rapport", "rapport": "rapport", "porten": "port"},
    }
    factory = SimpleNamespace(get_dictionary={"sv": bases}.get)
    monkeypatch.setattr(dictionary_factory, "DEFAULT_DICTIONARY_FACTORY", factory)

    expected = {
        "mötet": Word("möte", ("möte",), ("moten",), ()),
        "föräldrar": Word("förälder", ("förälder",), ("foraldr",), ()),
        "rapporten": Word("rapport", ("rapport",), (), ()),
        "elevhälsa": Word("elevhälsa", ("elev", "hälsa"), ("elevhalsan",), ()),
        "elevhälsan": Word("elevhälsa", ("elev", "hälsa"), ("elevhalsan",), ()),
        "nätverksmötena": Word("nätverksmöte", ("nätverk", "mötena"), ("natverksmoten",), ()),
        "norrbusmöte": Word("norrbusmöte", ("norrbusmöte",), (), ("möte",)),
        "xyz": Word("xyz", ("xyz",), (), ()),
    }
    assert expected == read_words(expected)


def test_everyday_words_lead_to_those_that_the_texts_use() -> None:
    """A term and its abbreviation stand for each other; a term that no text uses is left out."""
    terms = [
        GlossaryTerm.model_validate({"text": "En text.", **term})
        for term in (
            {"id": "sip", "term": "samordnad plan", "abbreviation": "SIP", "synonyms": ["vårdplan"]},
            {"id": "franvaro", "term": "skolfrånvaro", "synonyms": ["skolk", "borta från skolan"]},
            {"id": "komet", "term": "Komet", "synonyms": ["kurs"]},
        )
    ]
    vocabulary = {"sip", "planen", "samordnade", "borta", "från", "skolan"}

    assert [
        "skolk,borta från skolan>,>borta från skolan",
        "vårdplan,sip,samordnad plan>sip,samordnad plan",
    ] == synonym_lines(terms, vocabulary)


def test_everyday_words_of_no_term_are_used_where_the_texts_have_their_meaning() -> None:
    """*Sekreterare* is who *antecknar*, in a binder that says so, unless it leads to a section by itself.

    No line of the list is without a meaning.
    """
    lines = everyday_lines({"antecknar"})

    assert any("sekreterare" in line and line.endswith(">antecknar") for line in lines)
    assert not any("sekreterare" in line for line in everyday_lines({"antecknar"}, {"sekreterare"}))
    assert [] == everyday_lines({"xyzzy"})
    for line in EVERYDAY.read_text(encoding="utf-8").splitlines():
        assert not line or line.startswith("#") or line.count(">") == 1
