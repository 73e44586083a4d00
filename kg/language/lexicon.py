"""Finding the names of a vocabulary in running text: longest first, by characters, never by word boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lexicon at text[start:end]; `name` is the preferred name it stands for."""

    start: int
    end: int
    name: str


class Lexicon:
    """A set of names, each standing for a preferred name, matched by spaCy's PhraseMatcher over single characters.

    Characters instead of words, since jieba cuts a name differently in different company (困难职工 | 困难 职工).
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.nlp = spacy.blank("zh")  # spaCy's own default for zh: one token a character
        self.matcher = PhraseMatcher(self.nlp.vocab)
        self.preferred: dict[str, str] = {}
        for surface, preferred in names:
            self.preferred.setdefault(surface, preferred)
        self.matcher.add("NAME", [self.nlp.make_doc(surface) for surface in self.preferred])

    def find(self, text: str) -> Iterator[Match]:
        """The names in `text` from left to right; where two overlap, the longer one."""
        doc = self.nlp.make_doc(text)
        for span in filter_spans(self.matcher(doc, as_spans=True)):
            yield Match(span.start_char, span.end_char, self.preferred["".join(token.text for token in span)])
