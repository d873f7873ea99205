"""Once the guests have been here: what was promised, whom one met, the report, and thanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Contact, Delegation, DelegationReport, Promise
from arena.delegations.queries.promises import find_report, list_contacts, list_promises
from arena.delegations.rules.ladder import Act
from arena.delegations.rules.reporting import ReportFacts
from arena.delegations.services.acting import doing, keep
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.messages.services import Recipient, queue


@dataclass(frozen=True, kw_only=True)
class PromiseFacts:
    """What was promised, by whom and until when, and the answer once there is one."""

    question: str
    due_on: date
    owner_id: int | None = None
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """Whom one met, and with which organisations that may be shared."""

    name: str
    title: str = ""
    organisation: str = ""
    email: str = ""
    about: str = ""
    shared_with: Sequence[str] = field(default=())
    consent_on: date | None = None


def promise(delegation: Delegation, facts: PromiseFacts, *, by: Actor) -> Promise:
    """Write down an answer that was promised; the same one twice is one."""
    keep(delegation)
    for each in list_promises(delegation):
        if each.question == facts.question:
            return each
    made = Promise(delegation=delegation)
    _write_promise(made, facts)
    db.session.add(made)
    db.session.flush()
    record("delegations.promise", subject=delegation, by=by, detail={"promise": made.id})
    return made


def change_promise(made: Promise, facts: PromiseFacts, *, by: Actor) -> None:
    """Change what was promised, or answer it."""
    keep(made.delegation)
    _write_promise(made, facts)
    record("delegations.promise", subject=made.delegation, by=by, detail={"promise": made.id})


def remove_promise(made: Promise, *, by: Actor) -> None:
    """Forget what was not promised after all."""
    record("delegations.unpromise", subject=made.delegation, by=by, detail={"promise": made.id})
    db.session.delete(made)


def keep_contact(
    delegation: Delegation, facts: ContactFacts, *, contact: Contact | None = None, by: Actor
) -> Contact:
    """Write down whom one met, or change it; the same name and organisation twice is one."""
    keep(delegation)
    known = {(each.name, each.organisation): each for each in list_contacts(delegation)}
    kept = contact or known.get((facts.name, facts.organisation)) or Contact(delegation=delegation)
    for name, value in asdict(facts).items():
        setattr(kept, name, list(value) if name == "shared_with" else value)
    db.session.add(kept)
    db.session.flush()
    record("delegations.keep_contact", subject=delegation, by=by, detail={"contact": kept.id})
    return kept


def remove_contact(contact: Contact, *, by: Actor) -> None:
    """Forget somebody whom one met."""
    detail = {"contact": contact.id}
    record("delegations.remove_contact", subject=contact.delegation, by=by, detail=detail)
    db.session.delete(contact)


def write_report(
    delegation: Delegation,
    facts: ReportFacts,
    *,
    is_finished: bool,
    version: int | None = None,
    by: Actor,
) -> DelegationReport:
    """Write the report of a visit; `is_finished` says that it may be counted on.

    Raises `ChangedMeanwhile` when it is no longer the one of `version` (0: not written yet).
    """
    with doing(delegation, Act.REPORT, by=by):
        report = find_report(delegation)
        if version is not None and version != (report.version if report else 0):
            raise ChangedMeanwhile
        if report is None:
            report = DelegationReport(delegation=delegation, version=0)
            db.session.add(report)
        for name, value in asdict(facts).items():
            setattr(report, name, value)
        report.finished_at = (report.finished_at or clock.now()) if is_finished else None
        report.version += 1
        db.session.flush()
        return report


def thank(delegation: Delegation, words: str, *, version: int | None = None, by: Actor) -> None:
    """Thank the guests, with the answers that there are, and count the visit as followed up."""
    with doing(delegation, Act.FOLLOW_UP, by=by, version=version):
        queue(
            "delegations/thanks",
            Recipient(
                delegation.contact_email, delegation.contact_name, delegation.contact_language
            ),
            subject=f"delegation:{delegation.id}",
            occasion=str(delegation.version),
            params={"delegation_id": delegation.id, "words": words},
        )
        report = find_report(delegation)
        if report is None:
            report = DelegationReport(delegation=delegation)
            db.session.add(report)
        report.thanked_at = clock.now()


def _write_promise(made: Promise, facts: PromiseFacts) -> None:
    made.question, made.due_on, made.owner_id = facts.question, facts.due_on, facts.owner_id
    made.answer = facts.answer
    made.answered_at = (made.answered_at or clock.now()) if facts.answer else None
