"""``python -m tests.audit.pictures``: pictures of every kind of page, desk and phone, light and dark."""

import shutil
from html import escape
from pathlib import Path

import click
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from tests.audit.audited_sites import example
from tests.audit.browsing import go, launch, served, visits
from tests.audit.kinds import KINDS, WIDTHS, Kind, Look
from tests.audit.states import states_of

FOLDER = Path(".cache/pictures")
LOOKS = (Look("light", 1280), Look("dark", 1280), Look("light", 390), Look("dark", 390))
TALLEST = 8_000
"""More of a page than this is no picture but a roll."""
WHOLE = ("", "unfolded", "ticked", "voiced")
"""The states whose picture is the whole page; of the others, what is in sight."""
STYLE = (
    "<style>body { background: #808080; color: #fff } a { color: #fff } ul { display: flex; flex-wrap: wrap; gap: 20px;"
    " list-style: none } img { width: 390px; max-height: 1600px; object-fit: cover; object-position: top }</style>"
)


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True),
    default=Path("site"),
    help="The site that is built.",
)
@click.option("--only", multiple=True, help="Only pages whose address begins so.")
def main(site: Path, only: tuple[str, ...]) -> None:
    """Take the pictures, and write a page that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    kinds = [kind for kind in KINDS if not only or kind.path.startswith(only)]
    with (
        served(site) as real,
        served(example()) as other,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        addresses = {"real": real, "example": other}
        pictures = {look: _take_pictures(browser, addresses, kinds, look) for look in LOOKS}
    index = FOLDER / "index.html"
    index.write_text(_index(pictures), encoding="utf-8")
    print(f"{sum(map(len, pictures.values()))} pictures: {index}")


def _take_pictures(browser: Browser, addresses: dict[str, str], kinds: list[Kind], look: Look) -> list[Path]:
    """Picture each page as it opens, and in each of its states."""
    files = []
    for where, address in addresses.items():
        with visits(browser, address, look, calm=True, warm=True) as (page, _):
            for kind in (one for one in kinds if one.site == where):
                go(page, address + kind.path)
                files.append(_take(page, kind, look, ""))
                for word, act in list(states_of(page, kind.path)):
                    go(page, address + kind.path)
                    act(page)
                    files.append(_take(page, kind, look, word))
    return files


def _take(page: Page, kind: Kind, look: Look, word: str) -> Path:
    place = kind.path.strip("/").replace("/", "-") or "start"
    file = FOLDER / f"{'-'.join([place, *word.split(), look.scheme, str(look.width)])}.png"
    whole = word in WHOLE
    height = page.evaluate("document.documentElement.scrollHeight") if whole else WIDTHS[look.width]
    clip: FloatRect = {"x": 0, "y": 0, "width": look.width, "height": min(height, TALLEST)}
    page.screenshot(path=file, full_page=whole, animations="disabled", clip=clip)
    return file


def _index(pictures: dict[Look, list[Path]]) -> str:
    """Return a page with a section for each look: its pictures side by side, each from its top."""
    figure = '<li><a href="{0}">{0}<br><img src="{0}" alt="" loading="lazy"></a></li>'
    sections = "\n".join(
        f"<h2>{look}</h2>\n<ul>{''.join(figure.format(escape(file.name)) for file in files)}</ul>"
        for look, files in pictures.items()
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>{STYLE}{sections}</html>\n'


if __name__ == "__main__":
    main()
