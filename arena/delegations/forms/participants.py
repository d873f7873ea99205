"""What is typed about participants and about what the group needs, by its leader or by staff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from arena.delegations.models import (
    Delegation,
    DelegationNeed,
    NeedKind,
    Participant,
    ProgrammeGroup,
)
from arena.delegations.needs import NEEDS
from arena.delegations.rules.rosters import HIGHEST_PRECEDENCE, LONGEST, MOST_CHARACTERS, Person
from arena.web.fields import (
    ChoiceField,
    FileField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form

MOST_OF_A_NEED = 999


class PersonForm(Form):
    """Somebody on the list."""

    name = TextField(_l("Name"), required=_l("Enter the person’s name"), max_length=LONGEST["name"])
    title = TextField(_l("Title or position"), max_length=LONGEST["title"])
    organisation = TextField(_l("Organisation"), max_length=LONGEST["organisation"])
    precedence = IntegerField(
        _l("Number in the order of precedence"),
        hint=_l("1 goes first. Those without a number come after all who have one."),
        minimum=1,
        maximum=HIGHEST_PRECEDENCE,
    )
    group_id = ChoiceField(_l("Group"), blank=_l("No group"), coerce=int)

    def __init__(self, *, groups: Iterable[ProgrammeGroup], **options: Any) -> None:
        self.groups = [(group.id, group.name) for group in groups]
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the delegation's groups, then read what was sent."""
        self.group_id.choices = self.groups
        super().process(*arguments, **options)

    def show(self, participant: Participant) -> None:
        """Begin with what somebody is."""
        for name in ("name", "title", "organisation", "precedence", "group_id"):
            self[name].data = getattr(participant, name)

    def person(self) -> Person:
        """Return who was typed."""
        return Person(
            name=self.name.data,
            title=self.title.data,
            organisation=self.organisation.data,
            precedence=self.precedence.data,
            group_id=self.group_id.data,
        )


class PastedField(TextAreaField):
    """A table that was pasted: its tabs part the columns, so they stay."""

    def clean(self, text: str) -> str:
        """Return the text as it is; each cell is cleaned when it is read."""
        return text

    @property
    def text_value(self) -> str:
        """What was pasted, without characters that no page may hold."""
        return "".join(each for each in self.data or "" if each in "\t\n" or each.isprintable())


class ListForm(Form):
    """A whole list at once: pasted, or in a file."""

    pasted = PastedField(
        _l("Paste the list"),
        hint=_l(
            "One person a line: name, title, organisation, number, group. Copy them from a"
            " spreadsheet, or part them with semicolons. Only the name is needed."
        ),
        rows=8,
        max_length=MOST_CHARACTERS,
    )
    file = FileField(
        _l("Or choose a file"),
        hint=_l(
            "Excel (.xlsx) or CSV, at most 2 MB and 500 people. Its first line names the columns,"
            " in Swedish or English. After an error it has to be chosen again."
        ),
        accept=".xlsx,.csv,.txt",
    )
    mode = RadioField(
        _l("What becomes of the list that is here?"),
        required=_l("Choose what becomes of the list that is here"),
        choices=[
            ("whole", _l("This is the whole list: it takes the place of the one that is here")),
            ("more", _l("These come as well: the others stay")),
        ],
        default="whole",
    )


class _NeedsForm(Form):
    """How the group arrives, what it asks, and how many need what."""

    arrival = TextAreaField(
        _l("Arrival"),
        hint=_l("When you come, how, and from where; and where you go afterwards."),
        max_length=1000,
        rows=3,
    )
    questions = TextAreaField(
        _l("Questions in advance"),
        hint=_l("What you want to know. Whoever receives you prepares it."),
        max_length=4000,
        rows=5,
    )

    def show(self, delegation: Delegation, rows: Iterable[DelegationNeed]) -> None:
        """Begin with what we know."""
        self.arrival.data, self.questions.data = delegation.arrival, delegation.questions
        for row in rows:
            name = _field_name(row.kind, row.need)
            if name in self:
                self[name].data = row.count

    def limit(self, people: int) -> None:
        """Let no more need something than come."""
        for kind in NEEDS:
            for field in self.fields_of(kind):
                field.maximum = people

    def needs(self) -> dict[tuple[str, str], int]:
        """Return how many need what, by kind and need."""
        return {
            (kind, need): self[_field_name(kind, need)].data or 0
            for kind, needs in NEEDS.items()
            for need in needs
        }

    def fields_of(self, kind: str) -> list[Any]:
        """Return the fields of one kind of need."""
        return [self[_field_name(kind, need)] for need in NEEDS[NeedKind(kind)]]


def _field_name(kind: str, need: str) -> str:
    return f"{kind}_{need}"


def _count(label: Any) -> IntegerField:
    return IntegerField(label, minimum=0, maximum=MOST_OF_A_NEED, mark_optional=False)


# One field for each need that is asked for.
NeedsForm = cast(
    type[_NeedsForm],
    type(
        "NeedsForm",
        (_NeedsForm,),
        {
            _field_name(kind, need): _count(label)
            for kind, needs in NEEDS.items()
            for need, label in needs.items()
        },
    ),
)


class CodeForm(Form):
    """The code that opens the list, from the mail."""

    code = TextField(
        _l("The code from the e-mail"),
        required=_l("Write the code that we sent you"),
        max_length=20,
        width=12,
        autocomplete="one-time-code",
    )
