"""The command ``parmen translations``, from what lacks to a translation in its place."""

import json
from pathlib import Path

from tests.conftest import Copy, run_parmen
from tests.edits import edit_example

LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"


def test_a_text_goes_to_the_translator_and_comes_back(example_copy: Copy) -> None:
    """First it is told of, last there is nothing left to do; the same file again changes nothing."""
    edited = edit_example(
        LEAFLET, ("      fi: Ennen kokousta\n", ""), ("sv: Vi ses igen\n", "sv: Vi ses snart igen\n")
    )
    example_copy(edited)
    lines = edited[LEAFLET].splitlines()
    missing = f"data/{LEAFLET}:{lines.index('      sv: Före mötet') + 1}"
    line = lines.index("      sv: Vi ses snart igen") + 1
    changed = f"data/{LEAFLET}:{line}"
    told = run_parmen("translations", "--language", "fi").output
    listed = json.loads(run_parmen("translations", "--municipality", "norrby", "--format", "json").output)
    exported = run_parmen("translations", "export", "--language", "finska", "--out", "fi.xlf", "norrby")
    content = Path("fi.xlf").read_text("utf-8")
    Path("fi.xlf").write_text(
        content.replace('<target state="needs-translation"/>', "<target>Ennen kokousta</target>"), "utf-8"
    )
    written = run_parmen("translations", "import", "fi.xlf")
    again = run_parmen("translations", "import", "fi.xlf")
    kept = run_parmen(
        "translations", "mark", "fi", changed.replace(str(line), str(line + 1))
    )  # one line more

    assert "norrby: När flera hjälper dig\n  finska: 51 av 53 texter\n" in told
    assert f"{missing}: finska, saknas: Före mötet" in told
    assert f"{changed}: finska, svenskan har ändrats: Vi ses snart igen" in told
    assert [("fi", 51), ("en", 52), ("ar", 52)] == [(row["language"], row["done"]) for row in listed]
    assert exported.output == "fi.xlf: 2 texter till finska, 1 av dem utan översättning.\n"
    assert f"{missing}: (ny) → Ennen kokousta\n" in written.output
    assert "Inget att ändra.\n" == again.output
    assert "Märkt: 1 text på finska, i data/translations.yaml.\n" == kept.output
    assert "  finska: 53 av 53 texter\n" in run_parmen("translations").output
    assert f"Skrev data/{LEAFLET}.\n" in written.output


def test_a_language_or_a_place_that_does_not_exist_is_named(example_copy: Copy) -> None:
    example_copy()
    language = run_parmen("translations", "mark", "finnska")
    place = run_parmen("translations", "mark", "fi", f"data/{LEAFLET}:1")
    missing = run_parmen("translations", "import", "finns-inte.xlf")

    assert (2, 2, 1) == (language.exit_code, place.exit_code, missing.exit_code)
    assert "finnska är inget språk här. Välj: lattlast (lättläst svenska), fi (finska)" in language.output
    assert f"Ingen text på fi står på data/{LEAFLET}:1." in place.output
    assert "finns-inte.xlf går inte att öppna" in missing.output
