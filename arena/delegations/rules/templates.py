"""A template of a programme as a value: its items by day, group and kind, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import time
from typing import Any


@dataclass(frozen=True, kw_only=True)
class TemplateItem:
    """One item; `day` 0 is the first, `start` is "09:00" where it is fixed, `group` "" for all."""

    kind: str
    minutes: int
    title_sv: str
    title_en: str
    day: int = 0
    group: str = ""
    start: str = ""
    is_interpreted: bool = False
    stop_key: str = ""
    note_sv: str = ""
    note_en: str = ""
    place_id: int | None = None
    place_sv: str = ""
    place_en: str = ""
    travel_mode: str = "walk"

    @property
    def fixed_start(self) -> time | None:
        """When it begins, whatever comes before; None: when that ends."""
        return time.fromisoformat(self.start) if self.start else None

    def to_record(self) -> dict[str, Any]:
        """Return it as JSON takes it, without what is as usual."""
        usual = {field.name: field.default for field in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


@dataclass(frozen=True, kw_only=True)
class Template:
    """A programme to begin with. `key` is what addresses call it: a number where staff keep it."""

    key: str
    type: str
    title_sv: str
    title_en: str
    items: tuple[TemplateItem, ...]
    is_built_in: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return max((item.day for item in self.items), default=-1) + 1

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that go their own way, by name."""
        return tuple(sorted({item.group for item in self.items} - {""}))

    def items_on(self, day: int) -> Sequence[TemplateItem]:
        """Return the items of a day, in order."""
        return [item for item in self.items if item.day == day]


def read_items(records: Iterable[Mapping[str, Any]]) -> tuple[TemplateItem, ...]:
    """Return the items of records; what a later version of the house added is left aside."""
    known = {field.name for field in fields(TemplateItem)}
    return tuple(
        TemplateItem(**{name: value for name, value in record.items() if name in known})
        for record in records
    )
