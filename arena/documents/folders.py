"""Folders of documents: a package registers its kind, and says who may see and change those.

This floor knows no meetings and no agreements. It asks their package, for each request anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, url_for

from arena.accounts import policy
from arena.errors import NotFound

_KINDS = "arena.documents.folders"
_LONGEST_KEY = 80


@dataclass(frozen=True)
class FolderKind:
    """What a package says of its folders.

    `find` returns what a key names, or None. The predicates take the signed-in person and that;
    `may_change` holds for adding, and `is_sealed` tells that what is there stays as it is.
    `name` and `address` lead back to the page that shows the folder.
    """

    find: Callable[[str], Any | None]
    may_see: Callable[[Any, Any], bool]
    may_change: Callable[[Any, Any], bool]
    name: Callable[[Any], str]
    address: Callable[[Any, Any], str]
    is_sealed: Callable[[Any], bool] = lambda subject: False


@dataclass(frozen=True)
class Folder:
    """One folder, as the reader may use it."""

    kind: str
    key: str
    name: str
    address: str
    may_change: bool
    is_sealed: bool
    side: str  # The blueprint of the reader's pages.

    def url(self, view: str, **values: Any) -> str:
        """Return the address of a page of this folder, on the reader's side."""
        return url_for(f"{self.side}.{view}", kind=self.kind, key=self.key, **values)


def register(app: Flask, kind: str, folder_kind: FolderKind) -> None:
    """Let a package have folders of a kind: “meeting”."""
    app.extensions.setdefault(_KINDS, {})[kind] = folder_kind


def open_folder(kind: str, key: str, person: Any) -> Folder:
    """Return a folder as somebody may use it; `NotFound` for whom it does not exist."""
    kinds: dict[str, FolderKind] = current_app.extensions.get(_KINDS, {})
    known = kinds.get(kind)
    subject = known.find(key) if known and len(key) <= _LONGEST_KEY else None
    if known is None or subject is None or not known.may_see(person, subject):
        raise NotFound
    return Folder(
        kind=kind,
        key=key,
        name=known.name(subject),
        address=known.address(subject, person),
        may_change=known.may_change(person, subject),
        is_sealed=known.is_sealed(subject),
        side="documents_partner" if policy.is_partner(person) else "documents",
    )
