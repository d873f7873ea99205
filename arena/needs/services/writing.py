"""A need is written, approved, published, changed openly, and given to another owner."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Need, NeedChange, NeedPublisher, NeedState
from arena.needs.queries.leading import leaders_of
from arena.needs.rules.ladder import Act
from arena.needs.services import notices
from arena.needs.services.acting import doing
from arena.needs.services.errors import IsLed, NobodyLeads
from arena.needs.services.facts import READ, Facts, keep_facts, require_whole
from arena.references import reference_for


def begin_need(
    facts: Facts,
    *,
    organisation_id: int,
    owner_id: int | None,
    keeper_id: int | None = None,
    author: User,
    by: Actor,
) -> Need:
    """Begin a need as a draft that only its author, and who leads it, see."""
    now = clock.now()
    need = Need(
        organisation_id=organisation_id,
        owner_id=owner_id,
        keeper_id=keeper_id,
        created_by_id=author.id,
        state=NeedState.DRAFT,
        state_changed_at=now,
        version=1,
        # It follows from the number, which the database gives: until then, what nobody can guess.
        reference=tokens.new()[:12],
        uid=str(uuid.uuid4()),
        created_at=now,
        updated_at=now,
    )
    keep_facts(need, facts)
    db.session.add(need)
    db.session.flush()
    need.reference = f"B-{reference_for(need.id)}"
    record("needs.begin", subject=need, by=by, detail={"to": need.state, "version": 1})
    return need


def edit_draft(
    need: Need,
    facts: Facts,
    *,
    owner_id: int | None,
    keeper_id: int | None,
    by: Actor,
    version: int | None = None,
) -> None:
    """Keep what was typed so far."""
    with doing(need, Act.EDIT, by=by, version=version):
        keep_facts(need, facts)
        need.owner_id, need.keeper_id = owner_id, keeper_id


def discard_draft(need: Need, *, by: Actor, version: int | None = None) -> None:
    """Throw a draft away: nobody else has seen it."""
    with doing(need, Act.DISCARD, by=by, version=version):
        pass
    db.session.delete(need)


def propose_need(need: Need, *, by: Actor, version: int | None = None) -> None:
    """Ask the arena to say yes to a need, which stays as it is until then."""
    with doing(need, Act.PROPOSE, by=by, version=version):
        _require_ready(need)
        need.proposed_at, need.sent_back_words = clock.now(), ""
    notices.tell_planners(need, "proposed")


def take_back(need: Need, *, by: Actor, version: int | None = None) -> None:
    """Make a need that waits for a yes a draft again."""
    with doing(need, Act.TAKE_BACK, by=by, version=version):
        need.proposed_at = None


def send_back(need: Need, words: str, *, by: Actor, version: int | None = None) -> None:
    """Let who wrote a need know what is to be changed before the arena says yes."""
    with doing(need, Act.SEND_BACK, by=by, version=version):
        need.sent_back_words, need.proposed_at = words, None
    notices.tell_writers(need, "sent_back")


def approve_need(need: Need, *, by: Actor, version: int | None = None) -> None:
    """Say yes to a need: all who may see it do so from now on."""
    with doing(need, Act.APPROVE, by=by, version=version):
        _require_ready(need)
        need.published_at = clock.now()
    notices.tell_writers(need, "approved")


def publish_need(need: Need, *, by: Actor, version: int | None = None) -> None:
    """Publish a need without anybody else's yes; who may, the caller has asked."""
    with doing(need, Act.PUBLISH, by=by, version=version):
        _require_ready(need)
        need.published_at, need.sent_back_words = clock.now(), ""


def change_need(
    need: Need,
    facts: Facts,
    *,
    words_sv: str = "",
    words_en: str = "",
    by: Actor,
    version: int | None = None,
) -> NeedChange | None:
    """Change what everybody reads; everybody reads what was changed, and who follows is told.

    Returns the change, or None where nothing was. Who may see the need stays: some would have had
    it before others.
    """
    before = _said(need)
    after = {name: _plain(value) for name, value in facts.columns().items()}
    changed = [name for name in READ if before[name] != after[name]]
    if not changed:
        return None
    with doing(need, Act.CHANGE, by=by, version=version):
        for name, value in facts.columns().items():
            setattr(need, name, value)
        require_whole(need, is_new=False)
        need.shown_at = clock.now()
        if "interest_until" in changed:
            need.deadline_told_at = None
        change = NeedChange(
            number=len(need.changes) + 1,
            changed_at=clock.now(),
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            words_sv=words_sv,
            words_en=words_en,
        )
        need.changes.append(change)
    notices.tell_followers(need, "changed", f"change {change.number}", number=change.number)
    return change


def hand_over(
    need: Need,
    *,
    owner_id: int | None,
    keeper_id: int | None,
    is_leader: bool,
    by: Actor,
    version: int | None = None,
) -> None:
    """Give a need another owner, or somebody who acts in the owner's place.

    Raises `IsLed` when those who plan do so although the need has an owner who is here.
    """
    if not is_leader and need.state != NeedState.DRAFT and leaders_of(need):
        raise IsLed
    with doing(need, Act.HAND_OVER, by=by, version=version):
        need.owner_id, need.keeper_id = owner_id, keeper_id
        db.session.flush()
        db.session.expire(need, ["owner", "keeper"])
        if not leaders_of(need):
            raise NobodyLeads
    notices.tell_leaders(need, "handed_over", f"v{need.version}")


def trust_publisher(organisation_id: int, *, by: Actor) -> None:
    """Let an organisation's people publish needs by themselves."""
    added = db.add_if_absent(NeedPublisher, organisation_id=organisation_id, since=clock.now())
    if added is not None:
        record(
            "needs.trust", subject=db.session.get(NeedPublisher, organisation_id), by=by, detail={}
        )


def distrust_publisher(publisher: NeedPublisher, *, by: Actor) -> None:
    """Have the arena say yes to an organisation's needs again."""
    record("needs.distrust", subject=publisher, by=by, detail={})
    db.session.delete(publisher)


def _require_ready(need: Need) -> None:
    require_whole(need)
    if not leaders_of(need):
        raise NobodyLeads


def _said(need: Need) -> dict[str, Any]:
    return {name: _plain(getattr(need, name)) for name in READ}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
