"""The page *Tillgänglighet*: every part that the law asks for, and no more than is true."""

import re
from html import unescape
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.whole_shelf import Shelf
from tests.conftest import EXAMPLE, Copy
from tests.page_text import draw_page
from tests.sites import TODAY


def words(shelf: Shelf) -> str:
    """Return the page's words, without markup."""
    bare = re.sub(
        r"<[^>]+>|\*\*|^#+|\{ #[a-z-]+ \}$|^- ", " ", draw_page(shelf, "om/tillganglighet"), flags=re.M
    )
    return re.sub(r" ([.,:])", r"\1", " ".join(unescape(bare).split()))


def change(file: str, pattern: str, new: str) -> dict[str, str]:
    """Return a file of the example with one place changed."""
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    changed, count = re.subn(pattern, new, text, count=1, flags=re.M | re.S)
    assert 1 == count
    return {file: changed}


@pytest.mark.parametrize(
    "part",
    [
        "tillgänglighetsredogörelsen för webbplatsen Exempelpärmen",
        "Exempelutgivaren ger ut webbplatsen",
        "Webbplatsen är delvis förenlig med lagen",
        "Lagen (2018:1937) om tillgänglighet till digital offentlig service",
        "Kartan saknar text. På sidan Kontakter. Den som inte ser får inte veta vägen. Vi har inte hunnit. "
        "I stället: Ring växeln, så berättar vi vägen. Det ska vara rättat senast 1 mars 2027.",
        "Omfattas inte av lagen Äldre protokoll.",
        "Behöver du innehållet på ett annat sätt?",
        "Du får svar inom sju dagar.",
        "Skriv till redaktion@exempelparmen.example",
        "Exempelmyndigheten har tillsyn över att lagen följs",
        "https://tillsyn.example/anmalan",
        "En människas granskning: Webbredaktionen, 20 augusti 2026. Vi granskade webbplatsen själva",
        "axe-core 4.11.0 testade 24 sidor i 36 lägen. Inga fel",
        "Senast genomgången 15 oktober 2026.",
    ],
)
def test_the_page_has_each_part(part: str, example: Shelf) -> None:
    """Who, how well, what is lacking and why, another way, whom to tell, who supervises, how tested, when."""
    assert part in words(example)


def test_the_projects_own_page_says_that_nobody_has_audited_it(real: Shelf) -> None:
    """Nor that it conforms, nor that the supervision has been read up on."""
    own = words(real)
    parts = (
        "Webbplatsen är inte fullständigt granskad",
        "En människas granskning: ingen än.",
        "Uppgifterna om lagen och tillsynen är inte kontrollerade än.",
        "Redogörelsen är ett utkast.",
    )

    assert [] == [part for part in parts if part not in own]
    assert "förenlig med lagen. Bristerna" not in own


@pytest.mark.parametrize(
    ("pattern", "new", "expected"),
    [
        (r"^automated:.*", "", "Automatiskt test: inget är infört än."),
        (r"violations: 0", "violations: 3", "3 fel mot reglerna"),
        (r"policy_violations: 0", "policy_violations: 2", "Säkerhetsreglerna stoppade 2 saker."),
        (r"conformance: partial", "conformance: none", "Webbplatsen är inte förenlig med lagen."),
        (r"mended_by: .*?\n", "mended_by: 2026-11-21\n", "Det ska vara rättat senast 21 november 2026."),
        (r"mended_by: .*?\n", "mended_by: 2026-11-20\n", "skulle ha varit rättat senast 20 november 2026."),
        (r"kind: failing", "kind: burden", "Oskäligt betungande att rätta Kartan"),
        (
            r"conformance: partial\n(.*?)^audit:.*(?=^untested)",
            r"\1conformance: not-audited\n",
            "Vi känner inte till några brister än.",
        ),
        (r"^published: .*?\n", "", "Redogörelsen är ett utkast."),
    ],
)
def test_the_page_says_what_is_so(pattern: str, new: str, expected: str, example_copy: Copy) -> None:
    """No test entered, faults found, another conformance, nothing known."""
    data = example_copy(change("accessibility.yaml", pattern, new))

    assert expected in words(load(data, TODAY))


@pytest.mark.parametrize("spelling", ["ja", "yes", "True", "nej", "no", "false"])
def test_site_says_truly_whether_it_is_published(spelling: str, example_copy: Copy) -> None:
    """By any word that the record accepts. Until then the statement is a draft, whatever day it names."""
    shelf = load(example_copy(change("site.yaml", "published: nej", f"published: {spelling}")), TODAY)
    published = spelling in ("ja", "yes", "True")
    about = draw_page(shelf, "om/index")

    assert published == ("Webbplatsen är publicerad." in about)
    assert published != ("Webbplatsen är inte publicerad." in about)
    assert published == ("Publicerad 1 oktober 2026." in words(shelf))
    assert published != ("Redogörelsen är ett utkast." in words(shelf))


def test_every_page_leads_there(example_site: Path) -> None:
    """By its foot, wherever it lies."""
    for page in example_site.rglob("*.html"):
        if page.parent.name == "visa":
            continue  # shown on a wall, without a foot
        (address,) = re.findall(
            r'<a href="([^"]*)">Tillgänglighet</a>', page.read_text("utf-8").split("<footer")[1]
        )
        where = example_site if address.startswith("/") else page.parent
        assert (where / address.lstrip("/") / "index.html").is_file(), page
