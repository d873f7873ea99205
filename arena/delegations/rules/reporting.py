"""What is reported of a visit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What is reported: who came, what they saw, what they asked, and what follows."""

    came: str
    saw: str
    asked: str
    follows: str
