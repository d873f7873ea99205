"""Sending a list, saying what its columns hold, and what is to be done with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from flask_babel import lazy_gettext as _l

from arena.directory.import_words import COLUMN_NAMES
from arena.directory.models import Choice, DirectoryImport, OrganisationType
from arena.directory.rules.importing import lacks_organisation
from arena.directory.words import type_choices
from arena.web.fields import ChoiceField, FileField, IntegerField, RadioField
from arena.web.forms import Form
from arena.web.places import country_choices

MOST_SHOWN = 40  # Of a heading.


class UploadForm(Form):
    """The file with the list."""

    file = FileField(
        _l("File"),
        accept=".csv,.xlsx,.txt",
        required=_l("Choose a file"),
        hint=_l(
            "A spreadsheet (.xlsx) or CSV with headings in its first row, of at most 5,000 rows."
        ),
    )


class ColumnsForm(Form):
    """What each column holds, and what holds for all rows."""

    type = ChoiceField(
        _l("Kind of new organisations"),
        required=_l("Choose the kind of organisation"),
        hint=_l("Where the list does not say it."),
        blank=_l("Choose a kind"),
        choices=type_choices,
        coerce=OrganisationType,
    )
    country = ChoiceField(
        _l("Country"),
        required=_l("Choose a country"),
        hint=_l("Where the list does not say it. Phone numbers are read as there."),
        choices=country_choices,
        default="SE",
    )
    differing = RadioField(
        _l("Where the list and the directory differ"),
        required=_l("Choose what holds"),
        choices=[
            ("directory", _l("Fill in what is missing, and leave the rest")),
            ("file", _l("Let the list hold")),
        ],
        default="directory",
    )
    version = IntegerField()

    @classmethod
    def of(cls, kept: DirectoryImport) -> ColumnsForm:
        """Return the form as it was answered last, unless it was sent."""
        return cls(data={**kept.settings, "version": kept.version})

    def mapping(self, kept: DirectoryImport) -> list[str]:
        """Return what each column holds; what is no column of ours is left out."""
        if not self.is_submitted():
            return list(kept.mapping)
        chosen = [request.form.get(f"column-{n}", "") for n in range(len(kept.headings))]
        return [name if name in COLUMN_NAMES else "" for name in chosen]

    def accepts(self, mapping: Sequence[str]) -> bool:
        """Tell whether the columns make sense together, and say what does not."""
        twice = {name for name in mapping if name and list(mapping).count(name) > 1}
        for name in sorted(twice):
            self.refuse(None, _l("Two columns hold the same: %(name)s.", name=COLUMN_NAMES[name]))
        if lacks_organisation(mapping):
            self.refuse(None, _l("Say which column holds the name of the organisation."))
        return not self.form_errors

    @property
    def settings(self) -> dict[str, str]:
        """What holds for all rows."""
        return {
            "type": str(self.type.data),
            "country": str(self.country.data),
            "differing": str(self.differing.data),
        }


class StepForm(Form):
    """A step with a list as it was seen."""

    version = IntegerField()


class RowsForm(StepForm):
    """What is to be done with the rows of a page."""

    @property
    def choices(self) -> dict[int, Choice]:
        """The choices by the rows' numbers; what is none of ours is left out."""
        known = {str(choice): choice for choice in Choice}
        return {
            int(name[4:]): known[value]
            for name, value in request.form.items()
            if name.startswith("row-") and name[4:].isdigit() and value in known
        }


class DoublesForm(StepForm):
    """What is to be done with all likely doubles."""

    choice = ChoiceField(
        _l("All likely doubles"),
        required=_l("Choose what to do with them"),
        choices=[
            (Choice.SAME, _l("are the same: use what is there")),
            (Choice.NEW, _l("are others: add them")),
            (Choice.SKIP, _l("are left out")),
        ],
        coerce=Choice,
    )
