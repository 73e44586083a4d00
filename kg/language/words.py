"""Words with jieba's part-of-speech tags, in a spaCy Doc whose words never straddle a given boundary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import rjieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

WORDS = Path(__file__).with_name("words.txt")  # what jieba's dictionary of 2012 lacks


class Words(Doc):
    """A Doc that keeps its text: spaCy's own puts it together from the words anew each time it is asked."""

    def __init__(self, vocab: Vocab, text: str, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            vocab,
            words=[word for word, _ in pairs],
            spaces=[False] * len(pairs),
            tags=[tag for _, tag in pairs],
        )
        self._said = text

    @property
    def text(self) -> str:
        """What was cut into these words."""
        return self._said


class JiebaTokenizer:
    """A spaCy tokenizer that lets jieba cut; rjieba is jieba's own algorithm and dictionary in Rust."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.jieba = rjieba.Jieba()
        for line in WORDS.read_text("utf-8").splitlines():
            word, tag = line.split()
            self.jieba.add_word(word, None, tag)

    def __call__(self, text: str, cuts: Iterable[int] = ()) -> Doc:
        """Cut `text` into a Doc of tagged words; no word crosses an offset in `cuts`."""
        edges = sorted({0, *cuts, len(text)})
        pairs = [pair for a, b in pairwise(edges) for pair in self.jieba.tag(text[a:b])]
        return Words(self.vocab, text, pairs)


@cache
def pipeline() -> Language:
    """The blank Chinese pipeline with our tokenizer (made once; 0.2 s)."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = JiebaTokenizer(nlp.vocab)
    return nlp


def words(text: str, cuts: Iterable[int] = ()) -> Doc:
    """The words of `text`: words("覆盖职工3人") → 覆盖/v 职工/n 3/m 人/n; none crosses an offset in `cuts`."""
    tokenizer = pipeline().tokenizer
    assert isinstance(tokenizer, JiebaTokenizer)
    return tokenizer(text, cuts)


def is_word(text: str) -> bool:
    """Whether jieba's dictionary or our list has `text`: 集团 yes, 晋煤 no."""
    tokenizer = pipeline().tokenizer
    assert isinstance(tokenizer, JiebaTokenizer)
    return tokenizer.jieba.has_word(text)


def may_be_a_person(text: str) -> bool:
    """Whether what begins with a surname can be a name: 江大海 yes, 高温 and 方面 are words of another kind."""
    tokenizer = pipeline().tokenizer
    assert isinstance(tokenizer, JiebaTokenizer)
    word, tag = tokenizer.jieba.tag(text)[0]
    return word != text or tag.startswith("nr")
