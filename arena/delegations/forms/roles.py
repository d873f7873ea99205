"""What staff type about somebody with a role in a delegation's visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import ROLES
from arena.delegations.models import DelegationRole
from arena.delegations.services.roles import RoleFacts
from arena.web import filters
from arena.web.fields import ChoiceField, EmailField, PhoneField, RadioField, TextField
from arena.web.forms import Form

_NAMES = ("role", "name", "title", "organisation", "email", "phone", "language", "user_id", "note")


class RoleForm(Form):
    """A role, and who has it: one of our own, or somebody typed."""

    role = ChoiceField(
        _l("Role"), choices=list(ROLES.items()), required=_l("Choose which role it is.")
    )
    user_id = ChoiceField(
        _l("One of our own"),
        blank=_l("Somebody else"),
        coerce=int,
        hint=_l("A day lead must be. Name, e-mail and phone are then those of the account."),
    )
    name = TextField(_l("Name"), max_length=120)
    title = TextField(_l("Title"), max_length=120)
    organisation = TextField(_l("Organisation"), max_length=160)
    email = EmailField(_l("E-mail"))
    phone = PhoneField(_l("Phone"))
    language = RadioField(
        _l("Language of the e-mails"), choices=[("sv", _l("Swedish")), ("en", _l("English"))]
    )
    day = ChoiceField(_l("Day"), blank=_l("All days"))
    note = TextField(_l("Note"), max_length=300)

    def __init__(
        self, *, people: Sequence[tuple[int, str]], days: Sequence[date], **options: Any
    ) -> None:
        self.people, self.days = people, days
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer people and days, then read what was sent."""
        self.user_id.choices = self.people
        self.day.choices = [(day.isoformat(), filters.day(day)) for day in self.days]
        super().process(*arguments, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand a name, of an account or typed."""
        is_well: bool = super().validate(extra_validators)
        if not self.name.data and self.user_id.data is None:
            self.name.refuse(_("Choose one of our own, or enter a name."))
            return False
        return is_well

    @property
    def facts(self) -> RoleFacts:
        """What was typed."""
        return RoleFacts(
            role=self.role.data,
            name=self.name.data,
            title=self.title.data,
            organisation=self.organisation.data,
            email=self.email.data or "",
            phone=self.phone.data,
            language=self.language.data or "sv",
            user_id=self.user_id.data,
            day=date.fromisoformat(self.day.data) if self.day.data else None,
            note=self.note.data,
        )


def role_values(role: DelegationRole) -> dict[str, Any]:
    """Return what is known of a role, as the form shows it."""
    values = {name: getattr(role, name) for name in _NAMES}
    return {**values, "day": role.day.isoformat() if role.day else ""}
