"""The register of agreements: entering, changing, signing, ending early, renewing, reminding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.queries import list_planners
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.directory.models import Organisation
from arena.networks.models import Agreement, AgreementParty, Network
from arena.networks.queries.agreements import find_following, term_of
from arena.networks.rules.agreements import reminders_due
from arena.networks.services.acting import (
    PRESSED_TWICE,
    lock_founding,
    lock_row,
    require_version,
)
from arena.networks.services.errors import ChangedMeanwhile, IsOver, Renewed, WrongPeriod
from arena.networks.services.telling import tell_owner


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """What is known of an agreement; `ends_on` is the day from which it no longer holds."""

    type: str
    title: str
    starts_on: date
    summary: str = ""
    registry_number: str = ""
    network: Network | None = None
    owner: User | None = None
    ends_on: date | None = None
    review_on: date | None = None
    next_meeting_on: date | None = None
    settles: Sequence[str] = ()

    def columns(self) -> dict[str, Any]:
        """Return them as an agreement keeps them; raise `WrongPeriod`."""
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise WrongPeriod("last_day")
        return {
            "type": str(self.type),
            "title": self.title,
            "summary": self.summary,
            "registry_number": self.registry_number,
            "network_id": self.network.id if self.network else None,
            "owner_id": self.owner.id if self.owner else None,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "review_on": self.review_on,
            "next_meeting_on": self.next_meeting_on,
            "settles": sorted(map(str, self.settles)),
        }


@dataclass(frozen=True)
class PartyFacts:
    """An organisation that an agreement binds, who signs for it, and when they did."""

    organisation: Organisation
    signatory: str = ""
    signed_on: date | None = None


def enter_agreement(
    facts: AgreementFacts, parties: Sequence[PartyFacts] = (), *, by: Actor
) -> Agreement:
    """Enter an agreement into the register; raise `WrongPeriod`.

    The very same one within a quarter of an hour is the same: somebody pressed twice.
    """
    columns = facts.columns()
    lock_founding()
    if (repeated := _find_repeated(columns)) is not None:
        return repeated
    now = clock.now()
    agreement = Agreement(**columns, created_at=now, updated_at=now)
    agreement.parties = [AgreementParty(**vars(party)) for party in parties]
    db.session.add(agreement)
    db.session.flush()
    record("agreements.enter", subject=agreement, by=by, detail={"type": agreement.type})
    return agreement


def change_agreement(
    agreement: Agreement, facts: AgreementFacts, *, version: int, by: Actor
) -> None:
    """Change what is known of an agreement; raise `ChangedMeanwhile` or `WrongPeriod`."""
    lock_row(agreement)
    wanted = facts.columns()
    changed = sorted(key for key, value in wanted.items() if getattr(agreement, key) != value)
    if not changed:
        return
    require_version(agreement, version)
    for key in changed:
        setattr(agreement, key, wanted[key])
    _raise_version(agreement)
    record("agreements.change", subject=agreement, by=by, detail={"changed": changed})


def set_party(agreement: Agreement, facts: PartyFacts, *, by: Actor) -> AgreementParty:
    """Let an agreement bind an organisation, or say who signed for it and when."""
    lock_row(agreement)
    party = _find_party(agreement, facts.organisation)
    if party is None:
        party = AgreementParty(
            agreement_id=agreement.id,
            organisation_id=facts.organisation.id,
            signatory=facts.signatory,
            signed_on=facts.signed_on,
        )
        try:
            with db.session.begin_nested():
                db.session.add(party)
        except IntegrityError as error:
            raise ChangedMeanwhile from error
        act = "agreements.add_party"
    elif (party.signatory, party.signed_on) == (facts.signatory, facts.signed_on):
        return party
    else:
        party.signatory, party.signed_on = facts.signatory, facts.signed_on
        act = "agreements.change_party"
    _raise_version(agreement)
    record(act, subject=agreement, by=by, detail={"organisation": facts.organisation.id})
    return party


def remove_party(party: AgreementParty, *, by: Actor) -> None:
    """Take out an organisation that an agreement does not bind."""
    agreement = party.agreement
    lock_row(agreement)
    db.session.delete(party)
    db.session.flush()
    db.session.expire(agreement, ["parties"])
    _raise_version(agreement)
    detail = {"organisation": party.organisation_id}
    record("agreements.remove_party", subject=agreement, by=by, detail=detail)


def end_early(agreement: Agreement, *, on: date, because: str, by: Actor) -> None:
    """Let an agreement end before its day, and say why; raise `IsOver` or `WrongPeriod`.

    `on` is the first day on which it no longer holds.
    """
    lock_row(agreement)
    if (agreement.ends_on, agreement.ended_early_because) == (on, because):
        return  # Pressed twice.
    if agreement.ends_on is not None and agreement.ends_on <= clock.today():
        raise IsOver
    if on <= agreement.starts_on or (agreement.ends_on is not None and on > agreement.ends_on):
        raise WrongPeriod("on")
    agreement.ends_on, agreement.ended_early_because = on, because
    _raise_version(agreement)
    record("agreements.end_early", subject=agreement, by=by, detail={"on": on.isoformat()})


def renew_agreement(
    agreement: Agreement, *, starts_on: date, ends_on: date | None, by: Actor
) -> Agreement:
    """Let another agreement with the same parties follow; they have yet to sign it.

    Raise `Renewed` or `WrongPeriod`.
    """
    lock_row(agreement)
    renewed = find_following(agreement)
    if renewed is not None and (renewed.starts_on, renewed.ends_on) == (starts_on, ends_on):
        return renewed  # Pressed twice.
    facts = AgreementFacts(
        type=agreement.type,
        title=agreement.title,
        summary=agreement.summary,
        network=agreement.network,
        owner=agreement.owner,
        starts_on=starts_on,
        ends_on=ends_on,
        settles=agreement.settles,
    )
    now = clock.now()
    following = Agreement(**facts.columns(), renews_id=agreement.id, created_at=now, updated_at=now)
    following.parties = [
        AgreementParty(organisation=party.organisation, signatory=party.signatory)
        for party in agreement.parties
    ]
    try:
        with db.session.begin_nested():
            db.session.add(following)
    except IntegrityError as error:
        raise Renewed from error
    detail = {"renews": agreement.id}
    record("agreements.renew", subject=following, by=by, detail=detail)
    return following


def remind_of(agreement: Agreement, *, by: Actor = WORKER) -> None:
    """Mail the owner what is due of an agreement, once; those who plan where it has none."""
    is_cared_for = agreement.owner is not None and agreement.owner.is_open
    people = [agreement.owner] if is_cared_for and agreement.owner else list(list_planners())
    for reminder in reminders_due(term_of(agreement), agreement.review_on, clock.today()):
        if tell_owner(agreement, people, reminder):
            what = reminder.partition(":")[0]
            record("agreements.remind", subject=agreement, by=by, detail={"of": what})


def _find_repeated(columns: dict[str, Any]) -> Agreement | None:
    """Return the agreement that has just been entered with the very same facts."""
    candidates = db.session.scalars(
        select(Agreement).where(
            Agreement.title == columns["title"],
            Agreement.created_at > clock.now() - PRESSED_TWICE,
            Agreement.renews_id.is_(None),
        )
    )
    return next(
        (
            each
            for each in candidates
            if all(getattr(each, name) == value for name, value in columns.items())
        ),
        None,
    )


def _find_party(agreement: Agreement, organisation: Organisation) -> AgreementParty | None:
    return db.session.scalar(
        select(AgreementParty).where(
            AgreementParty.agreement_id == agreement.id,
            AgreementParty.organisation_id == organisation.id,
        )
    )


def _raise_version(agreement: Agreement) -> None:
    agreement.version += 1
    agreement.updated_at = clock.now()
