"""Who acts at a figure: the subject of its clause or sentence, as far as an organisation or a person is named there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import ITEM, LEXICON, MARKS, Organisation
from kg.extract.organisation.unions import KIND, NATIONAL_UNION, TOGETHER_RULE, UNNAMED

ACTOR = LEXICON["actor"]
OF_WHICH = rf"^[约近超]?[\d.]+[万亿千百]?[余多]?万?[人名个家户位所](?![{MARKS}])[^,;。]{{0,4}}的"
MONEY = r"[\d.]+[余多]?[万亿千百]*[余多]?元[^,;。\d]{0,6}?"
NOT_BEHIND, NOT_BEFORE = tuple(ACTOR["not_behind"]), tuple(ACTOR["not_before"])
DEEDS = re.compile(alternation(ACTOR["deeds"]))
BEARS = re.compile(alternation(ACTOR["bears"]))
UNDER = re.compile(f"在[^,;。]{{0,16}}{alternation(ACTOR['under'])}")  # 市总工会在省总指导下 names a superior
HOSTS = re.compile(
    rf"(?:[、与和及]|联合|会同)?[^,;。:]{{0,30}}?{alternation(ACTOR['hosts'])}(?!的[^,;。]{{1,16}}[中上里],)"
)
CO_HOST = re.compile(f"{alternation(ACTOR['hosts'])}[^;。]*$")  # …主办,甲县总工会承办
HONOURS = re.compile(f"{alternation(ACTOR['honours'])}")  # 其中全总示范点1家
GIVERS = re.compile(  # not those of a job fair: 85家企业提供岗位2300个
    rf"(?<=[,;。、和])(?:\d+[余多]?[家个](?:爱心|会员|社会)?|爱心|社会){alternation(ACTOR['givers'])}{alternation(ACTOR['bears'])}"
    r"(?![一-龥]{0,4}(?:岗位|职位))"
)
WINNERS = re.compile(r"[\d.]+[余多]?[个支名家][^,;。]{1,12}?(?:获|荣获|分获|被评为)")  # ,12个分工会获奖
DESCRIBED = re.compile(
    f"(?:作为|[^,]*{alternation(ACTOR['led'])}的$|(?!{alternation(ACTOR['not_behind'])})(?![^,]*[了着过])[^,]{{2,24}}的$)"
)
GUIDES = re.compile("指导(?![下,。;的和与]|意见|精神|小组|委员|员|站)")  # 甲县总工会指导11家企业…
FUNDS = re.compile(f"{alternation(ACTOR['funds'])}[^,;。]{{0,3}}的")  # 全总拨来的资金…: it gave the sum, no more
OF_ITS_OWN = re.compile(
    rf"的[约近]?\d+[余多]?[名位支](?![一-龥]{{0,8}}的)|"
    f"{alternation(ACTOR['sends'])}的|的[^,;。0-9]{{1,8}}(?:有|达|达到|增至|突破)[约近超0-9]"
    r"|的“[^“”]{2,12}”(?!的|[要精])"
)
JOINT = re.compile(
    rf"、(?![^,;。:]*总工会)[^,;。:\d]{{2,30}}?{alternation(ACTOR['jointly'])}"
)  # 甲县总工会、县法院三家联手…
SPEAKS = re.compile(  # 甲县总工会主席某某说:“已建站46个”
    rf"[一-龥]{{0,8}}?{alternation(LEXICON['topic']['speakers'])}[一-龥]{{0,8}}?{alternation(LEXICON['topic']['says'])}[,:]"
)
ROW = re.compile("(?:[、和][一-龥()]{2,14}?工会(?:工委|委员会|联合会)?)++(?![、和与及])")
RESPECTIVELY = re.compile("分别")
ROW_GOES_ON = re.compile(
    r"(?:[、和与及]|以及|等?[两二三四五六七八九十\d]*[个家]?(?:[省市县区]|单位|企业)?(?:总?工会)?)"
)
SPELT = re.compile("[^、和与及]{2,14}")
SCENES = {  # 在甲公司第二预制场,…; 以甲集团为例,…
    "在": re.compile(f"(?:[一-龥]{{1,6}}?{alternation(ACTOR['sites'])})?,"),
    "以": re.compile("为例,"),
    "": re.compile(r"的[^,;。\d]{1,10}[里内],"),  # 瑞丽市总工会的服务站里,…
}
WHOLE = re.compile(
    f"[,;。:]{alternation(ACTOR['by_now'])}?[全我](?P<mark>[{MARKS}]|{alternation(LEXICON['county']['towns'])})(?!总)"
)
OF_A_FIRM = re.compile(f"(?:^|[,;。:、])(?:[一-龥]{{0,12}}{alternation(ACTOR['firm_parts'])})?“$")
MANY = (KIND, TOGETHER_RULE)
BEHIND_A_FIGURE = re.compile(f"{OF_WHICH}$|^{MONEY}(?:来自|由)$")
DOERS = ("enterprise", "bank", "institution", "school", "association", "other")
VERBS = ("v", "d", "ad", "vd", "vn", "vi", "p", "i", "t")
BEHIND_A_TIME = re.compile(f"(?:^|[,;。:]){alternation(ACTOR['times'])}$")
STAFF = re.compile(f"”?{alternation(ACTOR['staff'])}?")
LEADS = re.compile(f"{alternation(LEXICON['name']['leads'])}$")  # 爱心企业甲公司捐款…
FACILITIES = tuple(ACTOR["facilities"])  # a union's own, that are built and stand somewhere
OPENINGS = tuple(ACTOR["openings"])
COUNTS = re.compile(
    r"”?(?:“[^“”]{2,12}”)?(?!工会)(?:(?![等和及与的第在由被])[一-龥]){0,8}\d"
)  # 甲公司60名职工连续奋战, 甲厂“某某工作室”攻关项目12项
APPROXIMATE = re.compile(f"{alternation(ACTOR['between'])}?")


def actor(organisations: Sequence[Organisation], doc: Doc, position: int) -> Organisation | None:
    """Who acts at `position`: the last union or person before it that stands as a subject, not behind 与, 由 or 在.

    Another organisation acts only in the part of the sentence that it opens (X基金会捐款20万元); a union goes on acting
    to the sentence's end. A figure that describes an organisation (拥有职工300人的东华公司) is that organisation's.
    """
    text = doc.text
    for org in organisations:
        if org.start > position and org.acts and BEHIND_A_FIGURE.search(text[position : org.start]):
            return org
    if in_turn := _in_its_turn(organisations, text, position):
        return in_turn
    acting = [o for o in organisations if o.end <= position and o.acts]
    for org in reversed([o for o in acting if not any(o.start == w.start and o.end < w.end for w in acting)]):
        if APPROXIMATE.fullmatch(text, org.end, position) and _opens(org, text):
            return org
        if _sets_the_scene(org, text, position):
            return org
        if _is_aside(org, acting, text, position):
            continue
        if _is_subject(org, text, position) and (org.type in ("union", "person") or _acts_alone(org, doc, position)):
            return None if _gives_way(org, text, position) else org
    return None


def _in_its_turn(organisations: Sequence[Organisation], text: str, position: int) -> Organisation | None:
    """甲公司、乙公司分别捐款5万元和8万元: of a row each has its own figure; 前者 is the first, 后者 the last."""
    told = RESPECTIVELY.search(text, 0, position)
    if told is None or re.search("[;。]", text[told.end() : position]):
        return None
    row: list[Organisation] = []
    for org in reversed([o for o in organisations if o.end <= told.start() and o.acts]):
        if ROW_GOES_ON.fullmatch(text, org.end, row[0].start if row else told.start()):
            row.insert(0, org)
    row = _spelt_row(row, text, told) or row
    if len(row) < 2 or any(told.end() <= o.start < position and o.acts and _opens(o, text) for o in organisations):
        return None
    if turn := re.findall("(前|后)者", text[told.end() : position]):
        return row[0] if turn[-1] == "前" else row[-1]
    return row[len(re.findall(r"\d[\d.]*", text[told.end() : position])) % len(row)]


def _spelt_row(row: Sequence[Organisation], text: str, told: re.Match[str]) -> list[Organisation]:
    """甲矿业、乙钢钒、丙公司分别…12个、6个和3个: where no rule knows the first names, as the row spells them."""
    start = max(text.rfind(mark, 0, told.start()) for mark in ",;。:") + 1
    items = list(SPELT.finditer(text, start, told.start()))
    figures = re.split("[,;。]", text[told.end() :])[0]
    if not row or len(items) <= len(row) or len(re.findall(r"\d[\d.]*", figures)) != len(items):
        return []
    known = {o.end: o for o in row}
    return [known.get(i.end(), replace(row[-1], start=i.start(), end=i.end(), name=i[0])) for i in items]


def _opens(org: Organisation, text: str) -> bool:
    """Whether a clause begins with the organisation, its quotation or the part of a firm that it is of."""
    before = LEADS.sub("", text[: org.start])
    if not before or ITEM.fullmatch(before) or before[-1] in ",;。:、":
        return True
    return bool(OF_A_FIRM.search(before) or BEHIND_A_TIME.search(before))


def _sets_the_scene(org: Organisation, text: str, position: int) -> bool:
    """在甲公司,… and 以甲集团为例,…: whose a part of the sentence is, though others act in it."""
    opening = text[max(text.rfind(mark, 0, org.start) for mark in ",;。:") + 1 : org.start]
    scene = SCENES.get(opening)
    return bool(scene and scene.match(text, org.end)) and not re.search("[;。]", text[org.end : position])


def _gives_way(org: Organisation, text: str, position: int) -> bool:
    """Whether the text goes on to tell of the whole region: 甲公司办了夜校,全市夜校已有30所."""
    if WINNERS.match(text, position) and text[position - 1] in ",;。" and org.type != "person":
        return True
    if any(m.start() <= position for m in GIVERS.finditer(text, org.end)):
        return True  # 省总工会下拨22万元,8家爱心企业捐赠16万元
    told = WHOLE.search(text, org.end, position)
    return told is not None and org.type != "person" and f"{told['mark']}总工会" not in org.name


def _is_aside(org: Organisation, acting: Sequence[Organisation], text: str, position: int) -> bool:
    """市总工会下拨20万元,各县总工会配套36万元;新建…: behind the ; who opened the part before goes on."""
    start = text.rfind(";", 0, org.start) + 1
    if org.rule not in MANY or ";" not in text[org.end : position]:
        return False
    firsts = (o for o in acting if o.type == "union" and start <= o.start and o.end <= org.start)
    return any("," in text[o.end : org.start] and _opens(o, text) and _is_subject(o, text, position) for o in firsts)


def _is_subject(org: Organisation, text: str, position: int) -> bool:
    """Whether what stands around an organisation leaves it a subject: not 获省总工会…, not 市总工会主席…"""
    by = text[: org.start].endswith("由")
    if by and (
        BEARS.match(text, org.end) or HOSTS.match(text, org.end) or not re.search("[,;。:的]", text[org.end : position])
    ):
        return True
    if OF_ITS_OWN.match(text, org.end) and _opens(org, text):
        return True
    if SPEAKS.match(text, org.end) and _opens(org, text):
        return True
    row = ROW.match(text, org.end)  # 甲县总工会、乙县总工会各建…: the first stands for all
    behind = text[row.end() if row else org.end :]
    guides = (GUIDES.match(behind) or JOINT.match(behind)) and _opens(org, text)
    if text[: org.start].endswith(NOT_BEHIND) or UNDER.match(behind) or (behind.startswith(NOT_BEFORE) and not guides):
        return False
    if text.startswith("承办", org.end) and CO_HOST.search(text[: org.start]):
        return False
    if org.rule == NATIONAL_UNION and HONOURS.match(text, org.end):
        return False
    if FUNDS.match(text, org.end) and re.search("[,;。]", text[org.end : position]):
        return False
    clause = text[max(text.rfind(mark, 0, org.start) for mark in ",;。:") + 1 : org.start]
    comma = text.find(",", org.end, position)
    if comma >= 0 and clause.startswith(OPENINGS):
        return False
    return not (re.match("[^,;。0-9]{0,8}的", text[org.end :]) and org.end + 9 > position)


def _acts_alone(org: Organisation, doc: Doc, position: int) -> bool:
    """Whether an organisation that is no union opens the figure's part of the sentence and is followed by a deed.

    What describes it may stand before it where a comma parts it from its deeds: 作为主力的某某工作室,累计….
    """
    text = doc.text
    start = max(text.rfind(mark, 0, org.start) for mark in ",;。:") + 1
    described = bool(DESCRIBED.match(text[start : org.start])) and text[org.end : org.end + 1] == ","
    start = start if described or OF_A_FIRM.search(text[: org.start]) else org.start
    if not (described or _opens(org, text)) or not _does_something(org, doc):
        return False
    opens_part = (
        start == 0 or ITEM.fullmatch(text[:start]) or text[start - 1] in ";。:" or text[:start].endswith("其中,")
    )
    return not re.search("[;。]" if opens_part else "[;。,]", text[org.end : position])


def _does_something(org: Organisation, doc: Doc) -> bool:
    """Whether a deed follows an organisation's name; a firm, a school or a studio may do anything that a verb says."""
    own = STAFF.match(doc.text, org.end)
    end = own.end() if own else org.end
    if org.rule == UNNAMED or DEEDS.match(doc.text, end):
        return True
    behind = next((word for word in doc if word.idx == end), None)
    does = behind is not None and behind.tag_ in VERBS and behind.text not in NOT_BEFORE
    does = does or bool(COUNTS.match(doc.text, org.end))
    return does and org.type in DOERS and not org.name.endswith(FACILITIES)
