"""A meeting as people type it: what, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena import clock
from arena.accounts.words import LANGUAGE_CHOICES
from arena.meetings.services.facts import MeetingFacts
from arena.networks.models import Network
from arena.networks.words import network_label
from arena.resources.models import Resource
from arena.resources.rules.hours import local_moment
from arena.resources.words import resource_name
from arena.scheduling.rooms import Near
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

LONGEST_MINUTES = 12 * 60
AHEAD = timedelta(days=2 * 366)
_STAMP = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Offered:
    """What a form may offer to choose from."""

    rooms: Sequence[Resource]
    networks: Sequence[Network] = ()


@dataclass(frozen=True)
class Taken:
    """Another room or time that was chosen instead of what was typed."""

    room_id: int
    starts_at: datetime
    minutes: int


class LinkField(TextField):
    """The address of a remote meeting."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what no browser would open safely."""
        super().pre_validate(form)
        if self.data and not self.data.lower().startswith("https://"):
            raise ValidationError(_("Enter the whole link; it begins with https://."))


class FactsForm(Form):
    """What a meeting is, how long it takes and where, whenever that is."""

    version = HiddenField()
    network_id = ChoiceField(
        _l("Network or working group"),
        required=_l("Choose a network."),
        blank=_l("Choose a network"),
        coerce=int,
    )
    title_sv = TextField(
        _l("What is it called? In Swedish"), required=_l("Enter what it is called."), max_length=200
    )
    title_en = TextField(
        _l("In English"),
        hint=_l("For those who read English. Without it they see the Swedish name."),
        max_length=200,
        mark_optional=False,
    )
    begins_at = TimeField(_l("From"), required=_l("Enter when it begins."))
    minutes = IntegerField(
        _l("Minutes"),
        required=_l("Enter how long it takes."),
        minimum=15,
        maximum=LONGEST_MINUTES,
        default=120,
    )
    room_id = ChoiceField(_l("Room"), blank=_l("No room of ours"), coerce=int, mark_optional=False)
    other_place = TextField(
        _l("Another place"),
        hint=_l("With its address, if it is somewhere else."),
        max_length=200,
        mark_optional=False,
    )
    video_link = LinkField(
        _l("Link for those who take part remotely"),
        hint=_l("Only those who are invited get it."),
        max_length=300,
        mark_optional=False,
    )
    purpose = TextAreaField(
        _l("What is it about?"),
        hint=_l("A few sentences, in the language of the meeting. They stand in the invitation."),
        max_length=2000,
        rows=4,
        mark_optional=False,
    )
    language = RadioField(
        _l("Language of the meeting"),
        required=_l("Choose a language"),
        choices=LANGUAGE_CHOICES,
        default="sv",
    )
    is_public = CheckboxField(
        _l("Open to everybody"),
        hint=_l("It stands in the public calendar and on the network’s public page."),
    )

    def __init__(self, offered: Offered, **options: Any) -> None:
        self.offered = offered
        super().__init__(**options)
        if not offered.networks:
            self.__delitem__("network_id")

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known what there is to choose from."""
        self["room_id"].choices = [(room.id, resource_name(room)) for room in self.offered.rooms]
        self["network_id"].choices = [
            (network.id, network_label(network)) for network in self.offered.networks
        ]
        super().process(*arguments, **options)

    @property
    def network(self) -> Network | None:
        """The network that was chosen."""
        chosen = self["network_id"].data
        return next((each for each in self.offered.networks if each.id == chosen), None)

    @property
    def seen_version(self) -> int | None:
        """The version that the form was shown at; None for anything but a number."""
        return read_whole(self["version"].data)

    def facts_at(self, starts_at: datetime) -> MeetingFacts:
        """Return what was typed, as the services take it, for one moment."""
        return MeetingFacts(
            title_sv=self["title_sv"].data,
            title_en=self["title_en"].data or self["title_sv"].data,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=self["minutes"].data),
            purpose=self["purpose"].data,
            language=self["language"].data,
            room_id=self["room_id"].data,
            other_place=self["other_place"].data,
            video_link=self["video_link"].data,
            is_public=self["is_public"].data,
        )


class PlanForm(FactsForm):
    """One meeting."""

    day = DateField(_l("Day"), required=_l("Choose a day."))

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, within the days that are planned."""
        self["day"].earliest = clock.today()
        self["day"].latest = clock.today() + AHEAD
        super().process(*arguments, **options)

    def facts(self) -> MeetingFacts | None:
        """Return what was typed; None, with an error, for a time that the day skips."""
        starts_at = local_moment(self["day"].data, self["begins_at"].data, clock.zone())
        if starts_at is None:
            self["begins_at"].refuse(
                _("The clocks go forward that night, and leave this time out. Choose another.")
            )
            return None
        return self.facts_at(starts_at)

    def take(self, text: str) -> bool:
        """Replace room and time by a near miss that was pressed; tell whether it is one."""
        taken = read_taken(text)
        if taken is None or taken.room_id not in {room.id for room in self.offered.rooms}:
            return False
        local = taken.starts_at.astimezone(clock.zone())
        values = {
            "room_id": taken.room_id,
            "day": local.date(),
            "begins_at": local.time(),
            "minutes": taken.minutes,
        }
        for name, value in values.items():
            field = self[name]
            field.data, field.raw_data, field.process_errors = value, None, []
        return True


def written(near: Near) -> str:
    """Return a near miss as the button of a form sends it."""
    minutes = int((near.ends_at - near.starts_at).total_seconds()) // 60
    return f"{near.room.id} {near.starts_at.astimezone(UTC):{_STAMP}} {minutes}"


def read_taken(text: str) -> Taken | None:
    """Return what a button of a near miss sent; None for anything else."""
    parts = text.split(" ")
    if len(parts) != 3:
        return None
    room_id, minutes = read_whole(parts[0]), read_whole(parts[2])
    try:
        starts_at = datetime.strptime(parts[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    if room_id is None or not minutes or minutes > LONGEST_MINUTES:
        return None
    return Taken(room_id, starts_at, minutes)
