"""What staff type about documents, gifts and expenses."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.models import Expense, Gift
from arena.delegations.services.papers import ExpenseFacts, GiftFacts
from arena.documents.forms import FileForm
from arena.web.fields import (
    CheckboxField,
    DateField,
    IntegerField,
    RadioField,
    TextField,
)
from arena.web.forms import Form

_MOST_SEK = 10_000_000

DIRECTIONS = {"given": _l("Given to the guests"), "received": _l("Received from the guests")}
BEARERS = {
    "arena": _l("The arena"),
    "delegation": _l("The delegation"),
    "partner": _l("A partner"),
}


class DocumentForm(FileForm):
    """A new document."""

    title = TextField(_l("What it is"), required=_l("Say what the document is"), max_length=160)
    is_shared = CheckboxField(_l("The guests see it on their page"))


class VersionForm(FileForm):
    """A newer version of a document."""


class TitleForm(Form):
    """What a document is called, and who sees it."""

    title = TextField(_l("What it is"), required=_l("Say what the document is"), max_length=160)
    is_shared = CheckboxField(_l("The guests see it on their page"))


class GiftForm(Form):
    """A line of the log of gifts."""

    direction = RadioField(
        _l("Direction"),
        choices=list(DIRECTIONS.items()),
        required=_l("Choose whether it was given or received"),
    )
    what = TextField(_l("The gift"), required=_l("Say what the gift is"))
    person = TextField(_l("From or to whom"), max_length=120)
    value_sek = IntegerField(
        _l("Value in kronor"), hint=_l("Estimated, whole kronor."), minimum=0, maximum=_MOST_SEK
    )
    kept_where = TextField(_l("Where it is now"), max_length=120)
    given_on = DateField(_l("Day"), required=_l("Enter the day"))

    def fill(self, gift: Gift) -> None:
        """Show a gift as it was logged."""
        for name in ("direction", "what", "person", "value_sek", "kept_where", "given_on"):
            self[name].data = getattr(gift, name)

    def facts(self) -> GiftFacts:
        """Return what was typed."""
        return GiftFacts(**_typed(self))


class ExpenseForm(Form):
    """A cost, and who bears it."""

    what = TextField(_l("For what"), required=_l("Say what it is for"))
    amount_sek = IntegerField(
        _l("Amount in kronor"),
        hint=_l("Whole kronor, without VAT."),
        required=_l("Enter the amount"),
        minimum=1,
        maximum=_MOST_SEK,
    )
    bearer = RadioField(
        _l("Who bears it"), choices=list(BEARERS.items()), required=_l("Choose who bears it")
    )
    bearer_name = TextField(_l("Which partner"), max_length=160)
    invoice_reference = TextField(_l("Reference for the invoice"), max_length=60)

    def fill(self, expense: Expense) -> None:
        """Show an expense as it was entered."""
        names = ("what", "amount_sek", "bearer", "bearer_name", "invoice_reference")
        for name in names:
            self[name].data = getattr(expense, name)

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Ask which partner, where a partner bears it."""
        is_valid: bool = super().validate(*arguments, **options)
        if self.bearer.data == "partner" and not self.bearer_name.data:
            self.bearer_name.refuse(_l("Say which partner bears it"))
            return False
        return is_valid

    def facts(self) -> ExpenseFacts:
        """Return what was typed."""
        return ExpenseFacts(**_typed(self))


def _typed(form: Form) -> dict[str, Any]:
    return {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
