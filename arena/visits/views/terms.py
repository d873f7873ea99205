"""What cancelling costs, in words: by working days for an offer, by dates for a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena.visits.models import Offer
from arena.visits.rules.deadlines import CancellationStep
from arena.visits.rules.fees import cancellation_fee
from arena.web import filters


def ladder_words(offer: Offer) -> list[str]:
    """Return what cancelling costs at what distance from the visit, dearest last."""
    if not offer.fee_sek or not offer.cancellation_ladder:
        return [
            _(
                "Cancelling costs nothing. Tell us as soon as you know: "
                "somebody else may want the time."
            )
        ]
    rungs = sorted(offer.cancellation_ladder, key=lambda rung: -int(rung["working_days"]))
    words = [
        ngettext(
            "Cancelling more than %(num)d working day before costs nothing.",
            "Cancelling more than %(num)d working days before costs nothing.",
            int(rungs[0]["working_days"]),
        )
    ]
    for place, rung in enumerate(rungs):
        following = rungs[place + 1] if place + 1 < len(rungs) else None
        words.append(_rung_words(rung, following))
    return words


def step_words(steps: Sequence[CancellationStep], fee_sek: int) -> list[str]:
    """Return what cancelling costs until which date, dearest last."""
    if not fee_sek or len(steps) == 1:
        return [_("Cancelling costs nothing.")]
    return [_step_words(step, fee_sek) for step in steps]


def _rung_words(rung: dict[str, Any], following: dict[str, Any] | None) -> str:
    days, percent = int(rung["working_days"]), int(rung["percent"])
    if following is None:
        words: str = ngettext(
            "Cancelling %(num)d working day before or later, or not coming, "
            "costs %(percent)d %% of the fee.",
            "Cancelling %(num)d working days before or later, or not coming, "
            "costs %(percent)d %% of the fee.",
            days,
            percent=percent,
        )
        return words
    between: str = _(
        "Cancelling %(most)d to %(least)d working days before costs %(percent)d %% of the fee.",
        most=days,
        least=int(following["working_days"]) + 1,
        percent=percent,
    )
    return between


def _step_words(step: CancellationStep, fee_sek: int) -> str:
    until = filters.day(step.ends_on)
    if step.percent == 0:
        free: str = _("Until %(day)s: cancelling costs nothing.", day=until)
        return free
    due = filters.money(cancellation_fee(fee_sek, step.percent))
    costly: str = _(
        "From %(day)s: cancelling costs %(due)s (%(percent)d %% of the fee).",
        day=filters.day(step.starts_on or step.ends_on),
        due=due,
        percent=step.percent,
    )
    return costly
