"""Making and revoking screens; reporting and mending faults; mailing plan B."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import STRANGER, Actor
from arena.audit.services import record
from arena.errors import Conflict
from arena.messages.services import Recipient, queue
from arena.on_the_day.models import PLAN_MAIL, ComesAs, Fault, PlanWish, Screen
from arena.on_the_day.queries import find_same_fault, list_open_faults
from arena.on_the_day.queries.planners import list_waiting
from arena.resources.models import Resource
from arena.resources.rules.hours import day_span
from arena.web.contact import arena_contact

MOST_OPEN = 200


class TooManyFaults(Conflict):
    """So much is reported that nobody reads it: somebody plays with the form."""

    def __init__(self) -> None:
        super().__init__(_l("So much is reported just now that we cannot take more. Call us."))


def create_screen(name: str, room: Resource | None, *, by: Actor) -> tuple[Screen, str]:
    """Make a screen at a room's door, or for the foyer (None); its token is nowhere kept."""
    token = tokens.new()
    screen = Screen(
        name=name, room=room, token_hash=tokens.keyed_digest(token), created_at=clock.now()
    )
    db.session.add(screen)
    db.session.flush()
    detail = {"room": room.id if room else None}
    record("on_the_day.create_screen", subject=screen, by=by, detail=detail)
    return screen, token


def revoke_screen(screen: Screen, *, by: Actor) -> None:
    """Let the address of a screen show nothing from now on."""
    if screen.revoked_at is None:
        screen.revoked_at = clock.now()
        record("on_the_day.revoke_screen", subject=screen, by=by, detail={"room": screen.room_id})


def report_fault(room: Resource, words: str) -> Fault:
    """Note that something does not work, and write to the house; the same words count once.

    Who reports of the same room at one moment waits in line: so a double click finds the first.
    Raises `TooManyFaults`.
    """
    db.session.refresh(room, with_for_update={"of": Resource})
    same = find_same_fault(room, words)
    if same is not None:
        return same
    if len(list_open_faults()) >= MOST_OPEN:
        raise TooManyFaults
    fault = Fault(room=room, words=words, reported_at=clock.now())
    db.session.add(fault)
    db.session.flush()
    contact = arena_contact()
    queue(
        "on_the_day/fault",
        Recipient(contact.email, "", "sv"),
        subject=f"fault:{fault.id}",
        occasion="reported",
        params={"fault_id": fault.id},
    )
    record("on_the_day.report_fault", subject=fault, by=STRANGER, detail={"room": room.id})
    return fault


def settle_fault(fault: Fault, *, is_done: bool, by: Actor) -> None:
    """Say that a fault is mended, or that it is not after all."""
    db.session.refresh(fault, with_for_update={"of": Fault})
    if (fault.done_at is not None) == is_done:
        return
    fault.done_at = clock.now() if is_done else None
    act = "mend_fault" if is_done else "reopen_fault"
    record(f"on_the_day.{act}", subject=fault, by=by, detail={"room": fault.room_id})


def set_plan_wish(user: User, comes_as: ComesAs, *, by: Actor) -> None:
    """Say how somebody wants plan B in the morning."""
    db.session.merge(PlanWish(user_id=user.id, comes_as=comes_as))
    db.session.flush()
    record("on_the_day.set_plan_wish", subject=user, by=by, detail={"as": str(comes_as)})


def send_plans(day: date) -> None:
    """Queue the plan of a local day for each who wants one, once; useless when the day is over."""
    for person, wish in list_waiting(day):
        queue(
            PLAN_MAIL,
            Recipient(person.email, person.name, person.language),
            subject=PLAN_MAIL,
            occasion=day.isoformat(),
            params={"user_id": person.id, "day": day.isoformat(), "as": str(wish)},
            useless_after=day_span(day, clock.zone())[1],
        )
