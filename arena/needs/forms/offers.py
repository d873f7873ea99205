"""An offer as people type it, and what a list of offers is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.directory.models import Organisation, Person
from arena.needs.models import PartnerOffer
from arena.needs.offering_words import AUDIENCE_HINTS, AUDIENCES, KIND_HINTS, KINDS
from arena.needs.queries.offers import OfferFilters
from arena.needs.rules.offering import OfferAudience
from arena.needs.services.offering import TEXTS, OfferFacts
from arena.needs.topics import topic_choices
from arena.networks.models import Network
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import FilterForm, Form
from arena.web.languages import localized
from arena.web.numbers import read_whole

MOST_LINKS = 10
_LONGEST_LINK = 500


class OfferForm(Form):
    """An offer, in one language or both."""

    version = HiddenField()
    kind = RadioField(
        _l("What do you offer?"),
        required=_l("Choose what you offer."),
        choices=lambda: [(str(kind), words, KIND_HINTS[kind]) for kind, words in KINDS.items()],
    )
    title_sv = TextField(_l("Title in Swedish"), max_length=160, width=32, mark_optional=False)
    words_sv = TextAreaField(
        _l("The offer in Swedish"),
        hint=_l("What it is, and what it gives. Plain words are found best."),
        max_length=4000,
        rows=6,
    )
    takes_sv = TextAreaField(
        _l("What it takes, in Swedish"),
        hint=_l("What the other side must have or do: power, space, permits, time."),
        rows=3,
    )
    limits_sv = TextAreaField(
        _l("Where and how much, in Swedish"), hint=_l("What limits the offer."), rows=2
    )
    title_en = TextField(_l("Title in English"), max_length=160, width=32)
    words_en = TextAreaField(_l("The offer in English"), max_length=4000, rows=6)
    takes_en = TextAreaField(_l("What it takes, in English"), rows=3)
    limits_en = TextAreaField(_l("Where and how much, in English"), rows=2)
    topics = CheckboxesField(_l("What is it about?"), most=5)
    valid_until = DateField(
        _l("Last day of the offer"),
        hint=_l("Leave it empty if it has none: we ask you after a year whether it still holds."),
    )
    links = TextAreaField(
        _l("Evidence"),
        hint=_l("Links to results, references or descriptions: one a line, words after it."),
        rows=3,
    )
    contact_id = ChoiceField(
        _l("Contact person"),
        required=_l("Choose a contact person."),
        hint=_l("Gets our questions. Others see the address once both have said yes."),
        blank=_l("Choose a person"),
        coerce=int,
    )
    audience = RadioField(
        _l("Who may see the offer?"),
        required=_l("Choose who may see the offer."),
        choices=lambda: [
            (str(each), words, AUDIENCE_HINTS[each]) for each, words in AUDIENCES.items()
        ],
        default=str(OfferAudience.PARTNERS),
    )
    network_ids = CheckboxesField(_l("Networks"), coerce=int)

    def __init__(
        self,
        people: Sequence[Person],
        networks: Sequence[Network],
        topics: Sequence[str] = (),
        **options: Any,
    ) -> None:
        """Say who and what there is to choose from; `topics` are those that the offer has."""
        self.people, self.networks, self.kept_topics = people, networks, topics
        super().__init__(**options)
        if not networks:
            self.__delitem__("network_ids")

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known what there is to choose from."""
        self["topics"].choices = topic_choices(more=self.kept_topics)
        self["contact_id"].choices = [(person.id, person.name) for person in self.people]
        self["network_ids"].choices = [(each.id, localized(each, "name")) for each in self.networks]
        if not self.networks:
            self["audience"].choices = [
                choice for choice in self["audience"].choices if choice[0] != OfferAudience.NETWORKS
            ]
        super().process(*arguments, **options)

    def validate_links(self, field: Any) -> None:
        """Refuse what is no address of a page."""
        lines = read_links(field.data)
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("Give at most %(num)d links.", num=MOST_LINKS))
        for line in lines:
            parts = urlsplit(line["url"])
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValidationError(
                    _("Begin each line with an address, for example https://example.org.")
                )

    @property
    def seen_version(self) -> int:
        """The version of the offer that the page showed."""
        return read_whole(self.version.data) or 0

    @property
    def facts(self) -> OfferFacts:
        """What was typed."""
        texts = {
            f"{text}_{language}": self[f"{text}_{language}"].data
            for text in TEXTS
            for language in ("sv", "en")
        }
        return OfferFacts(
            kind=self.kind.data,
            topics=self.topics.data,
            valid_until=self.valid_until.data,
            links=read_links(self.links.data),
            contact_id=self.contact_id.data,
            audience=self.audience.data,
            network_ids=self.network_ids.data if "network_ids" in self else (),
            **texts,
        )


class OfferFilterForm(FilterForm):
    """What to look for among offers."""

    q = TextField(_l("Words"), mark_optional=False, width=20)
    kind = ChoiceField(
        _l("Kind"),
        choices=lambda: [(str(kind), words) for kind, words in KINDS.items()],
        blank=_l("All kinds"),
        mark_optional=False,
    )
    topic = ChoiceField(
        _l("Topic"), choices=topic_choices, blank=_l("All topics"), mark_optional=False
    )
    organisation = ChoiceField(
        _l("Organisation"), blank=_l("All organisations"), coerce=int, mark_optional=False
    )

    def __init__(self, asked: Any, organisations: Sequence[Organisation]) -> None:
        """Take what was asked for, and which organisations there are to choose from."""
        self.organisations = organisations
        super().__init__(asked)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was asked for, now that it is known what there is to choose from."""
        self["organisation"].choices = [(each.id, each.name) for each in self.organisations]
        super().process(*arguments, **options)

    @property
    def filters(self) -> OfferFilters:
        """What was asked for."""
        return OfferFilters(self.q.data, self.kind.data, self.topic.data, self.organisation.data)


class FindOrganisationForm(FilterForm):
    """Whose offer it is to be."""

    q = TextField(_l("Look for an organisation"), mark_optional=False, max_length=120, width=32)


def data_of(offer: PartnerOffer) -> dict[str, Any]:
    """Return an offer as its form shows it."""
    names = (
        *(f"{text}_{language}" for text in TEXTS for language in ("sv", "en")),
        *("kind", "topics", "valid_until", "contact_id", "audience"),
    )
    links = "\n".join(" ".join(filter(None, (each["url"], each["text"]))) for each in offer.links)
    return {
        **{name: getattr(offer, name) for name in names},
        "links": links,
        "network_ids": [each.id for each in offer.networks],
        "version": str(offer.version),
    }


def read_links(text: str) -> list[dict[str, str]]:
    """Return the links of a text that has one a line, with the words that stand after each."""
    found = []
    for line in text.splitlines():
        url, _space, words = line.strip().partition(" ")
        if url:
            found.append({"url": url[:_LONGEST_LINK], "text": words.strip()[:160]})
    return found
