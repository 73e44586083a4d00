"""Cutting Chinese text into tagged words and finding the lexicon's names in it.

The pipeline is `spacy.blank("zh")` with a jieba tokenizer; the names are those of the SKOS schemes in `ontology/`.
"""

from kg.language.lexicon import Lexicon, Match
from kg.language.words import is_word, may_be_a_person, words

__all__ = ["Lexicon", "Match", "is_word", "may_be_a_person", "words"]
