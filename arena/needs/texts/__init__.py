"""Text in Swedish and English as weighed terms, on the machine itself."""

from arena.needs.texts.analysis import analyse
from arena.needs.texts.lexicon import concept_name
from arena.needs.texts.records import EDITION, terms_of_need, terms_of_offer

__all__ = ["EDITION", "analyse", "concept_name", "terms_of_need", "terms_of_offer"]
