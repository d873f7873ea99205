"""Templates of programmes: those that staff keep, and those that the house comes with."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from arena import db
from arena.delegations.models import ProgrammeTemplate
from arena.delegations.rules.template_library import LIBRARY
from arena.delegations.rules.templates import Template, read_items
from arena.errors import NotFound


def list_templates(kind: str = "") -> list[Template]:
    """Return all templates, of the type `kind` first, staff's own before the house's."""
    kept = db.session.scalars(select(ProgrammeTemplate).order_by(ProgrammeTemplate.id.desc()))
    found = [*map(_template, kept), *LIBRARY]
    return sorted(found, key=lambda each: (each.type != kind, each.is_built_in))


def get_template(key: str) -> Template:
    """Return a template by its key; raise `NotFound`."""
    built_in = next((each for each in LIBRARY if each.key == key), None)
    return built_in or _template(get_kept_template(key))


def get_kept_template(key: str) -> ProgrammeTemplate:
    """Return the record of a template that staff keep; raise `NotFound`."""
    found = db.session.get(ProgrammeTemplate, int(key)) if _is_number(key) else None
    if found is None:
        raise NotFound
    return found


def map_template_titles(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what templates that staff keep are called, by their numbers."""
    rows = db.session.execute(
        select(ProgrammeTemplate.id, ProgrammeTemplate.title_sv).where(
            ProgrammeTemplate.id.in_(numbers)
        )
    )
    return {row.id: row.title_sv for row in rows}


def _template(kept: ProgrammeTemplate) -> Template:
    return Template(
        key=str(kept.id),
        type=kept.type,
        title_sv=kept.title_sv,
        title_en=kept.title_en,
        items=read_items(kept.items),
    )


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 10
