"""``python -m tests.audit.pictures``: every kind of page, desk and phone, light and dark, and sheets to look at."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import click
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit.audited_sites import example
from tests.audit.browsing import go, launch, served, visits
from tests.audit.kinds import KINDS, Kind, Look
from tests.audit.states import State, states_of

FOLDER = Path(".cache/pictures")
LOOKS = (Look("light", 1280), Look("dark", 1280), Look("light", 390), Look("dark", 390))
TALLEST = 8_000
"""More of a page than this is no picture but a roll."""
SHEETS = {1280: (3, 640, 1500), 390: (5, 390, 1600)}
"""A contact sheet's columns, and the width and greatest height of a picture on it; by the page's width."""
WHOLE = ("", "unfolded", "ticked", "voiced")
"""The states whose picture is the whole page; of the others, what is in sight."""
GAP, CAPTION, GROUND, INK = 20, 24, (128, 128, 128), (255, 255, 255)


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True),
    default=Path("site"),
    help="The site that is built.",
)
@click.option("--only", multiple=True, help="Only pages whose address begins so.")
def main(site: Path, only: tuple[str, ...]) -> None:
    """Take the pictures, and lay them out on sheets and on a page."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    kinds = [kind for kind in KINDS if not only or kind.path.startswith(only)]
    with served(site) as real, served(example()) as other, sync_playwright() as playwright:
        browser = launch(playwright)
        addresses = {"real": real, "example": other}
        taken = {look: _pictures(browser, addresses, kinds, look) for look in LOOKS}
        browser.close()
    sheets = [sheet for look, files in taken.items() for sheet in contact_sheets(look, files)]
    index = FOLDER / "index.html"
    index.write_text(_index(taken, sheets), encoding="utf-8")
    print(f"{sum(map(len, taken.values()))} pictures on {len(sheets)} sheets: {index}")


def _pictures(browser: Browser, addresses: dict[str, str], kinds: list[Kind], look: Look) -> list[Path]:
    """Picture each page as it opens, and in each of its states."""
    files = []
    for where, address in addresses.items():
        with visits(browser, address, look, calm=True, warm=True) as (page, _):
            for kind in (one for one in kinds if one.site == where):
                go(page, address + kind.path)
                files.append(_take(page, kind, look, ""))
                for word, act in list(states_of(page, kind.path)):
                    files.append(_take_state(page, address, kind, look, word, act))
    return files


def _take_state(page: Page, address: str, kind: Kind, look: Look, word: str, act: State) -> Path:
    go(page, address + kind.path)
    act(page)
    return _take(page, kind, look, word)


def _take(page: Page, kind: Kind, look: Look, word: str) -> Path:
    name = "-".join(
        [kind.path.strip("/").replace("/", "-") or "start", *word.split(), look.scheme, str(look.width)]
    )
    file = FOLDER / f"{name}.png"
    whole = word in WHOLE
    height = page.evaluate("document.documentElement.scrollHeight") if whole else page.viewport_size["height"]  # type: ignore[index]
    page.screenshot(
        path=file,
        full_page=whole,
        animations="disabled",
        clip={"x": 0, "y": 0, "width": look.width, "height": min(height, TALLEST)},
    )
    return file


def contact_sheets(look: Look, files: list[Path]) -> list[Path]:
    """Lay pictures side by side, each from its top, on sheets that can be read."""
    columns, width, tallest = SHEETS[look.width]
    made, font = [], ImageFont.load_default(18)
    for at in range(0, len(files), columns):
        pictures = [_shrunk(file, width, tallest) for file in files[at : at + columns]]
        sheet = Image.new(
            "RGB",
            (columns * (width + GAP) + GAP, max(one.height for one in pictures) + 2 * GAP + CAPTION),
            GROUND,
        )
        pen = ImageDraw.Draw(sheet)
        for number, picture in enumerate(pictures):
            left = GAP + number * (width + GAP)
            sheet.paste(picture, (left, GAP + CAPTION))
            pen.text((left, GAP), files[at + number].stem, INK, font)
        file = FOLDER / f"sheet-{look.scheme}-{look.width}-{at // columns + 1:02}.png"
        sheet.save(file)
        made.append(file)
    return made


def _shrunk(file: Path, width: int, tallest: int) -> Image.Image:
    with Image.open(file) as picture:
        whole = picture.convert("RGB")
    small = whole.resize((width, round(whole.height * width / whole.width)), Image.Resampling.LANCZOS)
    return small.crop((0, 0, width, min(small.height, tallest)))


def _index(taken: dict[Look, list[Path]], sheets: list[Path]) -> str:
    """Give a page with all sheets, and below them each picture by name."""
    shown = "\n".join(f'<p>{escape(one.stem)}<br><img src="{escape(one.name)}" alt=""></p>' for one in sheets)
    links = "\n".join(
        f'<li><a href="{escape(one.name)}">{escape(one.stem)}</a></li>'
        for files in taken.values()
        for one in files
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>{shown}<ul>{links}</ul></html>\n'


if __name__ == "__main__":
    main()
