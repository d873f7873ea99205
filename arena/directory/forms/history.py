"""What the history of an organisation or a person is narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.directory.history import Happening, list_sources
from arena.directory.rules import search_words
from arena.web.fields import ChoiceField, TextField
from arena.web.forms import FilterForm


class HistoryForm(FilterForm):
    """Kinds, years and words."""

    kind = ChoiceField(
        _l("What"),
        blank=_l("Everything"),
        mark_optional=False,
        choices=lambda: [(source.key, source.label) for source in list_sources()],
    )
    year = ChoiceField(_l("Year"), blank=_l("All years"), mark_optional=False)
    q = TextField(_l("Words"), max_length=100, mark_optional=False, width=20)

    def __init__(self, arguments: Any, years: Sequence[int]) -> None:
        """Offer some years."""
        self.years = years
        super().__init__(arguments)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the years before what was asked for is read."""
        self.year.choices = [(year, str(year)) for year in self.years]
        super().process(*arguments, **options)

    def lets_through(self, happening: Happening) -> bool:
        """Tell whether one thing is what was asked for; every word must begin one of its words."""
        entry = happening.entry
        if self.kind.data and happening.source.key != self.kind.data:
            return False
        if self.year.data and str(entry.on.year) != self.year.data:
            return False
        wanted = search_words(self.q.data)
        if not wanted:
            return True
        there = search_words(f"{entry.text} {entry.detail}")
        return all(any(word.startswith(each) for word in there) for each in wanted)
