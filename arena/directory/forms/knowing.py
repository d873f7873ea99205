"""What people type about organisations' descriptions and relations, and about facts of people."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.models import (
    Audience,
    Basis,
    FactSource,
    LanguageLevel,
    Organisation,
    OrganisationRelation,
    PersonFact,
    RelationKind,
)
from arena.directory.services.facts import Origin
from arena.directory.services.organisations import Presentation
from arena.directory.services.relations import RelationFacts
from arena.directory.topics import topic_choices
from arena.directory.words import (
    AUDIENCE_NAMES,
    BASIS_NAMES,
    LEVEL_NAMES,
    SOURCE_NAMES,
    language_choices,
    reading_choices,
)
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form

LANGUAGE_ROWS = 6  # Languages that can be entered for one person.


class PresentationForm(Form):
    """What an organisation does, and where it is found."""

    description_sv = TextAreaField(_l("Description in Swedish"), max_length=2000)
    description_en = TextAreaField(_l("Description in English"), max_length=2000)
    website = TextField(_l("Web address"), max_length=300, hint=_l("For example www.example.org."))
    postal_address = TextAreaField(_l("Postal address"), max_length=300, rows=3)
    topics = CheckboxesField(_l("Topics"), choices=topic_choices)

    @classmethod
    def of(cls, organisation: Organisation, topics: list[str]) -> PresentationForm:
        """Return the form, filled in with what is known unless it was sent."""
        return cls(obj=organisation, topics=topics)

    @property
    def facts(self) -> Presentation:
        """What was typed, for the services."""
        return Presentation(
            description_sv=self.description_sv.data,
            description_en=self.description_en.data,
            website=self.website.data,
            postal_address=self.postal_address.data,
            topics=self.topics.data,
        )


class RelationForm(Form):
    """What one organisation is to another, from when to when."""

    reading = ChoiceField(
        _l("Relation"),
        required=_l("Choose what it is to the other"),
        blank=_l("Choose a relation"),
        choices=reading_choices,
    )
    starts_on = DateField(_l("Since"), hint=_l("Leave it empty if nobody knows."))
    last_day = DateField(_l("Last day"), hint=_l("Leave it empty while it holds."))
    note = TextField(_l("Note"), max_length=200, hint=_l("For example how large a share."))

    @property
    def facts(self) -> RelationFacts:
        """What was typed, for the services."""
        kind = self.reading.data.partition(":")[0]
        return RelationFacts(
            RelationKind(kind), self.starts_on.data, self.last_day.data, self.note.data
        )

    @property
    def is_turned(self) -> bool:
        """Whether the other organisation is the subject."""
        return bool(self.reading.data.endswith(":object"))


class EndRelationForm(Form):
    """The last day of a relation."""

    last_day = DateField(_l("Last day"), required=_l("Enter the last day"), default=clock.today)

    @classmethod
    def of(cls, relation: OrganisationRelation) -> EndRelationForm:
        """Return the form; the last day cannot be before the first."""
        form = cls()
        form.last_day.earliest = relation.starts_on
        return form

    @property
    def day(self) -> date:
        """The last day of the relation."""
        return self.last_day.data or clock.today()


class OriginForm(Form):
    """Where facts about a person come from, on what ground, and who may be shown them."""

    source = ChoiceField(
        _l("Where we have it from"),
        choices=[(str(key), name) for key, name in SOURCE_NAMES.items()],
        default=str(FactSource.UNKNOWN),
        mark_optional=False,
        coerce=FactSource,
    )
    source_words = TextField(
        _l("More about that"),
        max_length=200,
        hint=_l("For example the meeting, the page or the list. No personal details."),
    )
    basis = RadioField(
        _l("Why we may keep it"),
        choices=[(str(key), name) for key, name in BASIS_NAMES.items()],
        default=str(Basis.TASK),
        mark_optional=False,
        coerce=Basis,
    )
    audience = ChoiceField(
        _l("Who may be shown it"),
        choices=[(str(key), name) for key, name in AUDIENCE_NAMES.items()],
        default=str(Audience.STAFF),
        mark_optional=False,
        coerce=Audience,
    )
    obtained_on = DateField(_l("When we got it"), default=clock.today, mark_optional=False)

    @classmethod
    def of(cls, row: PersonFact | None) -> OriginForm:
        """Return the form, filled in with what is known unless it was sent."""
        return cls(obj=row) if row is not None else cls()

    @property
    def origin(self) -> Origin:
        """What was typed, for the services."""
        return Origin(
            source=self.source.data or FactSource.UNKNOWN,
            words=self.source_words.data,
            basis=self.basis.data or Basis.TASK,
            audience=self.audience.data or Audience.STAFF,
            obtained_on=self.obtained_on.data,
        )


class LanguagesForm(Form):
    """The languages that a person speaks; rows are added by `languages_form`."""

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields, two by two."""
        return [(self[f"language_{n}"], self[f"level_{n}"]) for n in range(1, LANGUAGE_ROWS + 1)]

    @property
    def levels(self) -> dict[str, LanguageLevel]:
        """What was chosen, by language; of one that is chosen twice the last holds."""
        return {
            language.data: level.data or LanguageLevel.FLUENT
            for language, level in self.rows
            if language.data
        }


def languages_form(known: list[tuple[str, str]]) -> LanguagesForm:
    """Return the form, filled in with what is known unless it was sent."""
    fields: dict[str, Any] = {}
    for number in range(1, LANGUAGE_ROWS + 1):
        fields[f"language_{number}"] = ChoiceField(
            _l("Language %(number)d", number=number),
            blank=_l("No language"),
            choices=language_choices,
            mark_optional=False,
        )
        fields[f"level_{number}"] = ChoiceField(
            _l("How well"),
            choices=[(str(key), name) for key, name in LEVEL_NAMES.items()],
            default=str(LanguageLevel.FLUENT),
            coerce=LanguageLevel,
            mark_optional=False,
        )
    data = {}
    for number, (language, level) in enumerate(known[:LANGUAGE_ROWS], start=1):
        data[f"language_{number}"], data[f"level_{number}"] = language, level
    made: LanguagesForm = type("SpokenForm", (LanguagesForm,), fields)(data=data)
    return made
