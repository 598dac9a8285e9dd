"""Every form filled in, shown and saved by pdf.js, the reader in Firefox. Needs Debian's libjs-pdf."""

import base64
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
from playwright.sync_api import Browser, Route

from tests.audit.findings import Covered, Finding

READER = Path("/usr/share/javascript/pdf/build")
TYPED = "Åsa prövar"
PAGE = '<!doctype html><html lang="sv"><title>pdf.js</title><canvas></canvas><script src="/pdfjs/pdf.js"></script></html>'
FILL = """async ([file, typed]) => {
  pdfjsLib.GlobalWorkerOptions.workerSrc = "/pdfjs/pdf.worker.js";
  const pdf = await pdfjsLib.getDocument({ url: file }).promise;
  const fields = Object.values((await pdf.getFieldObjects()) ?? {});
  const canvas = document.querySelector("canvas");
  const shown = async () => {
    const pages = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number), viewport = page.getViewport({ scale: 1 });
      Object.assign(canvas, { width: viewport.width, height: viewport.height });
      await page.render({ canvasContext: canvas.getContext("2d"), viewport, annotationMode: pdfjsLib.AnnotationMode.ENABLE_STORAGE }).promise;
      pages.push(canvas.toDataURL());
    }
    return pages.join();
  };
  const before = await shown();
  for (const widgets of fields) {
    const first = widgets.find(({ type }) => type === "radiobutton");
    for (const widget of widgets) {
      const value = { text: typed, checkbox: true, radiobutton: widget === first }[widget.type];
      if (value !== undefined) pdf.annotationStorage.setValue(widget.id, { value });
    }
  }
  const after = await shown();
  const bytes = await pdf.saveDocument();
  return { fields: fields.length, shown: before !== after, saved: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
}"""


def fill_forms(browser: Browser, address: str, site: Path) -> Covered:
    """Fill in each sheet of the site that has fields, and read what was saved."""
    assert READER.is_dir(), "pdf.js is missing: apt-get install libjs-pdf"
    covered = Covered(counts=Counter(forms=0))
    page = browser.new_page()
    page.route("**/pdfjs/**", _serve_reader)
    page.goto(f"{address}pdfjs/")
    for file in sorted(site.rglob("*.pdf")):
        with pikepdf.open(file) as pdf:
            if "/AcroForm" not in pdf.Root:
                continue
        where = file.relative_to(site).as_posix()
        filled = page.evaluate(FILL, [f"/{where}", TYPED])
        faults = [] if filled["shown"] else ["what is filled in is not shown"]
        faults += _list_lost(base64.b64decode(filled["saved"]))
        covered.findings += [Finding("forms", fault, f"/{where}", "pdf.js") for fault in faults]
        covered.counts.update(forms=1, fields=filled["fields"])
    page.close()
    return covered


def _serve_reader(route: Route) -> None:
    """Answer with a page of nothing but pdf.js, and with its files."""
    file = READER / route.request.url.rpartition("/")[2]
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(body=PAGE, content_type="text/html")


def _list_lost(saved: bytes) -> list[str]:
    """Return the fields of a saved form that do not hold what was filled in."""
    with pikepdf.open(io.BytesIO(saved)) as pdf:
        return [
            f"not saved: {field.get('/T')}" for field in pdf.Root.AcroForm.Fields if not _is_filled(field)
        ]


def _is_filled(field: Any) -> bool:
    value = field.get("/V")
    if field.FT == "/Tx":
        room = int(field.get("/MaxLen", len(TYPED)))
        return str(value) in (TYPED, TYPED[:room])
    return value is not None and value != "/Off"
