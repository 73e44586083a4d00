"""Characters torn by byte-wise glossing: the damage is done here as the sites do it, then undone by the repair."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

from kg.reading import repair

TRADITIONAL, SIMPLIFIED = OpenCC("s2t").convert, OpenCC("t2s").convert


def glosses() -> list[tuple[bytes, bytes]]:
    """The usual traditional characters in GBK, without and with their readings."""
    found = []
    for code, readings in PINYIN_DICT.items():
        character = chr(code)
        plain = character.encode("gbk", "ignore")
        simple = SIMPLIFIED(character)
        if plain and simple.encode("gb2312", "ignore") and simple != character == TRADITIONAL(simple):
            found.append((plain, plain + f"({readings.split(',')[0]})".encode("gbk", "ignore")))
    return found


GLOSSES = glosses()


def damaged(text: str) -> str:
    """Gloss a traditional text byte by byte, as such sites do, and decode it as their readers do."""
    data = text.encode("gbk", "ignore")
    for plain, glossed in GLOSSES:
        data = data.replace(plain, glossed)
    return "".join(decoded(data))


def decoded(data: bytes) -> Iterator[str]:
    """GBK read by a lenient decoder: a lead byte takes "(" with it into a "?", an unassigned pair vanishes."""
    at = 0
    while at < len(data):
        pair = data[at : at + (1 if data[at] < 0x80 else 2)]
        at += len(pair)
        try:
            yield pair.decode("gbk")
        except UnicodeDecodeError:
            yield "?" if pair[1:] in (b"", b"(") else ""


TORN = [
    "各自優勢明顯",
    "宣傳諮詢日活動",
    "交通運輸等重點行業",
    "發放專項資金撥付到位",
    "慰問資金",
    "參加職工技能競賽活動,",
]


@pytest.mark.parametrize("text", TORN)
def test_a_torn_text_comes_back(text: str) -> None:
    assert SIMPLIFIED(text) == repair(damaged(f"工會{text}。")).clean[2:-1]


def test_the_examples_are_torn() -> None:
    assert 3 <= sum("?" in damaged(f"工會{text}。") for text in TORN)


def test_a_repaired_run_keeps_its_place() -> None:
    raw = "表彰各自?xún)?yōu)勢30項"
    found = repair(raw)
    assert "表彰各自优势30项" == found.clean
    assert ("?xún)?yōu)勢", "30項") == (raw[slice(*found.span(4, 6))], raw[slice(*found.span(6, 9))])


def test_a_bare_lost_byte_comes_back_where_the_report_has_the_words() -> None:
    elsewhere = "健康幸福是大事。“十大行動(dòng)”已開展三年。"
    assert "健康幸福“十大行动”收官" in repair(f"{elsewhere}\n健康幸?!笆笮袆?dòng)”收官").clean


def test_a_bare_lost_byte_stays_where_nothing_tells_the_words() -> None:
    assert "笆笮" in repair("健康幸?!笆笮袆?dòng)”收官").clean


def test_a_question_is_no_tear() -> None:
    assert "怎么办?大家商量(一起)。" == repair("怎么办?大家商量(一起)。").clean


def test_a_tear_that_reads_as_nonsense_stays() -> None:
    """Between the lost bytes of 知識 a pair was dropped, so that 諶 would fit the bytes."""
    assert "谌" not in repair(damaged("學習理論知識與技能。")).clean


WORDS = st.sampled_from(
    [
        "工會",
        "職工",
        "勞動",
        "競賽",
        "慰問",
        "困難",
        "幫扶",
        "活動",
        "發放",
        "資金",
        "服務",
        "開展",
        "組織",
        "技能",
        "培訓",
        "書屋",
    ]
)


@given(st.lists(WORDS, min_size=3, max_size=9).map("".join))
def test_what_is_repaired_is_right(text: str) -> None:
    """Either a stretch comes back as it was, or it stays visibly torn."""
    found = repair(damaged(f"{text}。")).clean
    assert f"{SIMPLIFIED(text)}。" == found or "?" in found or "(" in found
