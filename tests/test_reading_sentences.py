"""Clean text → sentences under their headings, captions, and furniture with its reasons."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Sentence, Skip
from kg.reading import repair, sentences

REPORT = """贺工会大会召开 城南副食店热烈祝贺工会代表大会召开!

凝心聚力谱新篇

——青原市总工会2021年工作回望

本报记者 王一 李二 文/图

2021年,青原市总工会聚焦主业,各项工作有了新起色。



市总工会干部走进车间



“书香青原”读书会现场

围绕中心 建功新时代

办好技能竞赛。全市举办竞赛12场。参赛职工3000人。

建强工匠队伍。“青原工匠”评出10名,
奖金人均5000元。

做实服务 温暖职工心

全年发放慰问金30万元。(王一 李二)

亮点工作

●驿站建到家门口

目前,全市驿站有25家。

社址:青原市长安路9号 邮编:461000
广告部 5551234 发行中心 5555678 零售价2.00元

展望2022 再接再厉

2022年,计划新建驿站10家。
"""


def read(raw: str) -> tuple[list[Sentence], list[Skip], str]:
    text = repair(raw)
    found, skips = sentences(text)
    return list(found), list(skips), text.clean


def find(found: list[Sentence], text: str) -> Sentence:
    return next(sentence for sentence in found if sentence.text.startswith(text))


def furniture(raw: str) -> list[tuple[str, str]]:
    _, skips, clean = read(raw)
    return [(skip.reason, clean[skip.start : skip.end]) for skip in skips]


def test_headings_of_a_newspaper_report() -> None:
    found, _, _ = read(REPORT)
    assert () == find(found, "2021年,青原").headings
    assert ("围绕中心 建功新时代",) == find(found, "办好技能").headings
    assert ("围绕中心 建功新时代", "办好技能竞赛") == find(found, "参赛职工").headings
    assert ("围绕中心 建功新时代", "建强工匠队伍") == find(found, "“青原工匠”").headings
    assert ("做实服务 温暖职工心",) == find(found, "全年发放").headings
    assert ("亮点工作", "驿站建到家门口") == find(found, "目前,全市").headings
    assert ("展望2022 再接再厉",) == find(found, "2022年,计划").headings


def test_kinds_of_a_newspaper_report() -> None:
    found, _, _ = read(REPORT)
    titles = ["凝心聚力谱新篇", "——青原市总工会2021年工作回望"]
    sections = ["围绕中心 建功新时代", "做实服务 温暖职工心", "亮点工作", "驿站建到家门口", "展望2022 再接再厉"]
    assert titles + sections == [sentence.text for sentence in found if sentence.kind == "heading"]
    captions = ["市总工会干部走进车间", "“书香青原”读书会现场"]
    assert captions == [sentence.text for sentence in found if sentence.kind == "caption"]


def test_furniture_of_a_newspaper_report() -> None:
    reasons = [reason for reason, _ in furniture(REPORT)]
    assert ["advertisement", "byline", "byline", "masthead", "masthead"] == reasons


CUT = {
    "full stops": ("甲县建会。乙县入会!丙县呢?还在筹备。", ["甲县建会。", "乙县入会!", "丙县呢?", "还在筹备。"]),
    "a semicolon goes on": ("建会3家;入会9人。", ["建会3家;入会9人。"]),
    "a quotation that ends a sentence": ("“大家的事大家办。”主席这样说。", ["“大家的事大家办。”", "主席这样说。"]),
    "a quotation that goes on": ("提出“有难处找工会。”的口号。", ["提出“有难处找工会。”的口号。"]),
    "a name with a mark": ("“工会,你好!”活动办了3场。", ["“工会,你好!”活动办了3场。"]),
    "a film": ("看了《你好,工友!》。大家鼓掌。", ["看了《你好,工友!》。", "大家鼓掌。"]),
    "full stops inside a quotation": ("他说:“先建会。再入会。”会议通过。", ["他说:“先建会。再入会。”", "会议通过。"]),
    "a bracket stays": ("建站3处(含在建。)。入会9人。", ["建站3处(含在建。)。", "入会9人。"]),
    "an unmatched quote does not swallow": ("开展“三送活动。送岗位9个。", ["开展“三送活动。", "送岗位9个。"]),
    "an unmatched closing quote": ("送岗位”为内容。送技能9场。", ["送岗位”为内容。", "送技能9场。"]),
    "an ellipsis that ends": ("送岗位、送技能……一年来,工会很忙。", ["送岗位、送技能……", "一年来,工会很忙。"]),
    "an ellipsis that goes on": ("送岗位、送技能……等服务。", ["送岗位、送技能……等服务。"]),
    "nested quotes": ("“把‘家’建好。”他说。", ["“把‘家’建好。”", "他说。"]),
    "a decimal": ("人均4.5元。共9人。", ["人均4.5元。", "共9人。"]),
    "no last stop": ("建会3家。入会9人", ["建会3家。", "入会9人"]),
    "a torn gloss is no question": ("组织?dòng)员大会。", ["组织?dòng)员大会。"]),
}


@pytest.mark.parametrize(("text", "pieces"), CUT.values(), ids=CUT.keys())
def test_cutting(text: str, pieces: list[str]) -> None:
    found, _, _ = read(text)
    assert pieces == [sentence.text for sentence in found]


def test_a_speech_is_cut_like_prose() -> None:
    speech = "我们把职工的小事当作大事来办,一件一件抓好落实。" * 12
    found, _, _ = read(f"主席说:“{speech}”会议结束。")
    assert 13 == len(found)


NESTED = """一、强化组织建设
(一)夯实基层。全年建会30家。
新入会职工900人。
(二)扩大覆盖
新业态建会5家。
二、2022年工作打算
建会40家。
"""


def test_numbered_headings_nest() -> None:
    found, _, _ = read(NESTED)
    assert ("强化组织建设", "夯实基层") == find(found, "全年建会").headings
    assert ("强化组织建设", "夯实基层") == find(found, "新入会").headings
    assert ("强化组织建设", "扩大覆盖") == find(found, "新业态").headings
    assert ("2022年工作打算",) == find(found, "建会40家").headings


COLUMNS = """青原工会工作纪实

