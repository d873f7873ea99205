"""Looking at a page as axe does, at the widths of a desk and of a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.wrappers import Response

Sizes = Iterable[dict[str, int]]
SCRIPT = "/axe.js"  # Served beside the application: compiled once, where injected anew it costs.
_AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
BOTH = (DESK, PHONE)
# A phone has the colours of the desk: contrast, half of what axe takes, is looked at there.
# Only what is wrong comes back: to send all that is right cost a third of what looking does.
_RUN = """async (rules) => {
    const {violations} = await axe.run(document, {resultTypes: ["violations"], rules});
    return violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map((n) => n.html)}));
}"""
_NO_CONTRAST = {"color-contrast": {"enabled": False}}
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def with_axe(app: Flask) -> Callable[..., Iterable[bytes]]:
    """Return the application with axe among its files."""
    answer = Response(_AXE.read_bytes(), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "max-age=3600"

    def serve(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return (answer if environ["PATH_INFO"] == SCRIPT else app)(environ, start)

    return serve


def faults(page: Page, sizes: Sizes = BOTH) -> list[str]:
    """Return what axe finds on the page as it stands, and whether it scrolls sideways."""
    found: list[str] = []
    page.add_script_tag(url=SCRIPT)
    for place, size in enumerate(sizes):
        page.set_viewport_size(size)
        where = f"{page.url} at {size['width']} px"
        found += [
            f"{where}: {fault['id']}: {fault['help']}: {fault['nodes'][:3]}"
            for fault in page.evaluate(_RUN, _NO_CONTRAST if place else {})
        ]
        found += sideways(page, [size])
    return found


def sideways(page: Page, sizes: Sizes = BOTH) -> list[str]:
    """Return at which sizes the page scrolls sideways."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        if page.evaluate(_TOO_WIDE) > 0:
            found.append(f"{page.url} at {size['width']} px scrolls sideways")
    return found
