"""Looking at a page as axe does, at the widths of a desk and of a phone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
BOTH = (DESK, PHONE)
_RUN = "axe.run(document, {resultTypes: ['violations']})"
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page, sizes: Iterable[dict[str, int]] = BOTH) -> list[str]:
    """Return what axe finds on the page as it stands, and whether it scrolls sideways."""
    found: list[str] = []
    page.evaluate(AXE)
    for size in sizes:
        page.set_viewport_size(size)
        where = f"{page.url} at {size['width']} px"
        for fault in page.evaluate(_RUN)["violations"]:
            nodes = [node["html"] for node in fault["nodes"]][:3]
            found.append(f"{where}: {fault['id']}: {fault['help']}: {nodes}")
        found += sideways(page, [size])
    return found


def sideways(page: Page, sizes: Iterable[dict[str, int]] = BOTH) -> list[str]:
    """Return at which sizes the page scrolls sideways."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        if page.evaluate(_TOO_WIDE) > 0:
            found.append(f"{page.url} at {size['width']} px scrolls sideways")
    return found
