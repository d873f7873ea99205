"""What states, types and kinds mean, in the reader's words, for pages and mails alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.models import (
    AskState,
    DelegationState,
    DelegationType,
    Interpretation,
    ItemKind,
    Level,
    PartyRole,
    RoleName,
    Source,
)
from arena.delegations.rules.ladder import Stage
from arena.delegations.rules.vetting import Criterion, Decision, Mark


@dataclass(frozen=True)
class Meaning:
    """One state in words, its mark (as of the component `status`), and why acts are refused."""

    label: Any
    shape: str
    hindrance: Any


_S = DelegationState
STATES: dict[DelegationState, Meaning] = {
    _S.ENQUIRY: Meaning(
        _l("New enquiry"),
        "open",
        _l("Nobody has decided on this enquiry yet. Decide on it first."),
    ),
    _S.VETTING: Meaning(
        _l("Being weighed"),
        "waiting",
        _l("Nobody has decided on this enquiry yet. Decide on it first."),
    ),
    _S.INCOMPLETE: Meaning(
        _l("Waiting for the sender"),
        "waiting",
        _l("We have asked the sender for more. Wait for the answer, or decide without it."),
    ),
    _S.PLANNING: Meaning(
        _l("Planning"),
        "waiting",
        _l("The programme is being planned and has not been released yet."),
    ),
    _S.RELEASED: Meaning(
        _l("Released"),
        "good",
        _l("The programme is released, and the guests rely on it."),
    ),
    _S.UNDER_WAY: Meaning(
        _l("Under way"),
        "good",
        _l("The visit is under way."),
    ),
    _S.DONE: Meaning(
        _l("Has taken place"),
        "done",
        _l("The visit has taken place, and its programme stays as it was."),
    ),
    _S.FOLLOWED_UP: Meaning(
        _l("Followed up"),
        "done",
        _l("The visit has been followed up, and stays as it is."),
    ),
    _S.DECLINED: Meaning(
        _l("Declined"),
        "bad",
        _l("The enquiry was declined. If it is to be received after all, enter it as a new one."),
    ),
    _S.WITHDRAWN: Meaning(
        _l("Withdrawn"),
        "quiet",
        _l("The guests have withdrawn. If they come after all, enter it as a new enquiry."),
    ),
    _S.CALLED_OFF: Meaning(
        _l("Called off by us"),
        "bad",
        _l("The visit was called off. If it takes place after all, enter it as a new enquiry."),
    ),
}

TYPES: dict[DelegationType, Any] = {
    DelegationType.POLITICAL: _l("Political or official"),
    DelegationType.TECHNICAL: _l("Officials and engineers"),
    DelegationType.BUSINESS: _l("Business and buyers"),
    DelegationType.ACADEMIC: _l("Students and researchers"),
    DelegationType.MEDIA: _l("Media"),
    DelegationType.CIVIC: _l("Residents and associations"),
    DelegationType.DIGITAL: _l("Digital visit"),
}

LEVELS: dict[Level, Any] = {
    Level.EXPERTS: _l("Experts and officials"),
    Level.MANAGERS: _l("Heads of unit and directors"),
    Level.LEADERS: _l("Mayors, ministers or chief executives"),
}

INTERPRETATIONS: dict[Interpretation, Any] = {
    Interpretation.NONE: _l("No interpreter"),
    Interpretation.CONSECUTIVE: _l("Consecutive interpreter: talks take longer"),
    Interpretation.SIMULTANEOUS: _l("Simultaneous interpreter"),
}

KINDS: dict[ItemKind, Any] = {
    ItemKind.ARRIVAL: _l("Arrival"),
    ItemKind.WELCOME: _l("Words of welcome"),
    ItemKind.PRESENTATION: _l("Presentation"),
    ItemKind.SITE: _l("Visit to a site"),
    ItemKind.WALK: _l("Guided walk"),
    ItemKind.DISCUSSION: _l("Discussion"),
    ItemKind.MEETINGS: _l("One-to-one meetings"),
    ItemKind.BREAK: _l("Break"),
    ItemKind.MEAL: _l("Meal"),
    ItemKind.TRANSFER: _l("Transfer"),
    ItemKind.RECEPTION: _l("Reception"),
    ItemKind.GIFTS: _l("Exchange of gifts"),
    ItemKind.PHOTO: _l("Group photo"),
    ItemKind.PRESS: _l("Press"),
    ItemKind.ONLINE: _l("Online"),
    ItemKind.CLOSE: _l("Closing words"),
    ItemKind.OTHER: _l("Other"),
}

# What an item is that nothing of the arena's makes up: its kind, its title, and its minutes.
FREE_ITEMS: dict[str, tuple[ItemKind, Any, int]] = {
    "arrival": (ItemKind.ARRIVAL, _l("Arrival and registration"), 15),
    "welcome": (ItemKind.WELCOME, _l("Words of welcome"), 15),
    "presentation": (ItemKind.PRESENTATION, _l("Presentation"), 30),
    "discussion": (ItemKind.DISCUSSION, _l("Questions and discussion"), 30),
    "meetings": (ItemKind.MEETINGS, _l("One-to-one meetings"), 60),
    "coffee": (ItemKind.BREAK, _l("Coffee"), 20),
    "lunch": (ItemKind.MEAL, _l("Lunch"), 60),
    "dinner": (ItemKind.MEAL, _l("Dinner"), 120),
    "reception": (ItemKind.RECEPTION, _l("Reception"), 60),
    "transfer": (ItemKind.TRANSFER, _l("Transfer"), 20),
    "gifts": (ItemKind.GIFTS, _l("Exchange of gifts"), 10),
    "photo": (ItemKind.PHOTO, _l("Group photo"), 10),
    "press": (ItemKind.PRESS, _l("Meeting with the press"), 20),
    "online": (ItemKind.ONLINE, _l("Online meeting"), 60),
    "close": (ItemKind.CLOSE, _l("Closing words"), 10),
    "other": (ItemKind.OTHER, _l("Other"), 30),
}

PARTY_ROLES: dict[PartyRole, Any] = {
    PartyRole.HOST: _l("Host"),
    PartyRole.SPEAKER: _l("Speaker"),
    PartyRole.FORMAL_HOST: _l("Formal host"),
    PartyRole.RECEIVER: _l("Receives on site"),
}

ASK_STATES: dict[AskState, Any] = {
    AskState.PLANNED: _l("Not asked yet"),
    AskState.ASKED: _l("Has been asked"),
    AskState.YES: _l("Said yes"),
    AskState.NO: _l("Said no"),
    AskState.OTHER_TIME: _l("Proposed another time"),
    AskState.RELEASED: _l("Not needed"),
}

ASK_SHAPES: dict[AskState, str] = {
    AskState.PLANNED: "open",
    AskState.ASKED: "waiting",
    AskState.YES: "good",
    AskState.NO: "bad",
    AskState.OTHER_TIME: "late",
    AskState.RELEASED: "quiet",
}

# How one gets from one place to the next, after the minutes that it takes.
WAYS: dict[str, Any] = {
    "walk": _l("on foot"),
    "bus": _l("by bus"),
    "transit": _l("by public transport"),
    "boat": _l("by boat"),
}

MODES: dict[str, Any] = {
    "walk": _l("On foot"),
    "bus": _l("By bus of their own"),
    "transit": _l("By public transport"),
    "boat": _l("By boat"),
}

ROLES: dict[RoleName, Any] = {
    RoleName.HEAD: _l("Head of delegation"),
    RoleName.CONTACT: _l("Contact person"),
    RoleName.INTERPRETER: _l("Interpreter"),
    RoleName.SECURITY: _l("Security"),
    RoleName.PROTOCOL: _l("Protocol officer"),
    RoleName.FORMAL_HOST: _l("Formal host"),
    RoleName.DAY_LEAD: _l("Day lead"),
    RoleName.PHOTOGRAPHER: _l("Photographer"),
    RoleName.DRIVER: _l("Driver"),
}

STAGES: dict[Stage, Any] = {
    Stage.NEW: _l("New"),
    Stage.VETTING: _l("Being weighed"),
    Stage.PLANNING: _l("Planning"),
    Stage.RELEASED: _l("Released"),
    Stage.DONE: _l("Done"),
    Stage.ENDED: _l("Did not come"),
}

# Where it stands in the sender's eyes, where that is called otherwise than staff call it.
SENDERS_LABELS: dict[DelegationState, Any] = {
    _S.ENQUIRY: _l("Received"),
    _S.VETTING: _l("We are looking at it"),
    _S.INCOMPLETE: _l("We wait for your answer"),
    _S.RELEASED: _l("Your programme is ready"),
}
# What the sender is told on the own page, by state.
FOR_SENDER: dict[DelegationState, Any] = {
    _S.ENQUIRY: _l(
        "We have your enquiry. Within a week we tell you whether we can receive you, or ask for"
        " more."
    ),
    _S.VETTING: _l("We are looking at your enquiry, and answer as soon as we have decided."),
    _S.INCOMPLETE: _l("We need to know something before we can decide."),
    _S.PLANNING: _l("You are welcome. We plan your programme, and send it when it is ready."),
    _S.RELEASED: _l("Your programme is ready. You have it by the link in our latest e-mail."),
    _S.UNDER_WAY: _l("You are with us now. Welcome!"),
    _S.DONE: _l("Thank you for coming. We get back to you with the answers that we promised."),
    _S.FOLLOWED_UP: _l("Thank you for coming. You are welcome back."),
    _S.DECLINED: _l("We are sorry that we cannot receive you this time."),
    _S.WITHDRAWN: _l("You have withdrawn, and nothing is planned. You are welcome to ask again."),
    _S.CALLED_OFF: _l("We have had to call the visit off, and are sorry for it."),
}

SOURCES: dict[Source, Any] = {
    Source.FORM: _l("the form on our site"),
    Source.MAIL: _l("a mail, typed by staff"),
    Source.STAFF: _l("staff"),
}

CRITERIA: dict[Criterion, Any] = {
    Criterion.BENEFIT: _l("Benefit to both"),
    Criterion.REPEAT: _l("Not here lately"),
    Criterion.NOTICE: _l("Asked in time"),
    Criterion.LEVEL: _l("Level"),
    Criterion.CAPACITY: _l("Room for them"),
}


@dataclass(frozen=True)
class MarkWords:
    """A mark in words, with its shape (as of the component `status`)."""

    label: Any
    shape: str


MARKS: dict[Mark, MarkWords] = {
    Mark.MET: MarkWords(_l("Met"), "good"),
    Mark.DOUBTFUL: MarkWords(_l("Doubtful"), "waiting"),
    Mark.NOT_MET: MarkWords(_l("Not met"), "bad"),
}

# What is decided, and what follows of it.
DECISIONS: dict[Decision, tuple[Any, Any]] = {
    Decision.ACCEPTED: (
        _l("Accept"),
        _l("The contact is told, and you can begin with the programme."),
    ),
    Decision.ASKED: (
        _l("Ask for more"),
        _l("The contact gets your question, with a link to answer it."),
    ),
    Decision.DECLINED: (
        _l("Decline"),
        _l("The contact is told why. It cannot be undone; they may ask anew."),
    ),
}

DECIDED: dict[Decision, Any] = {
    Decision.ACCEPTED: _l("Accepted"),
    Decision.ASKED: _l("Asked for more"),
    Decision.DECLINED: _l("Declined"),
}


def state_hindrance(state: str) -> Any:
    """Return why an act is refused to a delegation in `state`, and what to do instead."""
    return STATES[DelegationState(state)].hindrance
