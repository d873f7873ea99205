"""Pure rules of the directory."""

from arena.directory.rules.names import (
    FREE_MAIL,
    core_number,
    folded_name,
    key_ranges,
    name_key,
    normalise_domain,
    normalise_number,
    shown_number,
    telling_domains,
)
from arena.directory.rules.periods import joined_period

__all__ = [
    "FREE_MAIL",
    "core_number",
    "folded_name",
    "joined_period",
    "key_ranges",
    "name_key",
    "normalise_domain",
    "normalise_number",
    "shown_number",
    "telling_domains",
]
