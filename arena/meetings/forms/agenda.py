"""What is typed about the items of an agenda."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.meetings.models import ItemKind, StandingItem
from arena.meetings.queries.agenda import Entry
from arena.meetings.record_words import KINDS
from arena.meetings.services.agenda import ItemFacts, StandingFacts
from arena.web.fields import (
    CheckboxField,
    HiddenField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

_KIND_CHOICES = [(str(kind), KINDS[kind]) for kind in ItemKind]


class ItemForm(Form):
    """One item as it is planned; it knows which version of the item it is about."""

    version = HiddenField(max_length=9)
    title = TextField(_l("What it is about"), required=_l("Say what it is about"), max_length=200)
    kind = RadioField(
        _l("What it is for"),
        choices=_KIND_CHOICES,
        required=_l("Choose what it is for"),
        default=str(ItemKind.DISCUSSION),
    )
    minutes = IntegerField(_l("How many minutes it may take"), minimum=1, maximum=600, width=4)
    presenter = TextField(_l("Who presents it"), max_length=160)
    background = TextAreaField(_l("What to know beforehand"), max_length=8000, rows=6)

    def facts(self) -> ItemFacts:
        """Return what was typed."""
        return ItemFacts(
            title=self.title.data,
            kind=self.kind.data or str(ItemKind.DISCUSSION),
            minutes=self.minutes.data,
            presenter=self.presenter.data,
            background=self.background.data,
        )

    @property
    def seen_version(self) -> int:
        """The version of the item that the form was shown at."""
        return read_whole(self.version.data) or 0

    def show(self, entry: Entry) -> None:
        """Fill the form with what an item is now."""
        self.show_version(entry)
        for name in ("title", "kind", "minutes", "presenter", "background"):
            self[name].data = getattr(entry, name)

    def show_version(self, entry: Entry) -> None:
        """Let the form be about the item as it is now."""
        _set(self.version, str(entry.item.version if entry.item else 1))


class StandingForm(Form):
    """An item that every agenda of a network has."""

    title_sv = TextField(
        _l("What it is about, in Swedish"), required=_l("Say what it is about"), max_length=200
    )
    title_en = TextField(
        _l("What it is about, in English"), required=_l("Say what it is about"), max_length=200
    )
    kind = RadioField(
        _l("What it is for"),
        choices=_KIND_CHOICES,
        required=_l("Choose what it is for"),
        default=str(ItemKind.INFORMATION),
    )
    minutes = IntegerField(_l("How many minutes it may take"), minimum=1, maximum=600, width=4)
    is_last = CheckboxField(_l("It stands at the end, after what the meeting itself takes up"))

    def facts(self) -> StandingFacts:
        """Return what was typed."""
        return StandingFacts(
            title_sv=self.title_sv.data,
            title_en=self.title_en.data,
            kind=self.kind.data or str(ItemKind.INFORMATION),
            minutes=self.minutes.data,
            is_last=self.is_last.data,
        )

    def show(self, standing: StandingItem) -> None:
        """Fill the form with what the item is now."""
        for name in ("title_sv", "title_en", "kind", "minutes", "is_last"):
            self[name].data = getattr(standing, name)


def _set(field: Any, value: str) -> None:
    field.data, field.raw_data = value, None
