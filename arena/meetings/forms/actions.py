"""What is typed about actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena.directory.models import Person
from arena.meetings.forms.records import VersionForm
from arena.meetings.models import Action
from arena.meetings.queries.actions import Which
from arena.meetings.services.actions import ActionFacts
from arena.networks.models import Network
from arena.web.fields import ChoiceField, DateField, TextAreaField, TextField
from arena.web.forms import FilterForm, Form
from arena.web.languages import localized

WHICH: dict[str, Any] = {
    Which.OPEN: lazy_pgettext("actions", "Open"),
    Which.LATE: lazy_pgettext("actions", "Late"),
    Which.NOBODYS: _l("That nobody sees to"),
    Which.CLOSED: lazy_pgettext("actions", "Closed"),
    Which.ALL: _l("All"),
}


class ActionForm(VersionForm):
    """An action: what, who, until when."""

    text = TextField(
        _l("What is to be done"), required=_l("Say what is to be done"), max_length=300
    )
    owner_id = ChoiceField(_l("Who does it"), blank=_l("Nobody yet"), coerce=int)
    due_on = DateField(_l("Due by"), required=_l("Say until when"))

    def __init__(self, owners: Sequence[Person], action: Action | None = None) -> None:
        self.people = list(owners)
        if action is not None and action.owner is not None and action.owner not in self.people:
            self.people.append(action.owner)  # Stays to be chosen, gone or not.
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the network's people, then read what was sent."""
        self.owner_id.choices = [(person.id, person.name) for person in self.people]
        super().process(*arguments, **options)

    def facts(self) -> ActionFacts:
        """Return what was typed."""
        if self.due_on.data is None:
            raise ValueError("The form has not been validated.")
        return ActionFacts(self.text.data, self.owner_id.data, self.due_on.data)

    def show(self, action: Action) -> None:
        """Fill the form with what holds now."""
        self.show_version(action.version)
        self.text.data, self.due_on.data = action.text, action.due_on
        self.owner_id.data = action.owner_id


class ChangeForm(ActionForm):
    """An action that gets another owner or day."""

    words = TextField(
        _l("Why it changes"), max_length=300, hint=_l("It stands in the history of the action.")
    )


class ClosingForm(Form):
    """What came of an action."""

    words = TextAreaField(_l("What came of it"), max_length=500, rows=3)


class NetworkFilter(FilterForm):
    """A list that can be narrowed to one of the networks that the reader may see."""

    network = ChoiceField(_l("Network"), blank=_l("All networks"), mark_optional=False)

    def __init__(self, sent: Any, networks: Sequence[Network]) -> None:
        self.networks = networks
        super().__init__(sent)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the networks, then read what was sent."""
        self.network.choices = [(each.slug, localized(each, "name")) for each in self.networks]
        super().process(*arguments, **options)

    @property
    def chosen(self) -> list[int]:
        """The number of the network that was chosen; none for all."""
        return [each.id for each in self.networks if each.slug == self.network.data]

    @property
    def chosen_slug(self) -> str | None:
        """The network that was chosen, as addresses name it."""
        return self.network.data if self.chosen else None


class ActionFilter(NetworkFilter):
    """Which actions the list shows."""

    show = ChoiceField(
        _l("Which"),
        choices=[(str(which), label) for which, label in WHICH.items()],
        default=str(Which.OPEN),
        mark_optional=False,
    )
    whose = ChoiceField(
        _l("Whose"),
        blank=_l("Everybody’s"),
        choices=[("mine", _l("Only my own"))],
        mark_optional=False,
    )
    q = TextField(_l("Words"), max_length=80, mark_optional=False)


class DecisionFilter(NetworkFilter):
    """Which decisions the register shows."""

    q = TextField(_l("Words or registration number"), max_length=80, mark_optional=False)
