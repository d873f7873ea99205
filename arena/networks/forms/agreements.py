"""What people type about agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.accounts.models import User
from arena.networks.forms.versioned import VersionedForm
from arena.networks.models import Agreement, AgreementParty, Network
from arena.networks.services.agreeing import AgreementFacts
from arena.networks.words import AGREEMENT_TYPES, MATTERS, STANDINGS, choices
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import FilterForm, Form
from arena.web.languages import localized

DAY = timedelta(days=1)


def network_choices(networks: Sequence[Network]) -> list[tuple[int, str]]:
    """Return networks and groups as choices of a form."""
    return [
        (
            each.id,
            f"{localized(each.parent, 'name')}: {localized(each, 'name')}"
            if each.parent
            else localized(each, "name"),
        )
        for each in networks
    ]


class AgreementForm(VersionedForm):
    """What is known of an agreement."""

    type = RadioField(
        _l("Kind"), choices=choices(AGREEMENT_TYPES), required=_l("Choose what kind it is")
    )
    title = TextField(_l("Title"), required=_l("Enter a title"), max_length=200, width=32)
    summary = TextAreaField(_l("Summary"), hint=_l("What was agreed, in a few sentences."))
    registry_number = TextField(
        _l("Registry number"),
        max_length=40,
        width=20,
        hint=_l("Where the signed agreement is registered (Swedish “diarienummer”)."),
    )
    network = ChoiceField(
        _l("Network or working group"), coerce=int, blank=_l("No network"), width=32
    )
    owner = ChoiceField(
        _l("Who looks after it"),
        coerce=int,
        blank=_l("Choose a person"),
        required=_l("Choose who looks after it"),
        hint=_l("Is reminded before it ends, and when it is to be reviewed."),
    )
    starts_on = DateField(_l("First day"), required=_l("Enter the first day"))
    last_day = DateField(
        _l("Last day"), hint=_l("Leave it empty if it holds until further notice.")
    )
    review_on = DateField(_l("Day of review"))
    next_meeting_on = DateField(_l("Next meeting of the parties"))
    settles = CheckboxesField(
        _l("What it settles"),
        choices=choices(MATTERS),
        hint=_l("Development before a tender must settle all four, or the firm may not bid."),
    )

    def __init__(
        self, agreement: Agreement | None, networks: Sequence[Network], owners: Sequence[User]
    ) -> None:
        self._networks = network_choices(networks)
        self._owners = [(user.id, user.name) for user in owners]
        self._by_id = {each.id: each for each in networks}, {user.id: user for user in owners}
        super().__init__(data=self._known(agreement))

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer networks and owners."""
        self.network.choices, self.owner.choices = self._networks, self._owners
        super().process(*arguments, **options)

    @staticmethod
    def _known(agreement: Agreement | None) -> dict[str, Any]:
        if agreement is None:
            return {"version": ""}
        names = (
            *("type", "title", "summary", "registry_number", "starts_on"),
            *("review_on", "next_meeting_on", "settles"),
        )
        known: dict[str, Any] = {name: getattr(agreement, name) for name in names}
        return known | {
            "version": str(agreement.version),
            "network": agreement.network_id,
            "owner": agreement.owner_id,
            "last_day": agreement.ends_on - DAY if agreement.ends_on else None,
        }

    @property
    def facts(self) -> AgreementFacts:
        """What was typed, for the services."""
        networks, owners = self._by_id
        last_day: date | None = self.last_day.data
        return AgreementFacts(
            type=self.type.data,
            title=self.title.data,
            summary=self.summary.data,
            registry_number=self.registry_number.data,
            network=networks.get(self.network.data),
            owner=owners.get(self.owner.data),
            starts_on=self.starts_on.data or clock.today(),
            ends_on=last_day + DAY if last_day else None,
            review_on=self.review_on.data,
            next_meeting_on=self.next_meeting_on.data,
            settles=self.settles.data,
        )


class PartyForm(Form):
    """Who signs for a party, and when they did."""

    signatory = TextField(
        _l("Who signs for it"), max_length=160, width=32, hint=_l("Name and title.")
    )
    signed_on = DateField(_l("Signed on"))

    def __init__(self, party: AgreementParty | None = None) -> None:
        known = {"signatory": party.signatory, "signed_on": party.signed_on} if party else {}
        super().__init__(data=known)
        self.signed_on.latest = clock.today()


class EndEarlyForm(Form):
    """From when an agreement no longer holds, and why."""

    on = DateField(_l("Holds no more from"), required=_l("Enter the day"), default=clock.today)
    because = TextField(
        _l("Why does it end early?"), max_length=300, width=32, required=_l("Write why it ends")
    )

    @property
    def day(self) -> date:
        """The first day on which it no longer holds."""
        return self.on.data or clock.today()


class RenewForm(Form):
    """How long the agreement that follows holds."""

    starts_on = DateField(_l("First day"), required=_l("Enter the first day"))
    last_day = DateField(
        _l("Last day"), hint=_l("Leave it empty if it holds until further notice.")
    )

    @classmethod
    def of(cls, agreement: Agreement) -> RenewForm:
        """Return the form, proposing that it goes on where the old one ends."""
        return cls(data={"starts_on": agreement.ends_on or clock.today()})

    @property
    def first(self) -> date:
        """The first day of the agreement that follows."""
        return self.starts_on.data or clock.today()

    @property
    def ends_on(self) -> date | None:
        """The day from which it no longer holds."""
        last_day: date | None = self.last_day.data
        return last_day + DAY if last_day else None


class AgreementFilterForm(FilterForm):
    """Which agreements to list."""

    q = TextField(
        _l("Title, party or registry number"), max_length=100, mark_optional=False, width=20
    )
    type = ChoiceField(
        _l("Kind"), blank=_l("All kinds"), mark_optional=False, choices=choices(AGREEMENT_TYPES)
    )
    standing = ChoiceField(
        _l("Status"),
        blank=_l("All"),
        mark_optional=False,
        choices=[(str(value), words[0]) for value, words in STANDINGS.items()],
    )
    network = ChoiceField(_l("Network"), blank=_l("All"), coerce=int, mark_optional=False)

    def __init__(self, *arguments: Any, networks: Sequence[Network], **options: Any) -> None:
        self._networks = network_choices(networks)
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the networks that there are."""
        self.network.choices = self._networks
        super().process(*arguments, **options)
