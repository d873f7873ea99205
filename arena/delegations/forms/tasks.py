"""What staff type about what has to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import ROLES
from arena.delegations.models import Task
from arena.delegations.rules.checklists import Entry
from arena.delegations.services.tasks import TaskFacts
from arena.web.fields import ChoiceField, DateField, IntegerField, TextField
from arena.web.forms import Form

LONGEST_OFFSET = 365


class TaskForm(Form):
    """What is to be done, by whom and until when."""

    title_sv = TextField(_l("In Swedish"), required=_l("Say what is to be done"), max_length=160)
    title_en = TextField(_l("In English"), max_length=160)
    due_on = DateField(_l("Due by"), required=_l("Enter the day by which it should be done"))
    owner_id = ChoiceField(
        _l("Who sees to it"),
        coerce=int,
        blank=_l("Whoever coordinates the delegation"),
        mark_optional=False,
    )

    def __init__(self, *, people: Sequence[tuple[int, str]], **options: Any) -> None:
        self.people = people
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the people, then read what was sent."""
        self.owner_id.choices = self.people
        super().process(*arguments, **options)

    def fill(self, task: Task) -> None:
        """Show a task as it is."""
        self.title_sv.data, self.title_en.data = task.title_sv, task.title_en
        self.due_on.data, self.owner_id.data = task.due_on, task.owner_id

    def facts(self) -> TaskFacts:
        """Return what was typed; where only one language was, it stands for both."""
        if self.due_on.data is None:
            raise ValueError("Ask for the facts of a valid form only.")
        return TaskFacts(
            title_sv=self.title_sv.data,
            title_en=self.title_en.data or self.title_sv.data,
            due_on=self.due_on.data,
            owner_id=self.owner_id.data,
        )


class EntryForm(Form):
    """One more thing on the checklist of a type."""

    offset_days = IntegerField(
        _l("Days"),
        hint=_l("Before the first day with a minus, for example −30; after the last day without."),
        required=_l("Enter how many days before or after the visit it is due"),
        minimum=-LONGEST_OFFSET,
        maximum=LONGEST_OFFSET,
    )
    title_sv = TextField(_l("In Swedish"), required=_l("Say what is to be done"), max_length=160)
    title_en = TextField(_l("In English"), required=_l("Say it in English as well"), max_length=160)
    role = ChoiceField(
        _l("Who sees to it"),
        choices=lambda: [(role.value, words) for role, words in ROLES.items()],
        blank=_l("Whoever coordinates the delegation"),
        mark_optional=False,
    )

    def entry(self) -> Entry:
        """Return what was typed."""
        return Entry(
            self.offset_days.data or 0,
            self.title_sv.data,
            self.title_en.data,
            self.role.data or "",
        )
