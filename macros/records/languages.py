"""The languages that a text may have: their names and their scripts."""

from typing import NamedTuple


class Language(NamedTuple):
    """A language: its own name, and its Swedish one, as in *folder på finska*.

    ``script`` is how it is written. Arabic script runs from right to left.
    """

    name: str
    swedish: str
    script: str = "Latin"

    @property
    def right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return self.script == "Arabic"


_LANGUAGES = {
    "sv": Language("Svenska", "svenska"),
    "lattlast": Language("Lättläst", "lättläst svenska"),
    "fi": Language("Suomi", "finska"),
    "fit": Language("Meänkieli", "meänkieli"),
    "se": Language("Davvisámegiella", "nordsamiska"),
    "smj": Language("Julevsámegiella", "lulesamiska"),
    "sma": Language("Åarjelsaemien gïele", "sydsamiska"),
    "en": Language("English", "engelska"),
    "ar": Language("العربية", "arabiska", "Arabic"),
    "so": Language("Soomaali", "somaliska"),
    "ti": Language("ትግርኛ", "tigrinska", "Ethiopic"),
    "uk": Language("Українська", "ukrainska", "Cyrillic"),
    "fa": Language("فارسی", "persiska", "Arabic"),
    "kmr": Language("Kurmancî", "kurmanji", "Latin"),
    "ckb": Language("کوردیی ناوەندی", "sorani", "Arabic"),
}
"""By code: BCP 47, but for *lattlast*, which is Swedish. Our fonts have every letter of each."""

LANGUAGES = {code: language.name for code, language in _LANGUAGES.items()}
"""The languages a text may have, by code, each in its own name. Swedish is the source."""

SWEDISH_NAMES = {code: language.swedish for code, language in _LANGUAGES.items()}
"""What the languages are called in Swedish, by code."""

OTHER_SCRIPTS = {code for code, language in _LANGUAGES.items() if language.script != "Latin"}
"""Those not written with Latin letters. In the others no word may look Latin and be something else."""

RIGHT_TO_LEFT = {code for code, language in _LANGUAGES.items() if language.right_to_left}
"""Those whose lines run from right to left. Numbers in them keep their own direction."""

EASY_SWEDISH = "lattlast"


def language_tag(code: str) -> str:
    """Return a language as HTML and PDF name it (BCP 47)."""
    return "sv" if code == EASY_SWEDISH else code


def list_codes() -> str:
    """List the codes that may be chosen, each with its Swedish name."""
    return ", ".join(f"{code} ({name})" for code, name in SWEDISH_NAMES.items() if code != "sv")
