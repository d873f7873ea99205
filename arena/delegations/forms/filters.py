"""What staff look for among delegations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.models import User
from arena.delegations.meanings import TYPES
from arena.delegations.queries.listing import Criteria
from arena.delegations.rules.ladder import Stage
from arena.web import filters
from arena.web.fields import ChoiceField, TextField
from arena.web.forms import FilterForm


class RegisterForm(FilterForm):
    """Words, a type, a month and a coordinator."""

    q = TextField(
        _l("Name, reference, organisation or country"), max_length=100, mark_optional=False
    )
    type = ChoiceField(
        _l("Type"),
        blank=_l("All types"),
        choices=lambda: [(str(value), words) for value, words in TYPES.items()],
        mark_optional=False,
    )
    month = ChoiceField(_l("Month"), blank=_l("All months"), mark_optional=False)
    coordinator = ChoiceField(
        _l("Coordinator"), blank=_l("All coordinators"), coerce=int, mark_optional=False
    )

    def __init__(
        self,
        *arguments: Any,
        months: Sequence[date],
        coordinators: Sequence[User],
        **options: Any,
    ) -> None:
        self.months, self.coordinators = months, coordinators
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer what there is, then read what was sent."""
        self.month.choices = [(f"{day:%Y-%m}", filters.month(day)) for day in self.months]
        self.coordinator.choices = [(user.id, user.name) for user in self.coordinators]
        super().process(*arguments, **options)

    def criteria(self, stage: Stage | None) -> Criteria:
        """Return what is looked for; a choice that is none is no wish."""
        self.validate()
        month = self.month.data
        return Criteria(
            stage=stage,
            words=self.q.data if not self.q.errors else "",
            type=self.type.data,
            month=date.fromisoformat(f"{month}-01") if month else None,
            coordinator_id=self.coordinator.data,
        )
