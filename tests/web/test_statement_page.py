"""The page *Tillgänglighet*: every part that the law asks for, and no more than is true."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from macros.checks import load
from macros.web.site_build import build_pages
from tests.conftest import EXAMPLE
from tests.sites import TODAY, build_site, make_once

Change = tuple[str, str]


def words(site: Path) -> str:
    """Give the page's words."""
    page = (site / "om/tillganglighet/index.html").read_text(encoding="utf-8")
    article = re.search(r"<article.*</article>", page, re.DOTALL)
    assert article is not None
    bare = re.sub(r'<a class="headerlink".*?</a>', "", article[0])
    text = unescape(re.sub(r"<[^>]+>", " ", bare)).replace("\u00ad", "")
    return re.sub(r" ([.,:])", r"\1", " ".join(text.split()))


@pytest.fixture(scope="module")
def published_site(shared: Path) -> Path:
    """The example's site once it is published, on a day before its fault is to be mended."""
    return make_once(shared / "published", build_published) / "site"


def build_published(folder: Path) -> None:
    """Build a site of the example that says it is published."""
    data = Path(shutil.copytree(EXAMPLE, folder / "data"))
    text = (data / "site.yaml").read_text(encoding="utf-8")
    (data / "site.yaml").write_text(text.replace("published: nej", "published: ja"), encoding="utf-8")
    build_site(data, folder / "site")


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
        "Exempelmyndigheten ser till att lagen följs",
        "https://tillsyn.example/anmalan",
        "En människas granskning: Webbredaktionen, 20 augusti 2026. Vi granskade webbplatsen själva",
        "axe-core 4.11.0 prövade 24 sidor i 36 lägen. Inga fel",
        "Publicerad 1 oktober 2026. Senast genomgången 15 oktober 2026.",
    ],
)
def test_the_page_has_each_part(part: str, published_site: Path) -> None:
    """Who, how well, what is lacking and why, another way, whom to tell, who supervises, how tested, when."""
    assert part in words(published_site)


def test_the_projects_own_page_says_that_nobody_has_audited_it(site: Path) -> None:
    """Nor that it conforms, nor that the supervision has been read up on."""
    own = words(site)

    assert "Webbplatsen är inte fullständigt granskad" in own
    assert "En människas granskning: ingen än." in own
    assert "Uppgiften om lagen och tillsynen är inte kontrollerad än." in own
    assert "Redogörelsen är ett utkast." in own
    assert "förenlig med lagen. Bristerna" not in own


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (r"^automated:.*", "", "Automatiskt prov: inget är infört än."),
        (r"violations: 0", "violations: 3", "3 fel mot reglerna"),
        (r"policy_violations: 0", "policy_violations: 2", "Säkerhetsreglerna stoppade 2 saker."),
        (r"conformance: partial", "conformance: none", "Webbplatsen är inte förenlig med lagen."),
        (r"mended_by: .*?\n", "mended_by: 2026-11-21\n", "Det ska vara rättat senast 21 november 2026."),
        (r"mended_by: .*?\n", "mended_by: 2026-11-20\n", "skulle ha varit rättat senast 20 november 2026."),
        (r"kind: failing", "kind: burden", "Oskäligt betungande att rätta Kartan"),
        (r"^audit:.*(?=^untested)", "conformance: not-audited\n", "Vi känner inte till några brister än."),
        (r"^published: .*?\n", "", "Redogörelsen är ett utkast."),
    ],
)
@pytest.mark.site
def test_the_page_says_what_is_so(old: str, new: str, expected: str, example: Path, tmp_path: Path) -> None:
    """No test entered, faults found, another conformance, nothing known."""
    file = example / "accessibility.yaml"
    text = file.read_text(encoding="utf-8")
    if new.startswith("conformance: not"):
        text = text.replace("conformance: partial\n", "")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert changed != text
    file.write_text(changed, encoding="utf-8")

    build_pages(tmp_path / "site", load(example, TODAY), shard="shared")

    assert expected in words(tmp_path / "site")


def test_every_page_leads_there(example_site: Path) -> None:
    """By its foot, wherever it lies."""
    for page in example_site.rglob("*.html"):
        (address,) = re.findall(
            r'<a href="([^"]*)">Tillgänglighet</a>', page.read_text("utf-8").split("<footer")[1]
        )
        where = example_site if address.startswith("/") else page.parent
        assert (where / address.lstrip("/") / "index.html").is_file(), page
