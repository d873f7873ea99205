"""What staff look for among visits and in their calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.models import User
from arena.resources.models import Resource
from arena.visits.models import Offer
from arena.visits.queries.register import Criteria
from arena.visits.rules.ladder import Stage
from arena.web import filters
from arena.web.fields import ChoiceField, TextField
from arena.web.forms import FilterForm
from arena.web.languages import localized


def offer_choices(offers: Sequence[Offer]) -> list[tuple[int, str]]:
    """Return offers by their titles."""
    return [(offer.id, localized(offer, "title")) for offer in offers]


class RequestsForm(FilterForm):
    """Words, an offer, a month and a host."""

    q = TextField(_l("Reference, organisation or contact"), max_length=100, mark_optional=False)
    offer = ChoiceField(_l("Offer"), blank=_l("All offers"), coerce=int, mark_optional=False)
    month = ChoiceField(_l("Month"), blank=_l("All months"), mark_optional=False)
    host = ChoiceField(_l("Host"), blank=_l("All hosts"), coerce=int, mark_optional=False)

    def __init__(
        self,
        *arguments: Any,
        offers: Sequence[Offer],
        months: Sequence[date],
        hosts: Sequence[User],
        **options: Any,
    ) -> None:
        self.offers, self.months, self.hosts = offers, months, hosts
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer what there is, then read what was sent."""
        self.offer.choices = offer_choices(self.offers)
        self.month.choices = [(f"{day:%Y-%m}", filters.month(day)) for day in self.months]
        self.host.choices = [(user.id, user.name) for user in self.hosts]
        super().process(*arguments, **options)

    def criteria(self, stage: Stage | None) -> Criteria:
        """Return what is looked for; a choice that is none is no wish."""
        self.validate()
        month = self.month.data
        return Criteria(
            stage=stage,
            words=self.q.data if not self.q.errors else "",
            offer_id=self.offer.data,
            month=date.fromisoformat(f"{month}-01") if month else None,
            host_id=self.host.data,
        )


class CalendarForm(FilterForm):
    """A host, a site and an offer."""

    host = ChoiceField(_l("Host"), blank=_l("All hosts"), coerce=int, mark_optional=False)
    place = ChoiceField(_l("Place"), blank=_l("All places"), coerce=int, mark_optional=False)
    offer = ChoiceField(_l("Offer"), blank=_l("All offers"), coerce=int, mark_optional=False)

    def __init__(
        self,
        *arguments: Any,
        offers: Sequence[Offer],
        places: Sequence[Resource],
        hosts: Sequence[User],
        **options: Any,
    ) -> None:
        self.offers, self.places, self.hosts = offers, places, hosts
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer what there is, then read what was sent."""
        self.offer.choices = offer_choices(self.offers)
        self.place.choices = [(place.id, localized(place, "name")) for place in self.places]
        self.host.choices = [(user.id, user.name) for user in self.hosts]
        super().process(*arguments, **options)


class PeriodForm(FilterForm):
    """Which month, quarter or year is counted."""

    period = ChoiceField(_l("Period"), mark_optional=False)

    def __init__(self, *arguments: Any, periods: Sequence[tuple[str, str]], **options: Any) -> None:
        self.periods = periods
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the periods, then read what was sent."""
        self.period.choices = self.periods
        super().process(*arguments, **options)
