"""What staff type about who is wanted at items, and what those who are asked answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.delegations.meanings import PARTY_ROLES
from arena.delegations.models import ItemParty, PartyRole
from arena.delegations.services.parties import PartyFacts
from arena.resources.rules.hours import local_moment
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    EmailField,
    HiddenField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.forms import Form

ALSO = "also"  # The slot of who is wanted beside everybody else.
_LANGUAGES = [("sv", _l("Swedish")), ("en", _l("English"))]
_ROLES = list(PARTY_ROLES.items())


class HostsForm(Form):
    """Which of the arena's hosts are wanted, as what, and whether instead of others."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, required=_l("Choose at least one host."))
    role = ChoiceField(
        _l("Wanted as"), choices=_ROLES, required=_l("Choose what they are wanted as.")
    )
    slot = RadioField(_l("Beside or instead of others?"), required=_l("Choose one of them."))

    def __init__(
        self,
        *,
        hosts: Sequence[tuple[int, str]],
        slots: Sequence[tuple[str, Any]],
        **options: Any,
    ) -> None:
        self.hosts, self.slots = hosts, slots
        super().__init__(data={"role": PartyRole.HOST, "slot": ALSO}, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts and the slots, then read what was sent."""
        self.host_ids.choices = self.hosts
        if self.slots:
            self.slot.choices = self.slots
        else:
            del self.slot
        super().process(*arguments, **options)

    @property
    def chosen_slot(self) -> int | None:
        """The slot that they join; None: one of their own."""
        return slot_number(self.slot.data) if "slot" in self else None


class PersonForm(Form):
    """Somebody elsewhere who is wanted at an item."""

    name = TextField(_l("Name"), required=_l("Enter their name."), max_length=120)
    role = ChoiceField(
        _l("Wanted as"), choices=_ROLES, required=_l("Choose what they are wanted as.")
    )
    title_sv = TextField(_l("Their title in Swedish"), max_length=120)
    title_en = TextField(_l("Their title in English"), max_length=120)
    organisation = TextField(_l("Organisation"), max_length=160)
    email = EmailField(
        _l("E-mail"), hint=_l("The question goes there. Without it, call them and note the answer.")
    )
    phone = PhoneField(_l("Phone"), hint=_l("For the day lead's list of whom to call."))
    language = RadioField(
        _l("Language of the e-mails"), choices=_LANGUAGES, required=_l("Choose a language.")
    )
    slot = RadioField(_l("Beside or instead of others?"), required=_l("Choose one of them."))

    def __init__(self, *, slots: Sequence[tuple[str, Any]] = (), **options: Any) -> None:
        self.slots = slots
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the slots, then read what was sent."""
        if self.slots:
            self.slot.choices = self.slots
        else:
            del self.slot
        super().process(*arguments, **options)

    @property
    def chosen_slot(self) -> int | None:
        """The slot that they join; None: one of their own."""
        return slot_number(self.slot.data) if "slot" in self else None

    @property
    def facts(self) -> PartyFacts:
        """What was typed."""
        return PartyFacts(
            role=self.role.data,
            name=self.name.data,
            title_sv=self.title_sv.data,
            title_en=self.title_en.data,
            organisation=self.organisation.data,
            email=self.email.data or "",
            phone=self.phone.data,
            language=self.language.data,
        )


def slot_number(chosen: str | None) -> int | None:
    """Return the slot that was chosen; None: one of their own."""
    return None if chosen in (None, ALSO) else int(str(chosen))


def person_values(party: ItemParty) -> dict[str, Any]:
    """Return what is known of somebody, as the form shows it."""
    names = ("name", "role", "title_sv", "title_en", "organisation", "email", "phone", "language")
    return {name: getattr(party, name) for name in names}


class AskForm(Form):
    """Until when those who are asked should answer, and what they are asked in own words."""

    answer_day = DateField(_l("Answer by"), required=_l("Enter the day by which they answer."))
    answer_time = TimeField(_l("At"), required=_l("Enter the time by which they answer."))
    words = TextAreaField(
        _l("The question in your own words"),
        hint=_l("It stands in the e-mail, beside time, place and group."),
        max_length=600,
        rows=3,
    )

    def __init__(self, *, suggested: datetime | None, **options: Any) -> None:
        local = (suggested or clock.now()).astimezone(clock.zone())
        at = local.time().replace(second=0, microsecond=0)
        super().__init__(data={"answer_day": local.date(), "answer_time": at}, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Refuse days that are over."""
        self.answer_day.earliest = clock.today()
        super().process(*arguments, **options)

    @property
    def answer_by(self) -> datetime | None:
        """The moment that was chosen; None where the clock skips it."""
        return _moment(self.answer_day, self.answer_time)


class AnswerForm(Form):
    """A plain answer, with words if one likes; which it is, the pressed button says."""

    about = HiddenField()
    words = TextAreaField(_l("A word to the coordinator"), max_length=400, rows=2)


class ProposalForm(Form):
    """When one could instead."""

    about = HiddenField()
    day = DateField(_l("Day"), required=_l("Enter the day when you could."))
    time = TimeField(_l("Start"), required=_l("Enter the time when you could."))
    words = TextAreaField(_l("A word to the coordinator"), max_length=400, rows=2)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Refuse days that are over."""
        self.day.earliest = clock.today()
        super().process(*arguments, **options)

    @property
    def proposed_at(self) -> datetime | None:
        """The moment that was typed; None where the clock skips it."""
        return _moment(self.day, self.time)


class ReplyForm(Form):
    """What somebody answered by phone or in person, as staff note it."""

    answer = RadioField(
        _l("They say"),
        choices=[
            ("yes", _l("Yes")),
            ("no", _l("No")),
            ("other_time", _l("They propose another time")),
        ],
        required=_l("Choose what they say."),
    )
    day = DateField(_l("On which other day"))
    time = TimeField(_l("From what time"))
    words = TextAreaField(_l("In their words"), max_length=400, rows=2)

    @property
    def proposed_at(self) -> datetime | None:
        """The moment that was typed; None where the clock skips it."""
        return _moment(self.day, self.time)


def _moment(day: DateField, time: TimeField) -> datetime | None:
    if day.data is None or time.data is None:
        return None
    return local_moment(day.data, time.data, clock.zone())
