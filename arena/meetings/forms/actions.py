"""What is typed about actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

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
    Which.OPEN: _l("Open"),
    Which.LATE: _l("Late"),
    Which.NOBODYS: _l("That nobody sees to"),
    Which.CLOSED: _l("Closed"),
    Which.ALL: _l("All"),
}


class ActionForm(VersionForm):
    """An action: what, who, until when."""

    text = TextField(
        _l("What is to be done"), required=_l("Say what is to be done"), max_length=300
    )
    owner_id = ChoiceField(_l("Who does it"), blank=_l("Nobody yet"), coerce=int)
    due_on = DateField(_l("By"), required=_l("Say until when"))

    def offer(self, owners: Sequence[Person], action: Action | None = None) -> None:
        """Offer the network's people; who has the action stays to be chosen, gone or not."""
        people = list(owners)
        if action is not None and action.owner is not None and action.owner not in people:
            people.append(action.owner)
        self.owner_id.choices = [(person.id, person.name) for person in people]

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


class ActionFilter(FilterForm):
    """Which actions the list shows."""

    show = ChoiceField(
        _l("Which"),
        choices=[(str(which), label) for which, label in WHICH.items()],
        default=str(Which.OPEN),
    )
    network = ChoiceField(_l("Network"), blank=_l("All networks"))
    whose = ChoiceField(_l("Whose"), blank=_l("Everybody’s"), choices=[("mine", _l("My own"))])
    q = TextField(_l("Words"), max_length=80)

    def offer(self, networks: Sequence[Network]) -> None:
        """Offer the networks that the reader may see."""
        self.network.choices = [(each.slug, localized(each, "name")) for each in networks]


class DecisionFilter(FilterForm):
    """Which decisions the register shows."""

    network = ChoiceField(_l("Network"), blank=_l("All networks"))
    q = TextField(_l("Words or registration number"), max_length=80)

    def offer(self, networks: Sequence[Network]) -> None:
        """Offer the networks that the reader may see."""
        self.network.choices = [(each.slug, localized(each, "name")) for each in networks]
