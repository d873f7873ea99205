"""How far a delegation has come, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState
from arena.web.places import find_url

_S = DelegationState
_WAY = (_S.ENQUIRY, _S.VETTING, _S.PLANNING, _S.RELEASED, _S.UNDER_WAY, _S.DONE, _S.FOLLOWED_UP)


@dataclass(frozen=True)
class NextStep:
    """What comes next, in words, and the page on which it is done, if it is the reader's turn."""

    words: str
    href: str | None = None
    verb: str = ""


@dataclass(frozen=True)
class Steps:
    """The way of a delegation as (word, None), and where on it the delegation is, from 1."""

    words: list[tuple[Any, None]]
    current: int


def find_steps(delegation: Delegation) -> Steps | None:
    """Return how far a delegation has come; None once it will not come."""
    state = DelegationState(delegation.state)
    if state == _S.INCOMPLETE:
        state = _S.VETTING
    if state not in _WAY:
        return None
    return Steps([(STATES[each].label, None) for each in _WAY], _WAY.index(state) + 1)


def find_next_step(delegation: Delegation) -> NextStep | None:
    """Return what is to be done next with a delegation, or whom it waits for."""
    state, reference = DelegationState(delegation.state), delegation.reference
    days = (delegation.starts_on - clock.today()).days
    if state in (_S.ENQUIRY, _S.VETTING):
        href = url_for("delegations_staff.vet", reference=reference)
        return NextStep(_("Weigh the enquiry and decide."), href, _("Weigh and decide"))
    if state == _S.INCOMPLETE:
        href = url_for("delegations_staff.vet", reference=reference)
        return NextStep(_("The sender has been asked for more. You may also decide without."), href)
    if state == _S.PLANNING:
        return NextStep(
            _("Plan the programme and release it. %(when)s", when=_when(days)),
            find_url("delegations_staff.programme", reference=reference),
            _("Plan the programme"),
        )
    if state == _S.RELEASED:
        return NextStep(_("The guests have their programme. %(when)s", when=_when(days)))
    if state == _S.UNDER_WAY:
        return NextStep(_("They are here. Count who came, and note what you promise them."))
    if state == _S.DONE:
        return NextStep(_("Thank them, answer what was promised, and write the report."))
    return None


def _when(days: int) -> str:
    if days > 0:
        return str(ngettext("%(num)d day is left.", "%(num)d days are left.", days))
    return str(_("The days have come.")) if days == 0 else str(_("The days have passed."))
