"""What is typed into notes and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.directory.models import Person
from arena.meetings.models import AgendaItem, Record
from arena.meetings.services.actions import ActionFacts
from arena.meetings.services.records import (
    DecisionFacts,
    FrameWords,
    ItemWords,
    frame_of,
)
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    HiddenField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

BLANK_DECISIONS, BLANK_ACTIONS, MOST_ROWS = 2, 3, 30


class VersionForm(Form):
    """A form about one version of an item, or of the words around the items."""

    version = HiddenField(max_length=9)

    @property
    def seen_version(self) -> int:
        """The version that the form was shown at."""
        return read_whole(self.version.data) or 0

    def show_version(self, version: int) -> None:
        """Let the form be about the version that holds now."""
        field: Any = self.version
        field.data, field.raw_data = str(version), None


class ItemWordsForm(VersionForm):
    """What was said about an item; `item_words_form` adds rows for decisions and new actions."""

    notes = TextAreaField(_l("What was said"), max_length=20000, rows=10)
    is_carried_on = CheckboxField(_l("It comes up again at the next meeting"))
    decisions = 0
    actions = 0

    def decision_rows(self) -> list[tuple[Any, Any]]:
        """Return the controls of the decisions, row by row."""
        return [(self[f"decision-{row}"], self[f"registry-{row}"]) for row in range(self.decisions)]

    def action_rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the controls of new actions, row by row."""
        return [
            (self[f"action-{row}"], self[f"owner-{row}"], self[f"due-{row}"])
            for row in range(self.actions)
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask until when something is to be done, and what, where only a part of it was typed."""
        is_valid = bool(super().validate(extra_validators))
        for text, owner, due in self.action_rows():
            if text.data and due.data is None and not due.errors:
                due.refuse(_("Say until when"))
                is_valid = False
            elif not text.data and (owner.data or due.data):
                text.refuse(_("Say what is to be done"))
                is_valid = False
        return is_valid

    def words(self) -> ItemWords:
        """Return what was typed."""
        return ItemWords(
            notes=self.notes.data,
            is_carried_on=self.is_carried_on.data,
            decisions=[
                DecisionFacts(text.data, number.data)
                for text, number in self.decision_rows()
                if text.data
            ],
            actions=[
                ActionFacts(text.data, owner.data, due.data)
                for text, owner, due in self.action_rows()
                if text.data
            ],
        )


def item_words_form(
    item: AgendaItem, owners: Sequence[Person], posted: Mapping[str, Any] | None
) -> ItemWordsForm:
    """Return the form of an item, with its decisions and some blank rows, or with what was sent."""
    known = item.decisions
    decisions = _rows("decision-", posted, len(known) + BLANK_DECISIONS)
    actions = _rows("action-", posted, BLANK_ACTIONS)
    fields: dict[str, Any] = {"decisions": decisions, "actions": actions}
    for row in range(decisions):
        decision = known[row] if row < len(known) else None
        fields[f"decision-{row}"] = TextAreaField(
            _l("Decision"), max_length=4000, rows=2, default=decision.text if decision else ""
        )
        fields[f"registry-{row}"] = TextField(
            _l("Registration number"),
            max_length=40,
            width=12,
            default=decision.registry_number if decision else "",
        )
    for row in range(actions):
        fields[f"action-{row}"] = TextField(_l("What is to be done"), max_length=300)
        fields[f"owner-{row}"] = owner_field(owners)
        fields[f"due-{row}"] = DateField(_l("Due by"))
    form: ItemWordsForm = type("ItemWords", (ItemWordsForm,), fields)()
    if not form.is_submitted():
        form.show_version(item.version)
        form.notes.data, form.is_carried_on.data = item.notes, item.is_carried_on
    return form


class FrameForm(VersionForm):
    """What stands around the items."""

    secretary = TextField(_l("Secretary"), max_length=120)
    registry_number = TextField(_l("Registration number"), max_length=40, width=12)
    opening = TextAreaField(_l("Before the items"), max_length=8000, rows=4)
    closing = TextAreaField(_l("After the items"), max_length=8000, rows=4)

    def words(self) -> FrameWords:
        """Return what was typed."""
        return FrameWords(**{name: self[name].data for name in vars(FrameWords())})

    def show(self, record: Record) -> None:
        """Fill the form with what holds now."""
        self.show_version(record.version)
        for name, value in vars(frame_of(record)).items():
            self[name].data = value


class ApproversForm(Form):
    """Who approves the minutes."""

    chair_id = ChoiceField(_l("Who chaired the meeting"), blank=_l("Choose somebody"), coerce=int)
    people = CheckboxesField(
        _l("Adjusters"),
        hint=_l("They read the minutes together with the chair, and approve them."),
        coerce=int,
    )

    def __init__(self, offered: Iterable[Person]) -> None:
        self.offered = list(offered)
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the network's people, then read what was sent."""
        choices = [(person.id, person.name) for person in self.offered]
        self.chair_id.choices, self.people.choices = choices, choices
        super().process(*arguments, **options)


class SendForm(Form):
    """How often the record had been sent when its button was shown, and until when to comment."""

    sending = HiddenField(max_length=6)
    comments_until = DateField(_l("Comments are welcome until"))


class WordsForm(Form):
    """A few words that are needed."""

    words = TextAreaField(_l("Words"), required=_l("Write a few words"), max_length=4000, rows=3)


class ApproveForm(Form):
    """That somebody approves what they have read, or that another notes it."""

    mark = HiddenField(max_length=64)
    how = TextField(_l("How they approved"), max_length=200, hint=_l("By mail on 3 December."))


def owner_field(owners: Sequence[Person], **options: Any) -> ChoiceField:
    """Return the field for who does something: one of the network's people."""
    choices = [(person.id, person.name) for person in owners]
    return ChoiceField(
        _l("Who does it"), blank=_l("Nobody yet"), coerce=int, choices=choices, **options
    )


def _rows(prefix: str, posted: Mapping[str, Any] | None, least: int) -> int:
    typed = sum(1 for name in posted or {} if name.startswith(prefix))
    return min(max(least, typed), MOST_ROWS)