——年度报告

盘点
2021

高位推动 全面提升

建家/把温暖送到身边

建家9个。

帮困/把服务做到心里

帮困9户。

展望2022 再出发

再建9个。
"""


def test_headings_behind_each_other_nest() -> None:
    found, _, _ = read(COLUMNS)
    assert ("盘点 2021", "高位推动 全面提升", "建家/把温暖送到身边") == find(found, "建家9个").headings
    assert ("盘点 2021", "高位推动 全面提升", "帮困/把服务做到心里") == find(found, "帮困9户").headings
    assert ("展望2022 再出发",) == find(found, "再建9个").headings


def test_list_items_stand_alone_without_their_bullet() -> None:
    found, _, clean = read("主要目标如下。\n- “甲”即新建会30家。\n- “乙”即新入会900人\n- 培训工匠9名;")
    items = [sentence for sentence in found if sentence.item]
    assert ["“甲”即新建会30家。", "“乙”即新入会900人", "培训工匠9名;"] == [sentence.text for sentence in items]
    assert ["- "] * 3 == [clean[item.start - 2 : item.start] for item in items]


def test_a_first_sentence_with_a_figure_is_no_heading() -> None:
    found, _, _ = read("建会30家。入会900人。")
    assert [(), ()] == [sentence.headings for sentence in found]


def test_a_topic_holds_until_the_next_where_a_section_has_several() -> None:
    raw = "办好竞赛。全市办赛3场。\n参赛900人。\n建好书屋。新建书屋5家。"
    found, _, _ = read(raw)
    assert ("办好竞赛",) == find(found, "参赛900人").headings
    found, _, _ = read("成绩来之不易。全市办赛3场。\n参赛900人。")
    assert () == find(found, "参赛900人").headings


def test_captions_between_prose_and_headings_open_no_section() -> None:
    raw = "建功立业 走在前列\n办赛3场。\n一线职工在车间里比技能\n劳模在社区为居民量血压\n服务职工 用心用情\n帮困9户。\n"
    found, _, _ = read(f"工会这一年\n{raw}")
    assert ["caption", "caption"] == [find(found, text).kind for text in ("一线职工", "劳模在社区")]
    assert ("服务职工 用心用情",) == find(found, "帮困").headings


def test_behind_a_masthead_in_the_middle_headings_are_given_up() -> None:
    found, _, _ = read(REPORT.replace("展望2022 再接再厉", "补记:驿站全部开放,欢迎职工前来歇脚。"))
    assert () == find(found, "2022年,计划").headings


FURNITURE = {
    "page numbers": (
        "全年建会30家。\n第 3 页 共 9 页\n- 4 -\n入会9人。",
        [("page", "第3页 共9页"), ("page", "- 4 -")],
    ),
    "a dateline": (
        "工会办了夜校\n2021-12-30 09:09:49  来源: 青原网\n报名90人。",
        [("dateline", "2021-12-30 09:09:49  来源:青原网")],
    ),
    "a dateline behind a title": (
        "青原工会办夜校 2021-12-30 青原日报\n报名90人。",
        [("dateline", "2021-12-30青原日报")],
    ),
    "a title in two parts before its day": (
        "竞赛圆满收官 青原教育系统四万职工显身手 2021-12-30\n报名90人。",
        [("dateline", "2021-12-30")],
    ),
    "an editor": ("报名90人。\n责任编辑:王一", [("byline", "责任编辑:王一")]),
    "a union that signs": ("报名90人。\n(青原市总工会)", [("byline", "(青原市总工会)")]),
    "names behind the last stop": ("报名90人。(王一 李二)", [("byline", "(王一 李二)")]),
    "a bracket that says something": ("报名90人。(含外地的职工)", []),
    "copyright": (
        "报名90人。\n版权所有 青原市总工会 青ICP备12345号",
        [("copyright", "版权所有 青原市总工会 青ICP备12345号")],
    ),
    "a menu": (
        "网站首页 | 新闻 | 维权 | 就业 | 论坛\n工会办了夜校\n报名90人。",
        [("navigation", "网站首页 | 新闻 | 维权 | 就业 | 论坛")],
    ),
    "a foot": (
        "报名90人。\n上一篇:夜校开学\n扫码关注\n青原工会微信",
        [("navigation", "上一篇:夜校开学"), ("navigation", "扫码关注"), ("navigation", "青原工会微信")],
    ),
    "a head": (
        "青原工会办夜校-青原新闻-青原网\n青原图片\n新闻\n青原工会办夜校\n报名90人。",
        [("navigation", "青原工会办夜校-青原新闻-青原网"), ("navigation", "青原图片"), ("navigation", "新闻")],
    ),
    "a lawyer": ("报名90人。\n法律顾问:青原律师事务所王一", [("masthead", "法律顾问:青原律师事务所王一")]),
    "prose about furniture": ("全市开通维权热线12部,印刷手册900份。", []),
    "an unpunctuated figure": ("主要数据\n工会服务电话12部\n培训通讯员60名\n处理侵权案件9件\n以上。", []),
}


@pytest.mark.parametrize(("raw", "expected"), FURNITURE.values(), ids=FURNITURE.keys())
def test_furniture(raw: str, expected: list[tuple[str, str]]) -> None:
    assert expected == furniture(raw)


def test_a_paragraph_that_begins_inside_a_word_loses_its_heading_on_an_interleaved_page() -> None:
    page = (
        "工会这一年\n\n防疫一线 勇担当\n\n下拨资金9万元。\n\n形态平台建会6家。\n\n社址:长安路9号 电话:5551234\n\n"
        "权益维护 有力量\n\n在新就业形态企业建会,新就业形态劳动者入会900人。"
    )
    found, _, _ = read(page)
    assert ("防疫一线 勇担当",) == find(found, "下拨").headings
    assert () == find(found, "形态平台").headings
    found, _, _ = read(page.replace("社址:长安路9号 电话:5551234", "建会是大事。"))
    assert ("防疫一线 勇担当",) == find(found, "形态平台").headings


PROSE = ["建会30家,入会900人。", "“大家的事。”他说", "2021年3月4日,会议召开。", "办好竞赛。参赛90人……好"]
HEADS = ["一、强化引领", "●驿站建设", "●", "- 新建书屋3家", "围绕中心 服务大局", "", " "]
SCRAPS = ["第 3 页", "(王一 李二)", "版权所有", "2021-12-30 来源: 青原网", "电话:5551234", "×"]
LINES = st.sampled_from([*PROSE, *HEADS, *SCRAPS])


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_nothing_is_dropped_in_silence(raw: str) -> None:
    found, skips, clean = read(raw)
    spans = sorted([(s.start, s.end) for s in found] + [(s.start, s.end) for s in skips])
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
    assert all(clean[sentence.start : sentence.end] == sentence.text for sentence in found)
    covered = {at for start, end in spans for at in range(start, end)}
    assert "" == "".join(c for at, c in enumerate(clean) if at not in covered).strip(" \n●-")
