"""What there is to audit: the kinds of pages, and the looks that a page can have."""

from dataclasses import dataclass
from typing import Literal

from macros.records.registry import EVERY_PAGE

Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")
WIDTHS = {1280: 900, 390: 844, 320: 640}
"""A desk, a phone, and the smallest phone, which is also a desk at 400 %; with their heights."""

TOWN, OTHER, JOINING, EXAMPLE = "kalix", "hudiksvall", "ljusdal", "norrby"
"""A binder of each area, one on its way in, where nothing applies yet, and one that is invented."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: its address, and which of the two sites it lies in."""

    path: str
    site: Literal["real", "example"] = "real"

    def __str__(self) -> str:
        return f"/{self.path}"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and width of one visit."""

    scheme: Scheme
    width: int

    def __str__(self) -> str:
        return f"{self.scheme} {self.width}"


SHARED = (
    "",
    "ordlista/",
    "lagar/",
    "om/",
    "om/tillganglighet/",
    "om/komponenter/",
    "redaktor/",
    "redaktor/skriva/",
    "redaktor/falt/",
    "redaktor/falt/rutin/",
    "404.html",
)
OTHERS = (
    f"{OTHER}/",
    f"{OTHER}/rutin/",
    f"{OTHER}/flode/",
    f"{OTHER}/familj/",
    f"{OTHER}/kontakter/",
    f"{JOINING}/",
)
LANGUAGES = (f"{EXAMPLE}/familj/en/", f"{EXAMPLE}/familj/ar/")
"""A family's page in another language lies in the invented binder; Arabic is read from the right."""

BOOKLET = f"{TOWN}/familj/barn/"
"""A leaflet of pictures; the other further leaflets are as the family's page."""

NEWS = (f"{EXAMPLE}/nytt/", f"{EXAMPLE}/nytt/2/", f"{EXAMPLE}/uppfoljning/")
"""Only the invented binder has news for each audience, an information sheet, and figures with their charts."""

KINDS: tuple[Kind, ...] = (
    *(Kind(f"{TOWN}/{'' if tab.name == 'index' else tab.name + '/'}") for tab in EVERY_PAGE),
    *map(Kind, SHARED),
    *map(Kind, OTHERS),
    *(Kind(path, "example") for path in (*LANGUAGES, *NEWS)),
    Kind(BOOKLET),
)
ONCE: tuple[Kind, ...] = tuple(
    kind for kind in KINDS if not (kind.path.startswith(f"{OTHER}/") and kind.path != f"{OTHER}/")
)
"""Each kind once, for ``make test``: the other area's binder is met on its first page only."""
LOOKS: tuple[Look, ...] = tuple(Look(scheme, width) for scheme in SCHEMES for width in WIDTHS)
