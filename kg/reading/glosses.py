"""Pinyin glosses that some web pages set behind traditional characters: 動(dòng) is 动.

A gloss is a single syllable in brackets right behind a Chinese character. Syllables with a tone mark are glosses
wherever they stand; toneless ones (們(men)) only behind a character that has a simplified twin, because (app) and (pm)
are brackets that an author wrote.
"""

from __future__ import annotations

import re

from kg.reading.draft import Draft, Edit
from kg.reading.script import is_traditional

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"[a-zü]{{0,5}}[{TONED}][a-zü]{{0,4}}"
_NEUTRAL = "|".join(("men", "me", "ge", "zhe", "le", "guo", "lai", "qu", "tou", "zi", "ma", "ne", "de", "ba"))
GLOSS = rf"(?: ?[(（](?:{SYLLABLE})[)）])"
_GLOSSED = re.compile(rf"([㐀-鿿]){GLOSS}+|([㐀-鿿])[(（](?:{_NEUTRAL})[)）]")


def without_glosses(draft: Draft) -> Draft:
    """Take each gloss into the character before it: 樹(shù) becomes one clean character with six raw ones."""
    return draft.edited(
        Edit(match.start(), match.end(), match[1] or match[2])
        for match in _GLOSSED.finditer(draft.text)
        if match[1] or is_traditional(match[2])
    )
