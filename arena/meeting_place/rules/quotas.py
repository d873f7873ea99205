"""Quotas of partners of which two become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def larger_quota(staying: Mapping[str, Any], going: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the one quota says that remains of two: the more generous number of minutes."""
    return {"minutes_a_month": max(staying["minutes_a_month"], going["minutes_a_month"])}
