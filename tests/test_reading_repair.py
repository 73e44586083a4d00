"""Repair: what the clean text looks like, and that every clean character knows its raw stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Text
from kg.reading import repair

CLEANED = {
    "full-width digits and letters": ("２０１８年ＡＰＰ用户达８５％", "2018年APP用户达85%"),
    "spaces around numbers": ("去年建会 36 家,筹款 4.5 万元", "去年建会36家,筹款4.5万元"),
    "an ideographic space is a space": ("筹款　4.5　万元", "筹款4.5万元"),
    "a space between words stays": ("凝心聚力 开拓创新", "凝心聚力 开拓创新"),
    "a space behind a lone year stays": ("展望2024 再谱新篇", "展望2024 再谱新篇"),
    "a space before 年 goes": ("截至 2024 年底", "截至2024年底"),
    "two numbers stay apart": ("电话 5551234 5555678", "电话5551234 5555678"),
    "columns stay apart": ("姓名  单位", "姓名  单位"),
    "spaced-out words": ("总 工 会 要 闻", "总工会要闻"),
    "marks are ASCII": ("建家，帮困；共３家：甲、乙（含丙）！", "建家,帮困;共3家:甲、乙(含丙)!"),
    "a grouped number keeps its commas": ("发放1,263份、1,263,000元", "发放1,263份、1,263,000元"),
    "a full-width comma groups digits of what is counted": ("共12，345人、3，000，000元", "共12,345人、3,000,000元"),
    "a full-width comma parts other numbers": ("第12，345人参加,邮编12，345", "第12，345人参加,邮编12，345"),
    "a space groups digits of what is counted": ("慰问12 000人次、电话1 256个", "慰问12000人次、电话1256个"),
    "a space parts other numbers": ("表1 256个单位,第3 200人", "表1 256个单位,第3 200人"),
    "a clock keeps its colon": ("早7：20开门,比分3:1", "早7:20开门,比分3:1"),
    "straight quotes pair up": ('办"春风"和"暖冬"两项', "办“春风”和“暖冬”两项"),
    "corner brackets are quotes": ("「家」與『書』", "“家”与‘书’"),
    "a line's last full stop": ("工作圆满完成.\n下一项", "工作圆满完成。\n下一项"),
    "traditional by context": ("乾淨的乾隆瓷,於後來", "干净的乾隆瓷,于后来"),
    "着 of other shores": ("著力推進著名品牌", "着力推进著名品牌"),
    "a gloss goes": ("總工會(huì)勞動(dòng)競(jìng)賽(sài)", "总工会劳动竞赛"),
    "a gloss in full-width brackets": ("勞動（dòng）", "劳动"),
    "a toneless gloss behind a traditional character": ("幫助他們(men)", "帮助他们"),
    "brackets of the author stay": (
        "推出平台(app)和(pm)指标,工匠(2019—2021年)",
        "推出平台(app)和(pm)指标,工匠(2019—2021年)",
    ),
    "entities": ("&ldquo;春风&rdquo;&nbsp;行动&amp;服务&#65281;", "“春风”行动&服务!"),
    "tags": ("<p>第一段</p><p>第二<b>段</b></p>", "\n第一段\n\n第二段\n"),
    "zero-width and emoji": ("职\u200b工\ufeff之家👍真好", "职工之家真好"),
    "carriage returns": ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    "lost indents": ("??? 据了解,活动已办三年", "据了解,活动已办三年"),
    "masked figures stay": ("20xx年救助**人,�", "20xx年救助**人,�"),
    "compatibility ideographs of PDFs": ("⼯会⼈员", "工会人员"),
    "a zero among numerals": ("二○一九年", "二〇一九年"),
    "an unknown entity stays": ("A&Bcompany;", "A&Bcompany;"),
    "what has no single-character form stays": ("50㎡和①", "50㎡和①"),
}


@pytest.mark.parametrize(("raw", "clean"), CLEANED.values(), ids=CLEANED.keys())
def test_clean_text(raw: str, clean: str) -> None:
    assert clean == repair(raw).clean


@pytest.mark.parametrize("text", ["工会会员", "劳模工匠宣讲", "大家，走进书屋们"])
def test_utf8_read_as_gbk_comes_back(text: str) -> None:
    garbled = text.encode().decode("gb18030")
    found = repair(f"今年\n{garbled}30人")
    assert f"今年\n{text}30人".replace("，", ",") == found.clean
    check_map(found)


def test_a_lone_byte_that_windows_reads_as_euro_comes_back() -> None:
    assert "一总工" == repair("涓€鎬诲伐").clean


def test_what_lost_a_byte_on_the_way_stays() -> None:
    garbled = "总工会".encode().decode("gb18030", "replace").replace("\ufffd", "?")
    assert garbled.endswith("?")
    assert "?" in repair(garbled).clean


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf8_read_as_latin_comes_back_with_its_places(wrong: str) -> None:
    text = "工会会员"
    raw = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    found = repair(f"本年{raw}300人")
    assert f"本年{text}300人" == found.clean
    assert (2 + 3, 2 + 6) == found.span(3, 4)


def test_gb2312_read_as_latin_comes_back() -> None:
    assert "工会服务职工" == repair("工会服务职工".encode("gb2312").decode("latin-1")).clean


@pytest.mark.parametrize("sound", ["联通公司", "一", "ÄÖÜ äöü", "naïve café", "淮南銀行"])
def test_sound_text_is_not_taken_for_misread(sound: str) -> None:
    assert sound.replace("銀", "银") == repair(sound).clean


JOINED = {
    "broken inside a word": (
        "各镇建起了书屋,添置了桌椅。新书常换常新,周末还有讲座,大家的业余\n\n生活越来越有滋味。",
        "各镇建起了书屋,添置了桌椅。新书常换常新,周末还有讲座,大家的业余生活越来越有滋味。",
    ),
    "a page number in between goes": (
        "工会办了夜校。报名的人里有司机、厨师和保安,大家白天上班\n- 3 -\n晚上上课。",
        "工会办了夜校。报名的人里有司机、厨师和保安,大家白天上班晚上上课。",
    ),
    "a heading is not joined": ("强化服务 办好实事\n\n工会办了夜校。", "强化服务 办好实事\n\n工会办了夜校。"),
    "a caption is not joined": ("工会干部走进车间\n\n工会办了夜校。", "工会干部走进车间\n\n工会办了夜校。"),
    "a list item is not joined": (
        "工会办了夜校。开设的课程有以下几门,欢迎报名\n- 电工,每周一次。",
        "工会办了夜校。开设的课程有以下几门,欢迎报名\n- 电工,每周一次。",
    ),
    "numbering is not joined": (
        "工会办了夜校。开设的课程有以下几门,欢迎报名\n二、帮扶工作。",
        "工会办了夜校。开设的课程有以下几门,欢迎报名\n二、帮扶工作。",
    ),
}


@pytest.mark.parametrize(("raw", "clean"), JOINED.values(), ids=JOINED.keys())
def test_broken_lines(raw: str, clean: str) -> None:
    assert clean == repair(raw).clean


def test_a_wrapped_text_flows_and_its_headings_stand() -> None:
    prose = "全县各级工会围绕中心工作扎实开展劳动竞赛活动推动企业提质增效并为职工办了许多实事好事。"
    body = "\n".join((prose * 6)[i : i + 28] for i in range(0, len(prose) * 6, 28))
    clean = repair(f"一、主要工作\n{body}\n二、下步打算\n{body}").clean
    assert ["一、主要工作", prose * 6, "二、下步打算", prose * 6] == clean.split("\n")


def test_a_glossed_character_owns_its_gloss() -> None:
    found = repair("舉辦運動(dòng)會(huì)")
    assert ("举办运动会", (3, 10)) == (found.clean, found.span(3, 4))
    assert "運動(dòng)會(huì)" == found.raw[slice(*found.span(2, 5))]


WORDS = [
    "工会",
    "職工",
    "動(dòng)",
    "們(men)",
    "（試行）",
    "2019年",
    "３８.８万",
    "1,263",
    "7：20",
    "20xx",
    "***",
    "著",
    "○",
    "A",
]
MARKS = ["，", ",", "。", ";", "“", "”", '"', "《", "》", "?", "！", "…", "……", "%", "●", "- ", "一、", "第3章"]
BLANKS = [" ", "\u3000", "\n", "\n\n", "\r\n", "\u200b", "第 1 页"]
DAMAGE = ["&nbsp;", "<br/>", "👍", "?dòng)", "?xún)", "å·¥", "宸ヤ細"]
PIECES = st.sampled_from([*WORDS, *MARKS, *BLANKS, *DAMAGE])
MESSY = st.lists(PIECES, max_size=40).map("".join)


def check_map(text: Text) -> None:
    assert len(text.clean) == len(text.offsets) == len(text.ends)
    assert sorted(text.offsets) == list(text.offsets)
    assert sorted(text.ends) == list(text.ends)
    assert all(0 <= start < end <= len(text.raw) for start, end in zip(text.offsets, text.ends, strict=True))


@given(MESSY | st.text(max_size=80))
def test_every_clean_character_has_its_raw_stretch(raw: str) -> None:
    found = repair(raw)
    assert raw == found.raw
    check_map(found)


@given(MESSY.filter(bool), st.data())
def test_a_span_is_a_piece_of_the_raw_text(raw: str, data: st.DataObject) -> None:
    found = repair(raw)
    if found.clean:
        start = data.draw(st.integers(0, len(found.clean) - 1))
        end = data.draw(st.integers(start + 1, len(found.clean)))
        begin, stop = found.span(start, end)
        assert begin < stop
        assert raw[begin:stop] in raw


SOUND = st.text(alphabet="工会职家建立服务人心,。、;:()“”《》0123456789年万元%", max_size=60)


@given(SOUND.filter(lambda text: ",0" not in text))
def test_sound_text_maps_to_itself(raw: str) -> None:
    found = repair(raw)
    assert raw == found.clean
    assert tuple(range(len(raw))) == found.offsets
    assert tuple(range(1, len(raw) + 1)) == found.ends


@given(MESSY)
def test_repair_settles(raw: str) -> None:
    """A clean text, taken for a raw one, has at most its breaks to join again."""
    once = repair(raw).clean
    twice = repair(once).clean
    assert repair(twice).clean == twice
