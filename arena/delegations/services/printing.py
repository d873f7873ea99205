"""The papers of a delegation as PDF."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.delegations.pack.drawing import draw
from arena.delegations.pack.kinds import KINDS, Paper
from arena.delegations.queries.pack import Pack
from arena.printing import typeset
from arena.web.contact import arena_contact
from arena.web.languages import speak

_TEMPLATE = "pack.typ"
_REGIONS = {"sv": "SE", "en": "GB"}


def render(pack: Pack, papers: Collection[Paper], language: str, **options: Any) -> bytes:
    """Return some papers of a pack, in the order of `Paper`, as one tagged PDF in `language`.

    `options` are those of `pack.drawing.draw`. Nothing is asked here who may have which paper.
    """
    with speak(language):
        wanted = [paper for paper in Paper if paper in papers]
        title = KINDS[wanted[0]].title if len(wanted) == 1 else _("Pack")
        data = {
            "title": f"{title} – {pack.delegation.name}",
            "author": arena_contact().operator,
            "language": language,
            "region": _REGIONS[language],
            "papers": [draw(pack, paper, **options) for paper in wanted],
        }
    return typeset(_TEMPLATE, data, at=clock.now())
