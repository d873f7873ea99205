"""Groups that do not fit an offer: said with the limit, and with the offers that would."""

from __future__ import annotations

from arena.visits.models import Offer
from arena.visits.queries import list_fitting
from arena.visits.rules.groups import Limits, misfit
from arena.visits.services.errors import WrongGroupSize


def find_misfit(offer: Offer, group_size: int | None) -> WrongGroupSize | None:
    """Return why a group does not fit, as the error that the service would raise."""
    if group_size is None:
        return None
    kind = misfit(group_size, Limits(offer.slug, offer.group_min, offer.group_max))
    return WrongGroupSize(offer, kind, list_fitting(group_size)) if kind else None
