"""The states that a page can be put in: each by what a person does."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from playwright.sync_api import Page

from tests.audit.kinds import TOWN

MENU = ".md-header button.drawer"
"""What opens the register where it is a drawer."""


def search(page: Page, query: str = "barn", shown: str = "[role=option]") -> None:
    """The search's dialog with what a query shows there: hits, or advice."""
    page.keyboard.press("/")
    page.locator("dialog .search__field").fill(query)
    page.locator(f"dialog {shown}").first.wait_for(timeout=30_000)


def drawer(page: Page) -> None:
    """The register as a drawer."""
    page.locator(MENU).click()
    page.wait_for_function("document.activeElement.closest('#register')")
    page.wait_for_timeout(350)


def unfolded(page: Page) -> None:
    """Every fold open."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def ticked(page: Page) -> None:
    """Every box of the checklist ticked."""
    boxes = page.locator("#innehall input[type=checkbox]:visible")
    for at in range(boxes.count()):
        boxes.nth(at).check()


def answer(page: Page, steps: int = 3) -> None:
    """*Whom do I call?* after one, two or all three of its questions, which gives the answer."""
    page.get_by_label("Vem är du?").select_option(index=1)
    if steps > 1:
        page.locator("#alder").select_option("12")
    if steps > 2:
        page.get_by_label("Vad gäller det?").select_option(index=3)
        page.locator(".answer li").first.scroll_into_view_if_needed()


def narrow_down(page: Page, typed: str = "samordnad") -> None:
    """A long list narrowed down to what is typed: something, or nothing."""
    page.locator("[data-narrows] input").fill(typed)


def explain(page: Page) -> None:
    """A word of the glossary explained where it stands."""
    page.locator("article .explained:visible").first.click()
    page.locator(".explanation").wait_for()


def follow(page: Page) -> None:
    """A shared page that has followed the reader from her municipality."""
    page.goto(f"{page.url.partition('?')[0]}?kommun={TOWN}")
    page.locator(".md-header .label").wait_for()


def typed(page: Page) -> None:
    """A municipality looked for by typing, with several hits."""
    page.get_by_label("Skriv kommunens namn").fill("norr")
    page.locator(".finder a").first.wait_for()


def counted(page: Page) -> None:
    """The last day for the meeting worked out."""
    page.locator(".counting input[type=date]").first.fill((date.today() + timedelta(days=7)).isoformat())
    page.locator(".counting fieldset:visible").first.wait_for()


def miscount(page: Page) -> None:
    """A day that the rule cannot count from."""
    page.locator(".counting input[type=date]").first.fill("1999-01-01")
    page.locator("[aria-invalid=true]").wait_for()


def voiced(page: Page) -> None:
    """The button for reading aloud, which a browser without a Swedish voice does not show."""
    page.evaluate("document.querySelector('.tools button:last-of-type').hidden = false")


State = Callable[[Page], None]
FIRST, ROUTINE = ("", f"{TOWN}/"), f"{TOWN}/rutin/"
FRAMES = (*FIRST, ROUTINE, "om/")
STATES: tuple[tuple[str, State, tuple[str, ...], str], ...] = (
    ("search", search, FRAMES, "[data-search]:visible"),
    (
        "urgent search",
        partial(search, query="jag vill inte leva", shown=".search__urgent:visible"),
        FIRST[1:],
        "body",
    ),
    ("search without hits", partial(search, query="qqqq", shown=".search__none:visible"), FIRST, "body"),
    ("typed", typed, FIRST, ".finder input"),
    ("drawer", drawer, FRAMES, f"{MENU}:visible"),
    ("voiced", voiced, (ROUTINE,), "body"),
    ("unfolded", unfolded, (), "details:not([open])"),
    ("ticked", ticked, (), "#innehall input[type=checkbox]:visible"),
    ("first question", partial(answer, steps=1), (), ".guidance form:visible"),
    ("second question", partial(answer, steps=2), (), ".guidance form:visible"),
    ("answered", answer, (), ".guidance form:visible"),
    ("counted", counted, (), ".counting input[type=date]:visible"),
    ("wrong day", miscount, (), ".counting input[type=date]:visible"),
    ("narrowed", narrow_down, (), "[data-narrows]:visible"),
    ("narrowed to nothing", partial(narrow_down, typed="qqqq"), ("ordlista/",), "[data-narrows]:visible"),
    ("explained", explain, (f"{TOWN}/introduktion/",), "article .explained:visible"),
    ("followed", follow, ("ordlista/", "redaktor/skriva/"), "body"),
)
"""Each with the pages where it is tried (everywhere, if none is named), and what must be there."""


def states_of(page: Page, path: str) -> Iterator[tuple[str, State]]:
    """Yield the states of the open page, beside the one it is in as it opens."""
    for name, act, paths, selector in STATES:
        if (not paths or path in paths) and page.locator(selector).count():
            yield name, act
