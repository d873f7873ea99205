"""The documents that are shared with the guests."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from arena import db
from arena.delegations.models import Delegation, Document, DocumentVersion
from arena.errors import NotFound


def list_shared(delegation: Delegation) -> Sequence[DocumentVersion]:
    """Return the newest version of each shared document, by title; without its body."""
    documents = db.session.scalars(
        select(Document)
        .where(Document.delegation_id == delegation.id, Document.is_shared)
        .options(selectinload(Document.versions))
        .order_by(Document.title, Document.id)
    ).all()
    return [document.versions[-1] for document in documents if document.versions]


def get_shared(delegation: Delegation, document_id: int) -> DocumentVersion:
    """Return the newest version of a shared document with its body; raise `NotFound`."""
    found = db.session.scalars(
        select(DocumentVersion)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(
            Document.id == document_id,
            Document.delegation_id == delegation.id,
            Document.is_shared,
        )
        .options(undefer(DocumentVersion.body))
        .order_by(DocumentVersion.number.desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    return found
