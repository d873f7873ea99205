"""Actions: promised, given to somebody else, put off, done or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meetings.models import Action, ActionChange, ActionState, AgendaItem, Meeting
from arena.meetings.queries.actions import list_owners
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.record_errors import IsSettled, NotOfNetwork
from arena.networks.models import Network


@dataclass(frozen=True)
class ActionFacts:
    """What somebody promises to do, and until when."""

    text: str
    owner_id: int | None
    due_on: date


def add_action(
    network: Network,
    facts: ActionFacts,
    *,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    by: Actor,
) -> Action:
    """Keep an action; the very same one while it is open is no other. Raises `NotOfNetwork`."""
    _require_owner(network, facts.owner_id)
    same = db.session.scalar(
        select(Action).where(
            Action.network_id == network.id,
            Action.meeting_id == (meeting.id if meeting else None),
            Action.text == facts.text,
            Action.owner_id == facts.owner_id,
            Action.due_on == facts.due_on,
            Action.state == ActionState.OPEN,
        )
    )
    if same is not None:
        return same
    action = Action(
        network_id=network.id,
        meeting_id=meeting.id if meeting else None,
        item_id=item.id if item else None,
        created_at=clock.now(),
        **vars(facts),
    )
    db.session.add(action)
    db.session.flush()
    record("meetings.add_action", subject=action, by=by, detail=_owner_detail(action))
    return action


def change_action(
    action: Action, facts: ActionFacts, words: str, *, version: int, user: User, by: Actor
) -> None:
    """Give an action other words, another owner or another day; what was before stays known.

    Raises `ChangedMeanwhile`, `IsSettled`, `NotOfNetwork`.
    """
    _hold(action)
    if ActionFacts(action.text, action.owner_id, action.due_on) == facts:
        return
    if action.version != version:
        raise ChangedMeanwhile
    if action.state != ActionState.OPEN:
        raise IsSettled
    if facts.owner_id != action.owner_id:
        _require_owner(action.network, facts.owner_id)
    if (action.owner_id, action.due_on) != (facts.owner_id, facts.due_on):
        action.changes.append(
            ActionChange(
                was_owner_id=action.owner_id,
                owner_id=facts.owner_id,
                was_due_on=action.due_on,
                due_on=facts.due_on,
                words=words,
                by_id=user.id,
                at=clock.now(),
            )
        )
    action.text, action.owner_id, action.due_on = facts.text, facts.owner_id, facts.due_on
    action.version += 1
    record("meetings.change_action", subject=action, by=by, detail=_owner_detail(action))


def close_action(
    action: Action, words: str, *, user_id: int | None = None, is_dropped: bool = False, by: Actor
) -> bool:
    """Say that an action is done, or no longer wanted, with what came of it.

    Returns whether it was open: who is second changes nothing.
    """
    _hold(action)
    if action.state != ActionState.OPEN:
        return False
    action.state = ActionState.DROPPED if is_dropped else ActionState.DONE
    action.closing_words = words
    action.closed_at, action.closed_by_id = clock.now(), user_id
    action.version += 1
    name = "drop_action" if is_dropped else "close_action"
    record(f"meetings.{name}", subject=action, by=by)
    return True


def reopen_action(action: Action, *, by: Actor) -> None:
    """Let an action that was closed be open again; what came of it stays in the trail alone."""
    _hold(action)
    if action.state == ActionState.OPEN:
        return
    action.state = ActionState.OPEN
    action.closing_words, action.closed_at, action.closed_by_id = "", None, None
    action.version += 1
    record("meetings.reopen_action", subject=action, by=by)


def _hold(action: Action) -> None:
    db.session.flush()
    db.session.refresh(action, with_for_update={"of": Action})


def _require_owner(network: Network, owner_id: int | None) -> None:
    if owner_id is not None and owner_id not in {person.id for person in list_owners(network)}:
        raise NotOfNetwork


def _owner_detail(action: Action) -> dict[str, object]:
    return {"owner": action.owner_id, "due_on": action.due_on.isoformat()}
