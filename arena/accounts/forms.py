"""What people type to sign in, about themselves, and about users."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_pgettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.accounts import passwords
from arena.accounts.models import Role, User
from arena.accounts.rules import PASSWORD_MINIMUM, password_fault
from arena.accounts.words import LANGUAGE_CHOICES, ROLE_NAMES, role_choices
from arena.web.fields import (
    ChoiceField,
    EmailField,
    PasswordField,
    PhoneField,
    RadioField,
    TextField,
)
from arena.web.forms import FilterForm, Form


class SignInForm(Form):
    """An address and a password."""

    email = EmailField(
        _l("E-mail"), required=_l("Enter your e-mail address"), autocomplete="username"
    )
    password = PasswordField(_l("Password"), required=_l("Enter your password"))


class LinkForm(Form):
    """An address to mail a link to."""

    email = EmailField(
        _l("E-mail"), required=_l("Enter your e-mail address"), autocomplete="username"
    )


class EmptyForm(Form):
    """Nothing but a button."""


class ProfileForm(Form):
    """How a person is called, phoned and spoken to."""

    name = TextField(
        _l("Name"), required=_l("Enter your name"), max_length=120, autocomplete="name"
    )
    phone = PhoneField(_l("Phone"), hint=_l("So that you can be reached on the day."))
    language = RadioField(
        _l("Language"),
        required=_l("Choose a language"),
        choices=LANGUAGE_CHOICES,
        hint=_l("Of your pages and of the e-mails that you get."),
    )


class PasswordForm(Form):
    """A new password, and the old one where it is asked for."""

    current_password = PasswordField(
        _l("Current password"), required=_l("Enter your current password")
    )
    new_password = PasswordField(
        _l("New password"),
        required=_l("Enter a new password"),
        autocomplete="new-password",
        hint=_l(
            "At least %(minimum)d characters. Four or five words that do not belong together make a"
            " good one.",
            minimum=PASSWORD_MINIMUM,
        ),
    )

    def __init__(self, user: User, *, asks_current: bool, **options: Any) -> None:
        super().__init__(**options)
        self.user = user
        if not asks_current:
            del self.current_password

    def validate_current_password(self, field: PasswordField) -> None:
        """Refuse a wrong current password."""
        if not passwords.is_right(self.user.password_hash, field.data):
            raise ValidationError(gettext("This is not your current password. Try again."))

    def validate_new_password(self, field: PasswordField) -> None:
        """Refuse what is easily guessed."""
        fault = password_fault(field.data, email=self.user.email, name=self.user.name)
        if fault == "short":
            raise ValidationError(
                ngettext(
                    "Make it longer: at least %(num)d character.",
                    "Make it longer: at least %(num)d characters.",
                    PASSWORD_MINIMUM,
                )
            )
        if fault == "common":
            raise ValidationError(
                gettext("This is among the first that are tried. Choose something less common.")
            )
        if fault == "own":
            raise ValidationError(gettext("Choose something that is not your own name or address."))


class InvitationForm(Form):
    """Whom to invite, and as what."""

    name = TextField(_l("Name"), required=_l("Enter the person's name"), max_length=120)
    email = EmailField(_l("E-mail"), required=_l("Enter the person's e-mail address"))
    role = RadioField(_l("Role"), required=_l("Choose a role"), choices=role_choices, coerce=Role)
    language = RadioField(
        _l("Language"),
        required=_l("Choose a language"),
        choices=LANGUAGE_CHOICES,
        default="sv",
        hint=_l("Of the invitation. The person can change it afterwards."),
    )


class RoleForm(Form):
    """What a user may do."""

    role = RadioField(_l("Role"), required=_l("Choose a role"), choices=role_choices, coerce=Role)


class UserFilterForm(FilterForm):
    """Which users to list."""

    q = TextField(_l("Name or e-mail"), max_length=100, mark_optional=False, width=20)
    role = ChoiceField(
        _l("Role"),
        blank=_l("All roles"),
        mark_optional=False,
        choices=lambda: [(str(role), name) for role, name in ROLE_NAMES.items()],
    )
    state = ChoiceField(
        _l("Account"),
        blank=_l("All accounts"),
        mark_optional=False,
        choices=[
            ("open", lazy_pgettext("account", "Open")),
            ("invited", _l("Invited")),
            ("closed", _l("Closed")),
        ],
    )
