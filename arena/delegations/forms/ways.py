"""How long the way is from one place to each of the others, as staff type it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import MODES
from arena.resources.models import Resource
from arena.resources.words import resource_name
from arena.web.fields import ChoiceField, IntegerField
from arena.web.forms import FilterForm, Form

LONGEST = 240


class FromForm(FilterForm):
    """From which place the ways are to be entered."""

    start = ChoiceField(
        _l("Another place"),
        mark_optional=False,
        blank=_l("Choose a place"),
        coerce=int,
    )


class WaysForm(Form):
    """The ways from one place; its fields are made for the places that there are."""

    @staticmethod
    def name(other: Resource, mode: str) -> str:
        """Return the name of the field of one way."""
        return f"{mode}-{other.id}"

    def ways(self, others: Sequence[Resource]) -> dict[tuple[int, str], int | None]:
        """Return what was typed: minutes, or None where nothing is known."""
        return {
            (other.id, mode): self[self.name(other, mode)].data
            for other in others
            for mode in MODES
        }


def ways_form(
    start: Resource,
    others: Sequence[Resource],
    known: Mapping[tuple[int, int], Mapping[str, int]],
) -> WaysForm:
    """Return the form for the ways from a place, as they now stand."""
    fields: dict[str, IntegerField] = {}
    values: dict[str, int | None] = {}
    for other in others:
        first, last = sorted((start.id, other.id))
        for mode, word in MODES.items():
            name = WaysForm.name(other, mode)
            fields[name] = IntegerField(
                _l("%(mode)s to %(place)s", mode=word, place=resource_name(other)),
                mark_optional=False,
                minimum=1,
                maximum=LONGEST,
            )
            values[name] = known.get((first, last), {}).get(mode)
    bound: type[WaysForm] = type("BoundWaysForm", (WaysForm,), fields)
    return bound(data=values)
