"""Keeping documents: a new one, a newer version, another title, withdrawn and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.documents.errors import (
    EmptyFile,
    FileTooLarge,
    NewerMeanwhile,
    Sealed,
    UnknownKindOfFile,
)
from arena.documents.folders import Folder
from arena.documents.models import FiledDocument, FiledVersion
from arena.documents.queries import list_documents, list_expired
from arena.documents.rules import LARGEST, media_type


@dataclass(frozen=True)
class Upload:
    """A file that somebody has sent: its name, as they call it, and what is in it."""

    filename: str
    body: bytes


@dataclass(frozen=True)
class CheckedFile:
    """A file of a kind and a size that is kept, under its bare name."""

    filename: str
    media_type: str
    body: bytes


def check_file(upload: Upload) -> CheckedFile:
    """Return a file as it may be kept; raise `EmptyFile`, `FileTooLarge`, `UnknownKindOfFile`."""
    filename = PurePath(upload.filename.replace("\\", "/")).name[-200:]
    kind = media_type(filename)
    if kind is None:
        raise UnknownKindOfFile
    if not upload.body:
        raise EmptyFile
    if len(upload.body) > LARGEST:
        raise FileTooLarge
    return CheckedFile(filename, kind, upload.body)


def add_document(
    kind: str, key: str, title: str, upload: Upload, *, user_id: int | None, by: Actor
) -> FiledDocument:
    """Keep a document in a folder; the same one twice is one. Raises what `check_file` raises."""
    file = check_file(upload)
    _lock_folder(kind, key)
    for each in list_documents(kind, key):
        if each.title == title and _is_same(each.newest, file):
            return each
    document = FiledDocument(folder=kind, key=key, title=title, created_at=clock.now())
    document.versions.append(_version(file, 1, user_id))
    db.session.add(document)
    db.session.flush()
    record("documents.add", subject=document, by=by, detail={"folder": kind})
    return document


def add_version(
    document: FiledDocument,
    upload: Upload,
    *,
    folder: Folder,
    seen: int,
    what_is_new: str = "",
    user_id: int | None,
    by: Actor,
) -> FiledVersion:
    """Keep a newer version; `seen` is the number of the one that it replaces.

    The same file once more is no new version. Raises `NewerMeanwhile`, `Sealed`, and what
    `check_file` raises.
    """
    file = check_file(upload)
    _hold(document, folder)
    newest = document.newest
    if _is_same(newest, file):
        return newest
    if newest.number != seen:
        raise NewerMeanwhile
    version = _version(file, newest.number + 1, user_id)
    version.what_is_new = what_is_new
    document.versions.append(version)
    db.session.flush()
    record("documents.add_version", subject=document, by=by, detail={"version": version.number})
    return version


def rename(document: FiledDocument, title: str, *, folder: Folder, by: Actor) -> None:
    """Give a document another title."""
    _hold(document, folder)
    if document.title != title:
        document.title = title
        record("documents.rename", subject=document, by=by)


def withdraw(document: FiledDocument, *, folder: Folder, by: Actor) -> None:
    """Take a document away from those who only read; its versions are kept for a while."""
    _hold(document, folder)
    if document.withdrawn_at is None:
        document.withdrawn_at = clock.now()
        record("documents.withdraw", subject=document, by=by)


def put_back(document: FiledDocument, *, folder: Folder, by: Actor) -> None:
    """Let a document that was withdrawn be read again."""
    _hold(document, folder)
    if document.withdrawn_at is not None:
        document.withdrawn_at = None
        record("documents.put_back", subject=document, by=by)


def erase_withdrawn(numbers: Sequence[int], by: Actor) -> int:
    """Erase documents whose time after being withdrawn is over."""
    due = set(numbers) & set(list_expired())
    for document in db.session.scalars(select(FiledDocument).where(FiledDocument.id.in_(due))):
        db.session.delete(document)
    if due:
        record("documents.erase_withdrawn", subject=None, by=by, detail={"count": len(due)})
    return len(due)


def _lock_folder(kind: str, key: str) -> None:
    """Let two who add to a folder come one after the other, until the transaction ends.

    PostgreSQL would let both find nothing there; on SQLite one who writes is alone anyhow.
    """
    if db.dialect() == "postgresql":
        folder = func.hashtext(f"documents {kind} {key}")
        db.session.execute(select(func.pg_advisory_xact_lock(folder)))


def _hold(document: FiledDocument, folder: Folder) -> None:
    """Lock a document for the rest of the transaction; what is sealed is left alone."""
    if folder.is_sealed:
        raise Sealed
    db.session.refresh(document, with_for_update={"of": FiledDocument})


def _is_same(version: FiledVersion, file: CheckedFile) -> bool:
    return version.filename == file.filename and version.body == file.body


def _version(file: CheckedFile, number: int, user_id: int | None) -> FiledVersion:
    return FiledVersion(
        number=number,
        filename=file.filename,
        media_type=file.media_type,
        size=len(file.body),
        body=file.body,
        added_by_id=user_id,
        added_at=clock.now(),
    )
