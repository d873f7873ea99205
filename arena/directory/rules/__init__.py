"""Pure rules of the directory."""

from arena.directory.rules.finding import (
    MOST_WORDS,
    how_well,
    search_key,
    search_words,
    tag_key,
    word_range,
    words_of_address,
    words_of_organisation,
)
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
    web_address,
)
from arena.directory.rules.periods import joined_period
from arena.directory.rules.relations import Step, leads_back

__all__ = [
    "FREE_MAIL",
    "MOST_WORDS",
    "Step",
    "core_number",
    "folded_name",
    "how_well",
    "joined_period",
    "key_ranges",
    "leads_back",
    "name_key",
    "normalise_domain",
    "normalise_number",
    "search_key",
    "search_words",
    "shown_number",
    "tag_key",
    "telling_domains",
    "web_address",
    "word_range",
    "words_of_address",
    "words_of_organisation",
]
