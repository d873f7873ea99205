"""What partners type about what is their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.words import LANGUAGE_CHOICES
from arena.directory.models import Organisation, Person, PersonRole
from arena.directory.services import Presentation
from arena.directory.topics import topic_choices
from arena.directory.words import language_choices
from arena.partners.models import PartnerShowing
from arena.partners.services.people import Newcomer
from arena.partners.services.showings import ShowingFacts
from arena.partners.words import KINDS
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

_TEXTS = ("title_sv", "title_en", "words_sv", "words_en", "place", "when_words", "not_shown")
_COMPARED = (*_TEXTS, "minutes", "per_month", "group_max")
STAFF = "staff"  # Nobody of ours: the arena's staff see to our people.


class OwnPresentationForm(Form):
    """What an organisation says of itself."""

    description_sv = TextAreaField(_l("What you do, in Swedish"), max_length=2000, rows=5)
    description_en = TextAreaField(_l("What you do, in English"), max_length=2000, rows=5)
    website = TextField(_l("Web address"), max_length=300, hint=_l("For example www.example.org."))
    topics = CheckboxesField(_l("Topics"), choices=topic_choices)

    @classmethod
    def of(cls, organisation: Organisation, topics: Sequence[str]) -> OwnPresentationForm:
        """Return the form, filled in with what is known unless it was sent."""
        return cls(obj=organisation, topics=list(topics))

    def facts(self, organisation: Organisation) -> Presentation:
        """Return what was typed, for the services; the postal address stays with staff."""
        return Presentation(
            description_sv=self.description_sv.data,
            description_en=self.description_en.data,
            website=self.website.data,
            postal_address=organisation.postal_address,
            topics=self.topics.data,
        )


class AskForm(Form):
    """What should be changed, in own words."""

    words = TextAreaField(
        _l("What should be changed?"),
        required=_l("Write what should be changed"),
        max_length=1000,
        rows=4,
        hint=_l("For example a new name or number, and from which day."),
    )


class InviteForm(Form):
    """A colleague to invite."""

    name = TextField(_l("Name"), required=_l("Enter your colleague's name"), max_length=120)
    email = EmailField(
        _l("E-mail"),
        required=_l("Enter your colleague's address"),
        autocomplete="off",
        hint=_l("A link to sign in is sent there."),
    )
    title = TextField(
        _l("Title"), max_length=120, width=32, hint=_l("For example “Head of sustainability”.")
    )
    language = RadioField(
        _l("Language"),
        required=_l("Choose a language"),
        choices=LANGUAGE_CHOICES,
        default="sv",
        hint=_l("What we write to them in."),
    )

    @property
    def newcomer(self) -> Newcomer:
        """What was typed, for the services."""
        return Newcomer(self.name.data, self.email.data, self.title.data, self.language.data)


class TitleForm(Form):
    """What a colleague is called."""

    title = TextField(_l("Title"), max_length=120, width=32)


class EndForm(Form):
    """Ending a colleague's role; the last who manages says who does from then on."""

    heir = RadioField(_l("Who sees to your people from now on?"), required=_l("Choose one of them"))

    def __init__(self, others: Sequence[PersonRole], *, asks: bool) -> None:
        """Say who could take over; `asks` whether it must be said at all."""
        self.others, self.asks = others, asks
        super().__init__()
        if not asks:
            self.__delitem__("heir")

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known who there is to choose from."""
        self["heir"].choices = [
            *((str(role.id), role.person.name) for role in self.others),
            (
                STAFF,
                _l("Nobody of ours"),
                _l("The arena's staff take over, and are told so."),
            ),
        ]
        super().process(*arguments, **options)

    @property
    def chosen(self) -> PersonRole | None:
        """Who takes over; None for nobody of the organisation."""
        text = self["heir"].data if self.asks else ""
        return next((role for role in self.others if str(role.id) == text), None)

    @property
    def leaves_to_staff(self) -> bool:
        """Whether staff are to take over."""
        return self.asks and self["heir"].data == STAFF


class ShowingForm(Form):
    """Something that can be shown to visitors."""

    version = HiddenField(max_length=9)
    kind = RadioField(
        _l("What is it?"),
        required=_l("Choose what it is"),
        choices=lambda: list(KINDS.items()),
        default="site",
    )
    title_sv = TextField(
        _l("Name in Swedish"), required=_l("Enter a name in Swedish"), max_length=160, width=32
    )
    title_en = TextField(_l("Name in English"), max_length=160, width=32)
    words_sv = TextAreaField(
        _l("What visitors see, in Swedish"), max_length=2000, rows=4, hint=_l("Visitors read it.")
    )
    words_en = TextAreaField(_l("What visitors see, in English"), max_length=2000, rows=4)
    place = TextField(_l("Where"), max_length=300, hint=_l("An address, and how one gets in."))
    minutes = IntegerField(
        _l("How many minutes it takes"),
        required=_l("Enter how many minutes it takes"),
        minimum=10,
        maximum=480,
        default=60,
    )
    when_words = TextField(
        _l("When"), max_length=300, hint=_l("For example “Tuesdays and Thursdays, not in July”.")
    )
    per_month = IntegerField(_l("How often a month, at most"), minimum=1, maximum=31)
    group_max = IntegerField(_l("How many people at most"), minimum=1, maximum=500)
    languages = CheckboxesField(_l("In which languages you show it"))
    not_shown = TextAreaField(
        _l("What is not to be shown or photographed"),
        max_length=1000,
        rows=3,
        hint=_l("Only the arena's staff read it."),
    )
    contact_id = ChoiceField(
        _l("Whom the arena asks"), blank=_l("Nobody in particular"), coerce=int
    )
    is_open = CheckboxField(
        _l("We receive visitors now"),
        default=True,
        hint=_l("Take the tick away for a pause: then nobody plans with it."),
    )

    def __init__(self, people: Sequence[Person], **options: Any) -> None:
        """Say which of the organisation's people there are."""
        self.people = people
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known what there is to choose from."""
        self["contact_id"].choices = [(person.id, person.name) for person in self.people]
        self["languages"].choices = language_choices()[:8]
        super().process(*arguments, **options)

    @classmethod
    def of(cls, showing: PartnerShowing, people: Sequence[Person]) -> ShowingForm:
        """Return the form, filled in with what is known unless it was sent."""
        return cls(people, obj=showing)

    @property
    def seen_version(self) -> int:
        """The version that the form was shown with; 0 for none that there is."""
        return read_whole(self.version.data) or 0

    def show_again(self, showing: PartnerShowing) -> list[tuple[str, str]]:
        """Let the form be of what stands there now; return what differs from what was typed."""
        self.version.data, self.version.raw_data = str(showing.version), None
        wanted = self.facts
        return [
            (str(self[name].label.text), str(getattr(showing, name) or "–"))
            for name in _COMPARED
            if getattr(wanted, name) != getattr(showing, name)
        ]

    @property
    def facts(self) -> ShowingFacts:
        """What was typed, for the services."""
        texts = {name: self[name].data or "" for name in _TEXTS}
        return ShowingFacts(
            kind=self.kind.data or "site",
            minutes=self.minutes.data or 60,
            per_month=self.per_month.data,
            group_max=self.group_max.data,
            languages=tuple(self.languages.data),
            contact_id=self.contact_id.data,
            is_open=self.is_open.data,
            **texts,
        )


class MailForm(Form):
    """The mailings that somebody wants."""

    topics = CheckboxesField(_l("I want mail about"), mark_optional=False)

    def __init__(self, choices: Sequence[tuple[str, str]], wanted: Sequence[str]) -> None:
        """Say what there is to choose from, and what is wanted so far."""
        self.offered = choices
        super().__init__(data={"topics": wanted})

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known what there is to choose from."""
        self["topics"].choices = self.offered
        super().process(*arguments, **options)


class PlainForm(Form):
    """A button."""
