"""Short texts of firms, schools and bureaus, whose they are and of which region."""

from __future__ import annotations

from homes import Told

FIRMS: dict[str, Told] = {
    "a bank in passing": (
        "工会银行齐送福利",
        "绩溪县总工会联合绩溪农商银行发卡900张。",
        "绩溪县总工会",
        "绩溪县",
    ),
    "a firm that a county's union shows": (
        "扬子江集团:车间里的课堂",
        "走进绩溪扬子江集团,职工正在听课。全县建起课堂32个,绩溪县总工会培训90人。",
        "绩溪县总工会",
        "绩溪县",
    ),
    "a group in short": (
        "皖能集团工会办夜校",
        "安徽能源集团工会办班9期。",
        "安徽能源集团工会",
        "安徽省",
    ),
    "a firm whose union opens the title with its year": (
        "中国一铸工会2021年工作总结",
        "征集提案60件。公司工会慰问30人。",
        "中国一铸工会",
        None,
    ),
    "a firm without a union": (
        "远岭电机有限公司这样带徒弟",
        "远岭电机有限公司新聘技师45名。远岭电机有限公司今年投入80万元。",
        "远岭电机有限公司",
        None,
    ),
    "a firm where unions of others are told of": (
        "远岭电机有限公司开出新线",
        "远岭电机有限公司拨款30万元,各级工会到场祝贺。",
        "远岭电机有限公司",
        None,
    ),
    "a firm with its union": (
        "远岭电机有限公司工会这一年",
        "远岭电机有限公司工会走访260户,公司工会办班6期。",
        "远岭电机有限公司工会",
        None,
    ),
    "a firm's union that only the text names": (
        "把温暖送到一线",
        "远岭电机有限公司工会走访260户,我公司办班6期,公司工会评先进。",
        "远岭电机有限公司工会",
        None,
    ),
    "a firm named after its city": (
        "把温暖送到一线",
        "宁波远岭电机有限公司工会走访260户,我公司办班6期。",
        "宁波远岭电机有限公司工会",
        "宁波市",
    ),
    "a firm behind a province and a city": (
        "炉前比武",
        "辽宁凌源钢铁公司工会建家9个,我公司职工参赛。",
        "凌源钢铁公司工会",
        "凌源市",
    ),
    "a firm behind the first words of a title": (
        "学艺忙 远岭电机有限公司开班",
        "远岭电机有限公司培训职工600名。",
        "远岭电机有限公司",
        None,
    ),
    "a name that no ending tells": (
        "西岭铝“助学”暖人心",
        "西岭铝拨款30万元。西岭铝工会送考,西岭铝出车。",
        "西岭铝工会",
        None,
    ),
    "a university": (
        "江城理工大学教职工趣味赛开幕",
        "江城理工大学工会慰问教师120名,我校职工踊跃参加。",
        "江城理工大学工会",
        None,
    ),
    "a hospital": ("护士节", "江城第二医院工会慰问护士90名,我院职工踊跃参加。", "江城第二医院工会", None),
    "a firm in passing": (
        "入企送温暖",
        "全市建会9家,市总工会走访远岭电机有限公司。丽水市总工会办班。",
        "丽水市总工会",
        "丽水市",
    ),
    "a firm that its place and trade name": (
        "柳河供电:小书屋大能量",
        "全省建会9家。国网柳河县供电公司投入80万元,该公司办班6期,公司职工踊跃参加。",
        "国网柳河县供电公司",
        None,
    ),
    "a firm that its place and trade name, with its union": (
        "鞍山石化职工赛技能",
        "鞍山石化公司工会办赛9场,公司投入80万元。",
        "鞍山石化公司工会",
        "鞍山市",
    ),
    "a firm that has no longer name": ("鞍山焦煤赛技能", "鞍山焦煤办赛9场。集团公司投入80万元。", "鞍山焦煤", "鞍山市"),
    "a trade of a place is no firm": (
        "鞍山公交新添驿站",
        "鞍山市总工会建站9个,全市有站60个。",
        "鞍山市总工会",
        "鞍山市",
    ),
    "hosts, not guests": (
        "远岭电机厂到柳河供电公司取经",
        "远岭电机厂一行走进柳河供电公司。柳河供电公司工会带徒60对。",
        "柳河供电公司工会",
        "柳河县",
    ),
    "a firm's union where only the region's is told of": (
        "远岭电机有限公司获奖",
        "远岭电机有限公司获奖4项,该公司受市总工会表彰。",
        "远岭电机有限公司",
        None,
    ),
    "a firm's congress": (
        "在中国二拖工会第十次会员代表大会上的工作报告",
        "五年来,中国二拖工会走访职工3200户。",
        "中国二拖工会",
        None,
    ),
    "the fuller name of the text": (
        "远钢工会送清凉",
        "远钢集团工会慰问职工320名,公司投入6万元。",
        "远钢集团工会",
        None,
    ),
    "students, who are no university": ("大学生进厂实习忙", "大学生60名,培训9期。", None, None),
}
