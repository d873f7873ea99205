"""What people look for in the directory, and keep looking for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.directory.models import Tag
from arena.directory.narrowing import list_narrowings
from arena.directory.queries import list_countries, list_tags
from arena.directory.topics import topic_choices
from arena.directory.words import language_choices, reading_choices, type_choices
from arena.web import filters
from arena.web.fields import CheckboxField, ChoiceField, DateField, HiddenField, TextField
from arena.web.forms import FilterForm, Form

MAIN = ("q", "type", "country")  # The fields that stand in sight; the others open.


class SearchField(TextField):
    """A field to search with: a phone's keyboard says so."""

    input_type = "search"


class FindForm(FilterForm):
    """The beginning of a name, a number or a mail domain."""

    q = SearchField(
        _l("Find an organisation or a person"),
        id="find",  # Beside the fields of a list, where another is called q.
        mark_optional=False,
        autocomplete="off",
        max_length=100,
        width=32,
        hint=_l("Name, organisation number or e-mail domain; the beginning is enough."),
        render_kw={"enterkeyhint": "search"},
    )


class NarrowForm(FilterForm):
    """What the lists of organisations and people are narrowed by."""

    q = TextField(_l("Name, number or person"), max_length=100, mark_optional=False, width=20)
    type = ChoiceField(_l("Kind"), blank=_l("All kinds"), mark_optional=False, choices=type_choices)
    country = ChoiceField(
        _l("Country"),
        blank=_l("All countries"),
        mark_optional=False,
        choices=lambda: [(code, filters.country_name(code)) for code in list_countries()],
    )
    tag = ChoiceField(
        _l("Tag"),
        blank=_l("All tags"),
        mark_optional=False,
        choices=lambda: [(tag.id, tag.name) for tag in list_tags()],
    )
    topic = ChoiceField(
        _l("Topic"), blank=_l("All topics"), mark_optional=False, choices=topic_choices
    )
    relation = ChoiceField(
        _l("Relation"), blank=_l("Any relation or none"), mark_optional=False,
        choices=reading_choices,
    )  # fmt: skip
    language = ChoiceField(
        _l("Speaks"), blank=_l("All languages"), mark_optional=False, choices=language_choices
    )
    since = DateField(_l("Took part since"), mark_optional=False)
    related_to = HiddenField(max_length=10)

    @property
    def values(self) -> dict[str, str]:
        """What narrows the list, as it stands in the address; what is no choice is left out."""
        chosen = {field.name: field.data for field in self if field.data and not field.errors}
        return {name: str(value) for name, value in chosen.items()}

    @property
    def is_open(self) -> bool:
        """Whether something is chosen among what is not in sight."""
        return bool(set(self.values) - {*MAIN, "related_to"})


def narrow_form(arguments: Any) -> NarrowForm:
    """Return the form of the lists, with what packages above add to it."""
    added = {
        way.key: ChoiceField(way.label, blank=way.blank, mark_optional=False, choices=way.choices)
        for way in list_narrowings()
    }
    form: NarrowForm = type("NarrowedForm", (NarrowForm,), added)(arguments)
    form.validate()
    return form


class SaveSearchForm(Form):
    """What a search is called, and whether others see it."""

    name = TextField(_l("Name of the search"), required=_l("Enter a name"), max_length=80)
    is_shared = CheckboxField(
        _l("Show it to everybody on the staff"),
        hint=_l("Otherwise only you see it."),
    )


class TagForm(Form):
    """The name of a tag."""

    name = TextField(
        _l("Name"), required=_l("Enter a tag of at most 40 characters."), max_length=40
    )


class MergeTagForm(Form):
    """Which tag takes over from another."""

    into = ChoiceField(
        _l("Use this tag instead"),
        required=_l("Choose a tag"),
        blank=_l("Choose a tag"),
        coerce=int,
    )

    def __init__(self, others: Sequence[Tag]) -> None:
        """Offer some tags."""
        self.others = others
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the tags before what was sent is read."""
        self.into.choices = [(tag.id, tag.name) for tag in self.others]
        super().process(*arguments, **options)


class TagsForm(Form):
    """The tags that somebody carries, and new ones."""

    new = TextField(
        _l("New tags"),
        max_length=200,
        hint=_l("Separate several with commas. What is on the list already is not added twice."),
    )

    @property
    def new_names(self) -> list[str]:
        """The new tags, one by one."""
        return [name.strip() for name in self.new.data.split(",") if name.strip()]

    def validate_new(self, field: TextField) -> None:
        """Refuse tags that are too long to be read."""
        if any(len(name.strip()) > 40 for name in field.data.split(",")):
            raise ValidationError(str(_l("Enter a tag of at most 40 characters.")))
