"""Documents with their versions, the log of gifts, and expenses with who bears them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, Document, DocumentVersion, Expense, Gift
from arena.delegations.queries.papers import list_documents, list_expenses, list_gifts
from arena.delegations.services.acting import keep
from arena.documents.services import Upload, check_file

Row = TypeVar("Row", Gift, Expense)


@dataclass(frozen=True, kw_only=True)
class GiftFacts:
    """A gift, as it is logged; its value in whole kronor, estimated."""

    direction: str
    what: str
    person: str
    value_sek: int | None
    kept_where: str
    given_on: date


@dataclass(frozen=True, kw_only=True)
class ExpenseFacts:
    """A cost in whole kronor without VAT, and who bears it."""

    what: str
    amount_sek: int
    bearer: str
    bearer_name: str
    invoice_reference: str


def add_document(
    delegation: Delegation,
    title: str,
    upload: Upload,
    *,
    is_shared: bool,
    user_id: int | None,
    by: Actor,
) -> Document:
    """Keep a document; guests see it where it is shared. The same one twice is one.

    Raises what `arena.documents.services.check_file` raises.
    """
    keep(delegation)
    version = _version(upload, 1, user_id)
    for each in list_documents(delegation):
        newest = each.versions[-1]
        if (each.title, newest.filename, newest.body) == (title, version.filename, version.body):
            return each
    document = Document(delegation=delegation, title=title, is_shared=is_shared)
    document.versions.append(version)
    db.session.add(document)
    db.session.flush()
    detail = {"document": document.id, "shared": is_shared}
    record("delegations.add_document", subject=delegation, by=by, detail=detail)
    return document


def add_version(document: Document, upload: Upload, *, user_id: int | None, by: Actor) -> None:
    """Keep a newer version of a document; the same file once more is no new version.

    Raises what `add_document` raises.
    """
    db.session.refresh(document, with_for_update={"of": Document})
    newest = document.versions[-1]
    version = _version(upload, newest.number + 1, user_id)
    if (newest.filename, newest.body) == (version.filename, version.body):
        return
    document.versions.append(version)
    db.session.flush()
    detail = {"document": document.id, "version": version.number}
    record("delegations.add_document_version", subject=document.delegation, by=by, detail=detail)


def change_document(document: Document, *, title: str, is_shared: bool, by: Actor) -> None:
    """Give a document another title, share it with the guests or no longer."""
    document.title, document.is_shared = title, is_shared
    detail = {"document": document.id, "shared": is_shared}
    record("delegations.change_document", subject=document.delegation, by=by, detail=detail)


def remove_document(document: Document, *, by: Actor) -> None:
    """Forget a document and all its versions."""
    detail = {"document": document.id}
    record("delegations.remove_document", subject=document.delegation, by=by, detail=detail)
    db.session.delete(document)


def log_gift(
    delegation: Delegation, facts: GiftFacts, *, gift: Gift | None = None, by: Actor
) -> Gift:
    """Log a gift, or change what was logged; the very same one twice is one."""
    keep(delegation)
    if gift is None and (same := _find_same(list_gifts(delegation), asdict(facts))):
        return same
    kept = gift or Gift(delegation_id=delegation.id)
    for name, value in asdict(facts).items():
        setattr(kept, name, value)
    db.session.add(kept)
    db.session.flush()
    record("delegations.log_gift", subject=delegation, by=by, detail={"gift": kept.id})
    return kept


def remove_gift(delegation: Delegation, gift: Gift, *, by: Actor) -> None:
    """Take a gift out of the log; that it stood there is in the trail."""
    record("delegations.remove_gift", subject=delegation, by=by, detail={"gift": gift.id})
    db.session.delete(gift)


def enter_expense(
    delegation: Delegation, facts: ExpenseFacts, *, expense: Expense | None = None, by: Actor
) -> Expense:
    """Enter an expense, or change one; the very same one twice is one."""
    keep(delegation)
    if expense is None and (same := _find_same(list_expenses(delegation), asdict(facts))):
        return same
    kept = expense or Expense(delegation_id=delegation.id)
    for name, value in asdict(facts).items():
        setattr(kept, name, value)
    db.session.add(kept)
    db.session.flush()
    detail = {"expense": kept.id, "amount_sek": facts.amount_sek}
    record("delegations.enter_expense", subject=delegation, by=by, detail=detail)
    return kept


def remove_expense(delegation: Delegation, expense: Expense, *, by: Actor) -> None:
    """Forget an expense."""
    record("delegations.remove_expense", subject=delegation, by=by, detail={"expense": expense.id})
    db.session.delete(expense)


def _find_same(rows: Iterable[Row], facts: Mapping[str, object]) -> Row | None:
    """Return the row that says all of this already, as a double click would enter it."""
    for row in rows:
        if all(getattr(row, name) == value for name, value in facts.items()):
            return row
    return None


def _version(upload: Upload, number: int, user_id: int | None) -> DocumentVersion:
    file = check_file(upload)
    return DocumentVersion(
        number=number,
        filename=file.filename,
        media_type=file.media_type,
        size=len(file.body),
        body=file.body,
        added_by_id=user_id,
        added_at=clock.now(),
    )
