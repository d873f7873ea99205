"""What staff type about rooms, sites, equipment and hosts."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l

from arena.resources.models import Resource, ResourceKind
from arena.resources.queries.register import list_possible_hosts, list_resources
from arena.resources.services import HostSkills, ResourceFacts
from arena.resources.topics import list_topics, topic_name
from arena.resources.words import KIND_HINTS, KINDS, resource_name
from arena.web import filters
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    HiddenField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import FilterForm, Form

LANGUAGES = ("sv", "en", "de", "fr", "es", "fi", "no", "da", "zh")
_TOPIC_GAP = re.compile(r"[,;\n]+")


class ResourceFilterForm(FilterForm):
    """What to look for in the register."""

    kind = HiddenField()
    q = TextField(_l("Name, code or address"), mark_optional=False, max_length=80, width=20)
    retired = CheckboxField(_l("Retired ones too"))


class ResourceForm(Form):
    """A room, a site or a piece of equipment."""

    kind = RadioField(
        _l("What is it?"),
        required=_l("Choose what it is."),
        choices=[(str(kind), KINDS[kind], hint) for kind, hint in KIND_HINTS.items()],
    )
    name_sv = TextField(_l("Name in Swedish"), required=_l("Enter its name."), max_length=120)
    name_en = TextField(
        _l("Name in English"), required=_l("Enter its name in English."), max_length=120
    )
    code = TextField(
        _l("Code"),
        required=_l("Enter a short code."),
        hint=_l("A few letters for lists and calendars, for example GV."),
        max_length=20,
        width=8,
    )
    address = TextField(_l("Address"), max_length=200)
    capacity = IntegerField(
        _l("People at a time"),
        hint=_l("In each group or set. Leave it empty where there is no limit."),
        minimum=1,
        maximum=10_000,
    )
    units = IntegerField(
        _l("Groups or sets at a time"),
        required=_l("Enter how many groups it takes at a time."),
        minimum=1,
        maximum=50,
        default=1,
    )
    setup_minutes = IntegerField(
        _l("Minutes kept free before"),
        required=_l("Enter minutes, or 0."),
        minimum=0,
        maximum=480,
        default=0,
    )
    clearup_minutes = IntegerField(
        _l("Minutes kept free after"),
        required=_l("Enter minutes, or 0."),
        hint=_l("For clearing up and the way to the next. What is booked keeps what it has."),
        minimum=0,
        maximum=480,
        default=0,
    )
    quarter_limit = IntegerField(
        _l("Visits a quarter at most"),
        hint=_l("Of a site where people live or work: one more is warned about, not refused."),
        minimum=1,
        maximum=500,
    )
    is_step_free = CheckboxField(_l("Can be reached without steps"), default=True)
    note_sv = TextAreaField(_l("Note in Swedish"), max_length=400, rows=3)
    note_en = TextAreaField(_l("Note in English"), max_length=400, rows=3)

    def facts(self) -> ResourceFacts:
        """Return what was typed, as the service takes it."""
        return ResourceFacts(
            code=self.code.data.upper(),
            name_sv=self.name_sv.data,
            name_en=self.name_en.data,
            address=self.address.data,
            note_sv=self.note_sv.data,
            note_en=self.note_en.data,
            capacity=self.capacity.data,
            units=self.units.data or 1,
            setup_minutes=self.setup_minutes.data or 0,
            clearup_minutes=self.clearup_minutes.data or 0,
            is_step_free=self.is_step_free.data,
            quarter_limit=self.quarter_limit.data,
        )

    @classmethod
    def of(cls, resource: Resource) -> ResourceForm:
        """Return the form as it stands for a resource, whose kind stays."""
        names = [name for name in ResourceFacts.__dataclass_fields__ if name != "units"]
        values = {name: getattr(resource, name) for name in names}
        form = cls(data={**values, "units": len(resource.open_units)})
        del form.kind
        return form


class HostForm(Form):
    """A person who receives groups."""

    user_id = ChoiceField(
        _l("Person"),
        required=_l("Choose who it is."),
        blank=_l("Choose a person"),
        choices=lambda: [(person.id, person.name) for person in list_possible_hosts()],
        hint=_l("Somebody with an account as host, coordinator or administrator."),
        coerce=int,
    )
    languages = CheckboxesField(
        _l("Languages"),
        required=_l("Choose at least one language."),
        choices=lambda: [
            (code, filters.sentence(filters.language_name(code))) for code in LANGUAGES
        ],
    )
    topics = CheckboxesField(
        _l("Topics"),
        hint=_l("What the host can speak about."),
        choices=lambda: [(topic, topic_name(topic)) for topic in list_topics()],
    )
    new_topics = TextField(
        _l("Further topics"), hint=_l("One word each, with commas between."), max_length=200
    )
    site_ids = CheckboxesField(
        _l("Sites that they know"),
        hint=_l("None chosen: every site."),
        choices=lambda: [
            (site.id, resource_name(site)) for site in list_resources(kind=ResourceKind.SITE)
        ],
        coerce=int,
    )
    max_per_day = IntegerField(
        _l("Visits a day at most"), required=_l("Enter a number."), minimum=1, maximum=8, default=2
    )
    max_per_week = IntegerField(
        _l("Visits a week at most"),
        hint=_l("Empty: as many as the days allow."),
        minimum=1,
        maximum=40,
    )
    pause_minutes = IntegerField(
        _l("Minutes kept free after each visit"),
        required=_l("Enter minutes, or 0."),
        minimum=0,
        maximum=480,
        default=30,
    )
    note_sv = TextAreaField(_l("Note in Swedish"), max_length=400, rows=3)
    note_en = TextAreaField(_l("Note in English"), max_length=400, rows=3)

    def skills(self) -> HostSkills:
        """Return what was typed, as the service takes it."""
        typed = [word.strip().lower()[:30] for word in _TOPIC_GAP.split(self.new_topics.data)]
        topics = dict.fromkeys([*self.topics.data, *filter(None, typed)])
        return HostSkills(
            languages=self.languages.data,
            topics=list(topics),
            site_ids=self.site_ids.data,
            max_per_day=self.max_per_day.data or 1,
            max_per_week=self.max_per_week.data,
            pause_minutes=self.pause_minutes.data or 0,
            note_sv=self.note_sv.data,
            note_en=self.note_en.data,
        )

    @classmethod
    def of(cls, resource: Resource) -> HostForm:
        """Return the form as it stands for a host, whose person stays."""
        profile = resource.host
        if profile is None:
            raise ValueError("This resource is no host.")
        form = cls(
            data={
                "languages": profile.languages,
                "topics": profile.topics,
                "site_ids": profile.site_ids,
                "max_per_day": profile.max_per_day,
                "max_per_week": profile.max_per_week,
                "pause_minutes": resource.clearup_minutes,
                "note_sv": resource.note_sv,
                "note_en": resource.note_en,
            }
        )
        del form.user_id
        return form
