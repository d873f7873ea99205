"""Forms whose choices are known only when they are made: who there is, which organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from arena.web.fields.choices import Choice

Offered = Mapping[str, Sequence[Choice] | None]


class OfferingForm:
    """A part of a form: `offered` are the choices by field; a field with None is not asked for."""

    def __init__(self, *arguments: Any, offered: Offered, **options: Any) -> None:
        self.offered = offered
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer what there is, then read what was sent."""
        for name, choices in self.offered.items():
            if choices is None:
                delattr(self, name)
            else:
                getattr(self, name).choices = choices
        super().process(*arguments, **options)  # type: ignore[misc]  # The form's own.
