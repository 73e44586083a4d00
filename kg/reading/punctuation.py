"""One form for each mark, and no spaces that are only typesetting; rules may rely on what this page says.

- `，；：！？（）` are full-width. Between two ASCII letters or digits `:;!?` stay ASCII (http://, 1:1, 7:20); a
  full-width colon between digits becomes ASCII too (7：20 → 7:20). A comma inside a number that is grouped in threes
  is ASCII (1,263 and 1,263,000); the full-width one never is part of a number.
- Straight double quotes pair up to “”, line by line; 《》 ‘’ 、 。 · — … stay; a line's last "." behind a Chinese
  character is 。
- A single space vanishes between a Chinese character and a letter, digit or % (36 家 → 36家), next to full-width
  punctuation, between a number and its % or 万, and in spaced-out words (总 工 会). It stays between two Chinese words,
  between two numbers, and behind a year that opens a new phrase (展望2023 精心谋划). Two and more spaces stay: columns.
- ranges: ～ and ~ are ~, － and – are -; — stays —.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.draft import Draft, Edit
from kg.reading.glosses import SYLLABLE

_HAN = "㐀-鿿"
_CLOSE = "，。；：！？、（）“”‘’《》【】"
_WORD = "[A-Za-z0-9/&#]"
_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_MARK = re.compile(
    rf"(?P<keep>\?(?={SYLLABLE}[)）])|(?<![\d.])[1-9]\d{{0,2}}(?:,\d{{3}})+(?![\d,])|(?<={_WORD})[:;!?](?={_WORD}))"
    rf"|(?P<colon>(?<=\d)：(?=\d))|(?P<stop>(?<=[{_HAN}])\.(?= *(?:\n|\Z)))|[,;:!?()]"
)
_QUOTED = re.compile(r'"([^"\n]*)"')
_SPACED_WORD = re.compile(rf"(?<![^\s{_CLOSE}])(?:[{_HAN}] ){{2,}}[{_HAN}](?![{_HAN}])")
_SPACE = re.compile(
    rf"(?<=[{_HAN}]) (?=[A-Za-z0-9%+])|(?<=[A-Za-z0-9%+]) (?=[{_HAN}])|(?<=[0-9]) (?=[%‰℃㎡])"
    rf"|(?<=[{_CLOSE}]) (?=[^\s])|(?<=[^\s]) (?=[{_CLOSE}])"
)
_YEAR_ALONE = re.compile(rf"(?:^|[{_HAN}\n])(?:19|20)[0-9]{{2}} (?![年度月上下初末底])")


def unified(draft: Draft) -> Draft:
    """Full-width marks, paired quotes, no typesetting spaces: `建会 36 家,` → `建会36家，`."""
    text = _QUOTED.sub(r"“\1”", _MARK.sub(_mark, draft.text))
    draft = draft.recoded(text)
    return draft.edited(Edit(at, at + 1, "") for at in _typesetting_spaces(text))


def _mark(match: re.Match[str]) -> str:
    if match["keep"]:
        return match[0]
    return ":" if match["colon"] else "。" if match["stop"] else match[0].translate(_FULL)


def _typesetting_spaces(text: str) -> Iterator[int]:
    spaced = (match.start() + i for match in _SPACED_WORD.finditer(text) for i in range(1, len(match[0]), 2))
    single = (
        match.start() for match in _SPACE.finditer(text) if not _YEAR_ALONE.match(text, max(0, match.start() - 5))
    )
    return iter(sorted({*spaced, *single}))
