"""What a network is, its charter, and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena import clock
from arena.directory.words import type_choices
from arena.networks.forms.versioned import VersionedForm
from arena.networks.models import Entry, Network
from arena.networks.rules.joining import Joining, joining_of, types_for
from arena.networks.services.founding import NetworkFacts
from arena.networks.words import ENTRIES, ENTRY_HINTS, JOINING, choices
from arena.resources.topics import list_topics, topic_choices
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    DateField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form

MOST_TOPICS = 8


class NetworkForm(VersionedForm):
    """What is said of a network; in English, too, where somebody has written it."""

    name_sv = TextField(
        _l("Name in Swedish"), required=_l("Enter the name in Swedish"), max_length=120, width=32
    )
    name_en = TextField(
        _l("Name in English"),
        max_length=120,
        width=32,
        hint=_l("Left empty, the Swedish name is shown in English, too."),
    )
    purpose_sv = TextAreaField(
        _l("Purpose in Swedish"),
        required=_l("Write in a few sentences what it is for"),
        hint=_l("In a few sentences. If the network is public, everybody can read it."),
    )
    purpose_en = TextAreaField(_l("Purpose in English"))
    rhythm_sv = TextField(
        _l("How often it meets, in Swedish"),
        max_length=120,
        width=32,
        hint=_l("For example “fyra möten om året”."),
    )
    rhythm_en = TextField(_l("How often it meets, in English"), max_length=120, width=32)
    topics = CheckboxesField(_l("Topics"), most=MOST_TOPICS)
    is_public = CheckboxField(
        _l("Public: everybody may know that there is this network"),
        hint=_l("Otherwise nobody outside learns of it, neither on pages nor in search."),
    )
    are_members_public = CheckboxField(
        _l("Show on the public page which organisations are members"),
        hint=_l("People are never named there, except who leads the network."),
    )
    entry = RadioField(
        _l("How one joins"),
        choices=choices(ENTRIES, ENTRY_HINTS),
        default=Entry.INVITATION,
        required=_l("Choose how one joins"),
    )
    joining = RadioField(
        _l("Who may join"),
        choices=choices(JOINING),
        default=Joining.ANYBODY,
        required=_l("Choose who may join"),
    )
    organisation_types = CheckboxesField(
        _l("Which kinds of organisations"),
        choices=type_choices,
        hint=_l("Only where some kinds are chosen above."),
    )

    def __init__(self, network: Network | None = None, *, may_publish: bool = True) -> None:
        kept = network.topics if network else []
        data: dict[str, Any] = {"version": str(network.version) if network else ""}
        if network is not None:
            data |= {name: getattr(network, name) for name in NetworkFacts.__dataclass_fields__}
            data["joining"] = joining_of(network.organisation_types)
        self._offered = topic_choices(sorted({*list_topics(), *kept}))
        super().__init__(data=data)
        self.network, self.may_publish = network, may_publish
        if not may_publish:
            del self.is_public

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the topics that hosts and offers know, and those that the network has."""
        self.topics.choices = self._offered
        super().process(*arguments, **options)

    def validate_organisation_types(self, field: Any) -> None:
        """Demand at least one kind where only some may join."""
        if self.joining.data == Joining.CHOSEN and not field.data:
            raise ValidationError(_("Choose at least one kind of organisation."))

    @property
    def facts(self) -> NetworkFacts:
        """What was typed, for the services."""
        joining = Joining(self.joining.data)
        kept = self.network.is_public if self.network else False
        return NetworkFacts(
            name_sv=self.name_sv.data,
            name_en=self.name_en.data,
            purpose_sv=self.purpose_sv.data,
            purpose_en=self.purpose_en.data,
            rhythm_sv=self.rhythm_sv.data,
            rhythm_en=self.rhythm_en.data,
            topics=self.topics.data,
            is_public=self.is_public.data if self.may_publish else kept,
            are_members_public=self.are_members_public.data,
            entry=self.entry.data,
            organisation_types=types_for(joining, self.organisation_types.data),
        )


class CharterForm(VersionedForm):
    """The charter's text, when it was adopted, and what is new in it."""

    text_sv = TextAreaField(
        _l("Charter in Swedish"),
        required=_l("Write the charter"),
        rows=14,
        max_length=20_000,
        hint=_l("Task, mandate, ways of working, who decides what."),
    )
    text_en = TextAreaField(_l("Charter in English"), rows=8, max_length=20_000)
    adopted_on = DateField(_l("Adopted on"), hint=_l("Leave it empty while it is a proposal."))
    note = TextField(
        _l("What is new"), max_length=200, width=32, hint=_l("For those who read it later.")
    )

    def __init__(self, network: Network) -> None:
        super().__init__(
            data={
                "version": str(network.version),
                "text_sv": network.charter_sv,
                "text_en": network.charter_en,
                "adopted_on": network.charter_adopted_on,
            }
        )
        self.adopted_on.latest = clock.today()

    @property
    def day(self) -> date | None:
        """The day on which it was adopted; None for a proposal."""
        return self.adopted_on.data


class EndForm(Form):
    """Why something ends."""

    because = TextField(
        _l("Why does it end?"), max_length=300, width=32, required=_l("Write why it ends")
    )
