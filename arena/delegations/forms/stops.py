"""What staff type about stops, and what they look for in the catalogue."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import KINDS, LEVELS
from arena.delegations.models import ItemKind, Stop
from arena.delegations.queries.catalogue import list_places
from arena.delegations.queries.catalogue import list_topics as list_stop_topics
from arena.delegations.services.catalogue import StopFacts
from arena.delegations.topics import topic_choices, topic_word
from arena.resources.words import resource_name
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    EmailField,
    IntegerField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.fields.choices import Choices
from arena.web.forms import FilterForm, Form

STOP_KINDS = (
    ItemKind.SITE,
    ItemKind.WALK,
    ItemKind.PRESENTATION,
    ItemKind.DISCUSSION,
    ItemKind.MEETINGS,
    ItemKind.RECEPTION,
    ItemKind.MEAL,
    ItemKind.ONLINE,
    ItemKind.OTHER,
)


class StopFilterForm(FilterForm):
    """What to look for in the catalogue."""

    q = TextField(_l("Title, place or code"), mark_optional=False, max_length=80, width=20)
    topic = ChoiceField(
        _l("Topic"),
        mark_optional=False,
        blank=_l("All topics"),
        choices=lambda: [
            (topic, topic_word(topic)) for topic in sorted(list_stop_topics(), key=topic_word)
        ],
    )
    closed = CheckboxField(_l("Those no longer offered too"))


def place_field(choices: Choices) -> ChoiceField:
    """Return the field for where a stop is."""
    return ChoiceField(
        _l("Place"),
        required=_l("Choose where it is."),
        blank=_l("Choose a place"),
        choices=choices,
        coerce=int,
    )


def topics_field(choices: Choices) -> CheckboxesField:
    """Return the field for what a stop is about."""
    return CheckboxesField(_l("What it is about"), choices=choices)


def host_topic_field(choices: Choices) -> ChoiceField:
    """Return the field for what the host of a stop must know."""
    return ChoiceField(
        _l("What its host must know"), blank=_l("Nothing in particular"), choices=choices
    )


class StopForm(Form):
    """A stop."""

    title_sv = TextField(_l("Title in Swedish"), required=_l("Enter a title."), max_length=160)
    title_en = TextField(
        _l("Title in English"), required=_l("Enter a title in English."), max_length=160
    )
    code = TextField(
        _l("Code"),
        required=_l("Enter a short code."),
        hint=_l("For lists and for talking about it: N2-ENERGI."),
        max_length=20,
        width=12,
    )
    summary_sv = TextAreaField(_l("What is shown, in Swedish"), max_length=600, rows=3)
    summary_en = TextAreaField(_l("What is shown, in English"), max_length=600, rows=3)
    resource_id = place_field(lambda: [(place.id, resource_name(place)) for place in list_places()])
    kind = ChoiceField(
        _l("What happens there"),
        required=_l("Choose what happens there."),
        choices=[(str(kind), KINDS[kind]) for kind in STOP_KINDS],
        default=str(ItemKind.SITE),
    )
    topics = topics_field(topic_choices)
    levels = CheckboxesField(
        _l("Whom it suits"),
        hint=_l("None chosen: everybody."),
        choices=[(str(level), word) for level, word in LEVELS.items()],
    )
    minutes = IntegerField(
        _l("Usual minutes"), required=_l("Enter minutes."), minimum=5, maximum=480
    )
    minutes_min = IntegerField(
        _l("Minutes at the least"), required=_l("Enter minutes."), minimum=5, maximum=480
    )
    group_max = IntegerField(
        _l("People at a time"),
        hint=_l("Empty: as many as the place takes."),
        minimum=1,
        maximum=10_000,
    )
    notice_days = IntegerField(
        _l("Days before that it must know who comes"),
        required=_l("Enter days, or 0."),
        minimum=0,
        maximum=120,
        default=0,
    )
    is_indoors = CheckboxField(_l("Indoors"), default=True)
    needs_sv = TextField(
        _l("What guests need, in Swedish"), hint=_l("Helmet, shoes, identity card."), max_length=300
    )
    needs_en = TextField(_l("What guests need, in English"), max_length=300)
    host_topic = host_topic_field(topic_choices)
    receiver_name = TextField(_l("Name"), max_length=120, autocomplete="off")
    receiver_title_sv = TextField(_l("Title in Swedish"), max_length=120)
    receiver_title_en = TextField(_l("Title in English"), max_length=120)
    receiver_organisation = TextField(_l("Organisation"), max_length=160)
    receiver_email = EmailField(_l("E-mail"), autocomplete="off")
    receiver_phone = PhoneField(_l("Phone"), autocomplete="off")
    receiver_language = RadioField(
        _l("Language of mails"),
        required=_l("Choose a language."),
        choices=[("sv", _l("Swedish")), ("en", _l("English"))],
        default="sv",
    )

    def facts(self) -> StopFacts:
        """Return what was typed, as the service takes it."""
        names = StopFacts.__dataclass_fields__
        values = {name: self[name].data for name in names}
        return StopFacts(
            **{
                **values,
                "code": self.code.data.upper(),
                "host_topic": self.host_topic.data or "",
                "notice_days": self.notice_days.data or 0,
                "minutes_min": self.minutes_min.data or self.minutes.data,
            }
        )


def stop_form(stop: Stop) -> StopForm:
    """Return the form as it stands for a stop; what it has may always be kept."""
    places = [(place.id, resource_name(place)) for place in list_places()]
    if stop.resource_id not in dict(places):
        places.append((stop.resource_id, resource_name(stop.resource)))
    topics = topic_choices(more={*stop.topics, stop.host_topic} - {""})
    bound: type[StopForm] = type(
        "BoundStopForm",
        (StopForm,),
        {
            "resource_id": place_field(places),
            "topics": topics_field(topics),
            "host_topic": host_topic_field(topics),
        },
    )
    return bound(obj=stop)
