"""Where facts about people come from, on what ground they are kept, and their withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from blinker import Signal
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from arena import clock, db, tokens
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import (
    COLUMNS,
    Audience,
    Basis,
    Fact,
    FactSource,
    LanguageLevel,
    Person,
    PersonFact,
    PersonLanguage,
    PersonRole,
    value_of,
)
from arena.directory.services.indexing import keep_person
from arena.errors import Conflict, Invalid

# Sent with the person, `fact` and `by`, in the transaction of the act: who has copied a fact that
# may be shown no more takes it away as well.
withdrawn = Signal("A person no longer lets a fact be kept.")


class Withdrawn(Invalid):
    """The person has withdrawn exactly this."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(
            _l(
                "The person has withdrawn this. Enter it again only when they have told you"
                " themselves, and say so under where it comes from."
            ),
            COLUMNS.get(fact, "title"),
        )


class NothingKept(Conflict):
    """There is no such fact of the person."""

    def __init__(self) -> None:
        super().__init__(_l("Nothing of the kind is kept of this person."))


@dataclass(frozen=True)
class Origin:
    """Where a fact was got, on what ground it is kept, and who may be shown it."""

    source: FactSource = FactSource.UNKNOWN
    words: str = ""
    basis: Basis = Basis.TASK
    audience: Audience = Audience.STAFF
    obtained_on: date | None = None  # None: today.

    @property
    def is_own_word(self) -> bool:
        """Whether the person themselves agreed to it."""
        return self.source is FactSource.PERSON and self.basis is Basis.CONSENT


def note_fact(person: Person, fact: Fact, value: str, origin: Origin) -> None:
    """Say where a fact that is written now comes from; a blank one has no origin any more.

    Raise `Withdrawn` for what the person has withdrawn, unless it is they who give it again.
    """
    row = _find(person.id, fact)
    if row is not None and row.withdrawn_at is not None:
        if is_withdrawn(person.id, fact, value) and not origin.is_own_word:
            raise Withdrawn(fact)
        if not value:
            return  # That it was withdrawn stays.
    if not value:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = PersonFact(person_id=person.id, fact=fact)
        db.session.add(row)
    _write(row, origin)
    row.withdrawn_at, row.withdrawn_digest = None, ""
    db.session.flush()


def note_origin(person: Person, fact: Fact, origin: Origin, *, by: Actor) -> None:
    """Say where a fact comes from of which nobody has said it yet."""
    note_fact(person, fact, value_of(person, fact), origin)
    detail = {"fact": str(fact), "basis": str(origin.basis), "audience": str(origin.audience)}
    record("directory.change_origin", subject=person, by=by, detail=detail)


def change_origin(fact: PersonFact, origin: Origin, *, by: Actor) -> None:
    """Change what is said of where a fact comes from, and of who may be shown it."""
    if fact.withdrawn_at is not None:
        raise NothingKept
    _write(fact, origin)
    detail = {"fact": fact.fact, "basis": fact.basis, "audience": fact.audience}
    record("directory.change_origin", subject=fact.person, by=by, detail=detail)


def withdraw_fact(person: Person, fact: Fact, *, by: Actor) -> None:
    """Take a fact away wherever it is shown, since the person no longer lets it be kept.

    What stays is that it was withdrawn, and a digest by which it is known again. Raise
    `NothingKept`.
    """
    value = value_of(person, fact)
    if not value:
        raise NothingKept
    row = _find(person.id, fact)
    if row is None:
        row = PersonFact(person_id=person.id, fact=fact)
        db.session.add(row)
        _write(row, Origin())
    row.withdrawn_at, row.withdrawn_digest = clock.now(), tokens.keyed_digest(_folded(value))
    if fact is Fact.TITLE:
        titles = update(PersonRole).where(PersonRole.person_id == person.id).values(title="")
        db.session.execute(titles.execution_options(synchronize_session="fetch"))
    else:
        setattr(person, COLUMNS[fact], "" if fact is Fact.ADDRESS else None)
    person.updated_at = clock.now()
    db.session.flush()
    keep_person(person.id)
    withdrawn.send(person, fact=fact, by=by)
    record("directory.withdraw_fact", subject=person, by=by, detail={"fact": str(fact)})


def set_languages(person: Person, levels: Mapping[str, LanguageLevel], *, by: Actor) -> None:
    """Say which languages a person speaks, and how well."""
    known = {each.language: each.level for each in person.languages}
    wanted: dict[str, Any] = {language: str(level) for language, level in levels.items()}
    if known == wanted:
        return
    db.session.execute(delete(PersonLanguage).where(PersonLanguage.person_id == person.id))
    db.session.expire(person, ["languages"])
    for language, level in sorted(wanted.items()):
        db.session.add(PersonLanguage(person_id=person.id, language=language, level=level))
    person.updated_at = clock.now()
    db.session.flush()
    db.session.expire(person, ["languages"])
    record("directory.set_languages", subject=person, by=by)


def is_withdrawn(person_id: int, fact: Fact, value: str | None) -> bool:
    """Tell whether somebody has withdrawn exactly this."""
    row = _find(person_id, fact)
    if row is None or row.withdrawn_at is None or not value:
        return False
    return tokens.keyed_digest(_folded(value)) == row.withdrawn_digest


def _find(person_id: int, fact: Fact) -> PersonFact | None:
    return db.session.scalar(
        select(PersonFact).where(PersonFact.person_id == person_id, PersonFact.fact == fact)
    )


def _write(row: PersonFact, origin: Origin) -> None:
    row.source, row.source_words = origin.source, origin.words
    row.basis, row.audience = origin.basis, origin.audience
    row.obtained_on = origin.obtained_on or clock.today()


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
