"""A mailing as people type it, and when it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.models import SavedSearch
from arena.networks.models import Network
from arena.networks.words import CIRCLES, network_label
from arena.newsletters.meanings import KINDS
from arena.newsletters.models import Mailing, MailingKind
from arena.newsletters.services.writing import MailingFacts
from arena.resources.rules.hours import local_moment
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

LONGEST = 20_000
_MARKS = _l(
    "Leave a line empty between paragraphs. ## begins a heading, - a point of a list, and"
    " [words](https://…) is a link. The mail greets its reader by name by itself."
)


@dataclass(frozen=True)
class Offered:
    """To whom somebody may write."""

    networks: Sequence[Network]
    searches: Sequence[SavedSearch] = ()


class MailingForm(Form):
    """What a mailing says and to whom it goes; nothing has to be whole before it goes out."""

    version = HiddenField()
    kind = RadioField(
        _l("What is it?"),
        required=_l("Choose what it is."),
        choices=list(KINDS.items()),
        default=MailingKind.NOTICE,
    )
    audience = ChoiceField(
        _l("To whom?"),
        required=_l("Choose to whom it goes."),
        blank=_l("Choose a network or a saved search"),
        hint=_l("It goes to those who are there when it is sent."),
    )
    circles = CheckboxesField(
        _l("Which circles of the network?"),
        choices=list(CIRCLES.items()),
        hint=_l("None ticked: all of them."),
    )
    has_groups = CheckboxField(_l("The people of its working groups too"))
    subject_sv = TextField(_l("Subject in Swedish"), max_length=120, mark_optional=False)
    body_sv = TextAreaField(
        _l("Text in Swedish"), hint=_MARKS, max_length=LONGEST, rows=14, mark_optional=False
    )
    subject_en = TextField(_l("Subject in English"), max_length=120, mark_optional=False)
    body_en = TextAreaField(
        _l("Text in English"),
        hint=_l("Everybody gets their own language; what is missing in one is sent in the other."),
        max_length=LONGEST,
        rows=14,
        mark_optional=False,
    )

    def __init__(self, offered: Offered, **options: Any) -> None:
        self.offered = offered
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer to whom one may write, then read what was sent."""
        self.audience.choices = [
            *((f"network:{each.id}", network_label(each)) for each in self.offered.networks),
            *(
                (f"search:{each.id}", _("Search: %(name)s", name=each.name))
                for each in self.offered.searches
            ),
        ]
        super().process(*arguments, **options)

    def fill(self, mailing: Mailing) -> None:
        """Show a mailing as it is."""
        for name in ("kind", "circles", "has_groups", *_TEXTS, "version"):
            self[name].data = getattr(mailing, name)
        if mailing.network_id is not None:
            self.audience.data = f"network:{mailing.network_id}"
        elif mailing.saved_search_id is not None:
            self.audience.data = f"search:{mailing.saved_search_id}"

    def facts(self) -> MailingFacts:
        """Return what was typed."""
        kind, _colon, number = (self.audience.data or "").partition(":")
        return MailingFacts(
            kind=MailingKind(self.kind.data),
            network_id=int(number) if kind == "network" else None,
            saved_search_id=int(number) if kind == "search" else None,
            circles=self.circles.data or [],
            has_groups=bool(self.has_groups.data),
            **{name: self[name].data or "" for name in _TEXTS},
        )

    @property
    def seen_version(self) -> int:
        """The version that the form was drawn with."""
        return read_whole(str(self.version.data)) or 0


class SendingForm(Form):
    """When a mailing goes out."""

    version = HiddenField()
    day = DateField(_l("Day"), hint=_l("Empty: at once."), mark_optional=False)
    at = TimeField(_l("Time"), mark_optional=False)

    def moment(self) -> datetime | None:
        """Return when it goes out; None after an error, which stands on its field then."""
        day, at = self.day.data, self.at.data
        if day is None and at is None:
            return clock.now()
        if day is None:
            self.day.refuse(_("Choose the day as well."))
        elif at is None:
            self.at.refuse(_("Enter the time as well."))
        else:
            moment = local_moment(day, at, clock.zone())
            if moment is not None and moment >= clock.now():
                return moment
            if moment is None:
                self.at.refuse(_("The clocks skip that hour that night. Choose another time."))
                return None
            self.day.refuse(_("That time has passed. Choose a later one, or leave both empty."))
        return None


_TEXTS = ("subject_sv", "subject_en", "body_sv", "body_en")
