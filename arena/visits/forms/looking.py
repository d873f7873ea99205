"""What a visitor says before there is anything to book: who comes, and in which language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.visits.forms.sizes import LARGEST_GROUP, GroupSizeField
from arena.visits.models import Offer
from arena.web import filters, languages
from arena.web.fields import ChoiceField
from arena.web.forms import FilterForm

USUAL_GROUP = 20  # The city's groups are about this large; the form begins with it.


def language_choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Return languages by name, as a field's choices."""
    return [(code, filters.language_name(code)) for code in codes]


def usual_language(offer: Offer) -> str:
    """Return the language that a visitor most likely wants: the page's, where the offer has it."""
    current = languages.current()
    return current if current in offer.languages else offer.languages[0]


def usual_group(offer: Offer) -> int:
    """Return a group size to begin with."""
    return max(offer.group_min, min(USUAL_GROUP, offer.group_max))


class OffersForm(FilterForm):
    """Which offers suit a group."""

    language = ChoiceField(_l("Language"), blank=_l("Any language"), mark_optional=False)
    group_size = GroupSizeField(
        _l("Number of participants"), minimum=1, maximum=LARGEST_GROUP, mark_optional=False
    )

    def __init__(self, offers: Sequence[Offer], *arguments: Any, **options: Any) -> None:
        self.offers = offers
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the languages of the offers, then read what was sent."""
        codes = dict.fromkeys(code for offer in self.offers for code in offer.languages)
        self.language.choices = language_choices(list(codes))
        super().process(*arguments, **options)


class GroupForm(FilterForm):
    """For whom free times are shown on an offer's page."""

    language = ChoiceField(_l("Language of the visit"), required=_l("Choose a language"))
    group_size = GroupSizeField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        minimum=1,
        maximum=LARGEST_GROUP,
    )

    def __init__(self, offer: Offer, *arguments: Any, **options: Any) -> None:
        self.offer = offer
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the languages of the offer, then read what was sent."""
        self.language.choices = language_choices(self.offer.languages)
        super().process(*arguments, **options)
