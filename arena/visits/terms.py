"""What cancelling costs, in words: by working days for an offer, by dates for a visit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.visits.models import Offer
from arena.visits.rules.deadlines import CancellationStep
from arena.visits.rules.fees import Rung, cancellation_fee, dearer_rungs
from arena.web import filters


def ladder_words(offer: Offer) -> list[str]:
    """Return what cancelling costs at what distance from the visit, dearest last."""
    rungs = dearer_rungs(offer.cancellation_ladder)
    if not offer.fee_sek or not rungs:
        return [
            _("Cancelling is free. Tell us as soon as you know: somebody else may want the time.")
        ]
    free = ngettext(
        "Cancelling more than %(num)d working day before is free.",
        "Cancelling more than %(num)d working days before is free.",
        rungs[0].working_days,
    )
    between = [_between_words(rung, following) for rung, following in pairwise(rungs)]
    return [free, *between, _last_words(rungs[-1])]


def step_words(steps: Sequence[CancellationStep], fee_sek: int) -> list[str]:
    """Return what cancelling costs from now on, until which date, dearest last.

    What has passed is not told: “until last Tuesday it was free” helps nobody.
    """
    if not fee_sek or len(steps) == 1:
        return [_("Cancelling is free.")]
    today = clock.today()
    return [
        _step_words(step, fee_sek, has_begun=step.starts_on is None or step.starts_on <= today)
        for step in steps
        if step.ends_on >= today
    ]


def _between_words(rung: Rung, following: Rung) -> str:
    most, least = rung.working_days, following.working_days + 1
    share = _share_words(rung.percent)
    if most == least:
        words: str = ngettext(
            "Cancelling %(num)d working day before costs %(share)s.",
            "Cancelling %(num)d working days before costs %(share)s.",
            most,
            share=share,
        )
        return words
    between: str = _(
        "Cancelling %(most)d to %(least)d working days before costs %(share)s.",
        most=most,
        least=least,
        share=share,
    )
    return between


def _last_words(rung: Rung) -> str:
    words: str = ngettext(
        "Cancelling %(num)d working day before or later, or not coming, costs %(share)s.",
        "Cancelling %(num)d working days before or later, or not coming, costs %(share)s.",
        rung.working_days,
        share=_share_words(rung.percent),
    )
    return words


def _step_words(step: CancellationStep, fee_sek: int, *, has_begun: bool) -> str:
    if step.percent == 0:
        free: str = _("Until %(day)s: cancelling is free.", day=filters.day(step.ends_on))
        return free
    due = filters.money(cancellation_fee(fee_sek, step.percent))
    share = _share_words(step.percent)
    if has_begun:
        until: str = _(
            "Until %(day)s: cancelling costs %(due)s (%(share)s).",
            day=filters.day(step.ends_on),
            due=due,
            share=share,
        )
        return until
    costly: str = _(
        "From %(day)s: cancelling costs %(due)s (%(share)s).",
        day=filters.day(step.starts_on or step.ends_on),
        due=due,
        share=share,
    )
    return costly


def _share_words(percent: int) -> str:
    if percent == 100:
        return str(_("the whole fee"))
    if percent == 50:
        return str(_("half the fee"))
    return str(_("%(percent)d %% of the fee", percent=percent))
