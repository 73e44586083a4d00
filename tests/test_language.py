"""Cutting and naming: rjieba cuts like jieba, words keep to given cuts, the lexicon finds the longest names."""

from __future__ import annotations

import random
from collections.abc import Iterator

import jieba
import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from kg.language import Lexicon, may_be_a_person, words
from kg.language.words import WORDS

NAMES = (
    "总工会",
    "工会",
    "市总工会",
    "职工书屋",
    "书屋",
    "户外劳动者驿站",
    "驿站",
    "劳动者",
    "安康杯",
    "安康杯竞赛",
    "竞赛",
)
WHERE = "淮南市 天水市秦州区 许昌市建安区 广丰区 贵阳市 六盘水市 三门峡市 五台县 两江新区 宁波市鄞州区"
WHO = "总工会 教育工会 公交集团工会 快递行业工会联合会 开发区工会 职工服务中心 化纤厂分会 女职工委员会"
DID = "新建 慰问 救助 培训 发展 组织 资助 签订 选树 表彰 走访 筹集"
WHAT = "户外劳动者驿站 货车司机 网约送餐员 困难职工 农民工会员 集体合同 劳模创新工作室 职工书屋 助学金 高温津贴"
HOW = "十余场 38.8万人次 两百多家 近百名 1,263户 三分之二 2万2千余元 70.7% 五年来 一亿两千万元"
WHY = "促进和谐劳动关系 让技能人才登台领奖 把实事办到心坎上 为高质量发展聚力 迎接建党一百周年"


def sentences(count: int) -> list[str]:
    """Sentences put together from our own words, the same on every run."""
    chance = random.Random(5)

    def pick(words: str) -> str:
        return chance.choice(words.split(" "))

    return [
        f"{pick(WHERE)}{pick(WHO)}{pick(DID)}{pick(WHAT)}{pick(HOW)},{pick(DID)}{pick(WHAT)}{pick(HOW)},{pick(WHY)}。"
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def cutters() -> Iterator[tuple[jieba.Tokenizer, rjieba.Jieba]]:
    """jieba and rjieba with the project's words added to both."""
    slow, fast = jieba.Tokenizer(), rjieba.Jieba()
    slow.initialize()
    for line in WORDS.read_text("utf-8").splitlines():
        word, tag = line.split()
        slow.add_word(word, tag=tag)
        fast.add_word(word, None, tag)
    yield slow, fast


def test_rjieba_cuts_exactly_like_jieba(cutters: tuple[jieba.Tokenizer, rjieba.Jieba]) -> None:
    slow, fast = cutters
    differing = [s for s in sentences(400) if slow.lcut(s) != list(fast.cut(s))]
    assert [] == differing


def test_our_words_are_cut_whole(cutters: tuple[jieba.Tokenizer, rjieba.Jieba]) -> None:
    slow, fast = cutters
    for line in WORDS.read_text("utf-8").splitlines():
        word = line.split()[0]
        assert [word] == slow.lcut(word) == list(fast.cut(word))


def test_words_carry_their_tags() -> None:
    doc = words("覆盖职工3人")
    assert ["覆盖", "职工", "3", "人"] == [token.text for token in doc]
    assert ["v", "n", "m", "n"] == [token.tag_ for token in doc]


@given(st.sampled_from(sentences(60)), st.sets(st.integers(1, 20)))
def test_no_word_crosses_a_cut_and_none_is_lost(text: str, cuts: set[int]) -> None:
    doc = words(text, cuts)
    edges = {token.idx for token in doc}
    assert text == doc.text
    assert {cut for cut in cuts if cut < len(text)} <= edges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市总工会举办安康杯竞赛", ["市总工会", "安康杯竞赛"]),
        ("新建户外劳动者驿站和职工书屋", ["户外劳动者驿站", "职工书屋"]),
        ("书屋驿站", ["书屋", "驿站"]),
        ("安康杯赛", ["安康杯"]),
        ("人社局", []),
    ],
)
def test_the_lexicon_finds_the_longest_names(text: str, expected: list[str]) -> None:
    lexicon = Lexicon((name, name) for name in NAMES)
    assert expected == [match.name for match in lexicon.find(text)]


def test_a_name_stands_for_its_preferred_one() -> None:
    lexicon = Lexicon([("市总", "淮南市总工会"), ("淮南市总工会", "淮南市总工会")])
    found = [(match.start, match.end, match.name) for match in lexicon.find("市总牵头,淮南市总工会主办")]
    assert [(0, 2, "淮南市总工会"), (5, 11, "淮南市总工会")] == found


@given(st.lists(st.sampled_from([*NAMES, "和", ",", "新建"]), max_size=8).map("".join))
def test_matches_are_names_in_order_and_apart(text: str) -> None:
    found = list(Lexicon((name, name) for name in NAMES).find(text))
    edges = [edge for match in found for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    assert [text[match.start : match.end] for match in found] == [match.name for match in found]


def test_a_word_of_another_kind_is_no_name() -> None:
    assert all(may_be_a_person(name) for name in ("江大海", "汪小云", "方志远"))
    assert not any(may_be_a_person(word) for word in ("高温", "方面", "温暖", "常年"))
