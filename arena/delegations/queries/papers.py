"""Documents, gifts and expenses of a delegation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import db
from arena.delegations.models import Delegation, Document, DocumentVersion, Expense, Gift
from arena.errors import NotFound

Paper = TypeVar("Paper", Document, Gift, Expense)


def list_documents(delegation: Delegation, *, only_shared: bool = False) -> Sequence[Document]:
    """Return the documents of a delegation by title; `only_shared`: those that guests see."""
    query = select(Document).where(Document.delegation_id == delegation.id)
    if only_shared:
        query = query.where(Document.is_shared)
    return db.session.scalars(
        query.options(selectinload(Document.versions)).order_by(Document.title, Document.id)
    ).all()


def list_gifts(delegation: Delegation) -> Sequence[Gift]:
    """Return the log of gifts, by day."""
    return db.session.scalars(
        select(Gift).where(Gift.delegation_id == delegation.id).order_by(Gift.given_on, Gift.id)
    ).all()


def list_expenses(delegation: Delegation) -> Sequence[Expense]:
    """Return the expenses, in the order in which they were entered."""
    return db.session.scalars(
        select(Expense).where(Expense.delegation_id == delegation.id).order_by(Expense.id)
    ).all()


def sum_by_bearer(expenses: Sequence[Expense]) -> Mapping[str, int]:
    """Return what each bears of some expenses, in whole kronor without VAT."""
    sums: Counter[str] = Counter()
    for expense in expenses:
        sums[expense.bearer] += expense.amount_sek
    return sums


def get_paper(kind: type[Paper], delegation: Delegation, number: int) -> Paper:
    """Return a document, a gift or an expense of a delegation; raise `NotFound`."""
    found = db.session.get(kind, number)
    if found is None or found.delegation_id != delegation.id:
        raise NotFound
    return found


def get_version(document: Document, number: int) -> DocumentVersion:
    """Return one version of a document; raise `NotFound`."""
    for version in document.versions:
        if version.number == number:
            return version
    raise NotFound
