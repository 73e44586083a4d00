"""One form for each mark, and no spaces that are only typesetting; rules may rely on what this page says.

- `, ; : ! ? ( )` are ASCII, whichever form the report has: one character to look for. 、 。 · — … “” ‘’ 《》 【】 stay.
- A comma between digits is part of a number where the groups are of three (1,263 and 1,263,000), a full-width one too
  where what is counted follows (1，263人); else that parts two clauses, and stays full-width (U+FF0C): the only place
  where one does. A space that groups the digits of what is counted goes (12 000人次).
- Straight double quotes pair up to “”, line by line; a line's last "." behind a Chinese character is 。
- A single space vanishes between a Chinese character and a letter, digit or % (36 家 → 36家), next to a Chinese mark,
  between a number and its %, and in spaced-out words (总 工 会). It stays between two Chinese words, between two
  numbers, and behind a year that opens a new phrase (展望2023 精心谋划). Two and more spaces stay: columns.
- Ranges: ～ and ~ are ~, － – and - are -; — stays —.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.draft import Draft, Edit

_HAN = "㐀-鿿"
_MARKS = ",。;:!?、()“”‘’《》【】"
_ASCII = str.maketrans("，；：！？（）﹐﹔﹕﹗﹖﹙﹚﹑", ",;:!?(),;:!?()、")
_COUNTED = rf"(?=[{_HAN}%‰])"
_PARTING = re.compile(
    rf"(?:(?<=第)\d{{1,3}}|^\d{{1,3}}|(?<![\d.])[1-9]\d{{0,2}}(?!(?:，\d{{3}})+{_COUNTED}))，(?=\d{{3}}(?!\d))", re.M
)
_GROUPED = re.compile(rf"(?<=[{_HAN}])(?<![第表图件])[1-9]\d{{0,2}}(?: \d{{3}})+(?= ?[{_HAN}])")
_STOP = re.compile(rf"(?<=[{_HAN}])\.(?= *(?:\n|\Z))")
_QUOTED = re.compile(r'"([^"\n]*)"')
_SPACED_WORD = re.compile(rf"(?<![^\s{_MARKS}])(?:[{_HAN}] ){{2,}}[{_HAN}](?![{_HAN}])")
_SPACE = re.compile(
    rf"(?<=[{_HAN}]) (?=[A-Za-z0-9%+])|(?<=[A-Za-z0-9%+]) (?=[{_HAN}])|(?<=[0-9]) (?=[%‰℃㎡])"
    rf"|(?<=[{_MARKS}]) (?=[{_HAN}0-9{_MARKS}])|(?<=[{_HAN}0-9{_MARKS}]) (?=[{_MARKS}])"
)
_YEAR_ALONE = re.compile(rf"(?:^|[{_HAN}\n])(?:19|20)[0-9]{{2}} (?![年度月上下初末底])")


def unified(draft: Draft) -> Draft:
    """ASCII marks, paired quotes, no typesetting spaces: `建会 36 家(含联合)` → `建会36家(含联合)`."""
    text = _PARTING.sub(lambda m: m[0][:-1] + "\0", draft.text).translate(_ASCII).replace("\0", "，")
    text = _QUOTED.sub(r"“\1”", _STOP.sub("。", text))
    draft = draft.recoded(text)
    return draft.edited(Edit(at, at + 1, "") for at in _typesetting_spaces(text))


def _typesetting_spaces(text: str) -> Iterator[int]:
    spaced = (match.start() + i for match in _SPACED_WORD.finditer(text) for i in range(1, len(match[0]), 2))
    single = (
        match.start() for match in _SPACE.finditer(text) if not _YEAR_ALONE.match(text, max(0, match.start() - 5))
    )
    grouping = (at for m in _GROUPED.finditer(text) for at in range(m.start(), m.end()) if text[at] == " ")
    return iter(sorted({*spaced, *single, *grouping}))
