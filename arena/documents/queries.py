"""Reads of documents and their versions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from arena import db, retention
from arena.documents.models import FiledDocument, FiledVersion
from arena.errors import NotFound


def list_documents(kind: str, key: str, *, withdrawn: bool = False) -> Sequence[FiledDocument]:
    """Return the documents of a folder by title, with their versions; or those withdrawn."""
    is_withdrawn = FiledDocument.withdrawn_at.is_not(None)
    return db.session.scalars(
        select(FiledDocument)
        .where(
            FiledDocument.folder == kind,
            FiledDocument.key == key,
            is_withdrawn if withdrawn else ~is_withdrawn,
        )
        .options(selectinload(FiledDocument.versions).options(joinedload(FiledVersion.added_by)))
        .order_by(FiledDocument.title, FiledDocument.id)
    ).all()


def get_document(kind: str, key: str, number: int, *, withdrawn: bool = False) -> FiledDocument:
    """Return a document of a folder; `withdrawn`: also one that is. Raise `NotFound`."""
    found = db.session.get(FiledDocument, number)
    if found is None or (found.folder, found.key) != (kind, key):
        raise NotFound
    if found.withdrawn_at is not None and not withdrawn:
        raise NotFound
    return found


def get_version(document: FiledDocument, number: int) -> FiledVersion:
    """Return one version of a document; raise `NotFound`."""
    for version in document.versions:
        if version.number == number:
            return version
    raise NotFound


def map_titles(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of documents by number."""
    rows = db.session.execute(
        select(FiledDocument.id, FiledDocument.title).where(FiledDocument.id.in_(numbers))
    )
    return {row.id: row.title for row in rows}


def list_expired() -> Sequence[int]:
    """Return the numbers of documents that were withdrawn long ago."""
    return db.session.scalars(
        select(FiledDocument.id)
        .where(FiledDocument.withdrawn_at < retention.cutoff(retention.WITHDRAWN))
        .order_by(FiledDocument.id)
    ).all()
