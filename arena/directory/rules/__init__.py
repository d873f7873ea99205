"""Pure rules of the directory."""

from arena.directory.rules.names import (
    FREE_MAIL,
    key_ranges,
    name_key,
    normalise_domain,
    normalise_number,
    shown_number,
    telling_domains,
)

__all__ = [
    "FREE_MAIL",
    "key_ranges",
    "name_key",
    "normalise_domain",
    "normalise_number",
    "shown_number",
    "telling_domains",
]
