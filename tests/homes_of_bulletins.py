"""Short texts that gather the news of many unions, or whose title tells their region: whose they are."""

Told = tuple[str, str, str | None, str | None]

BULLETINS: dict[str, Told] = {
    "a bulletin of many counties": (
        "工会动态(第9期)",
        "▲歙县总工会慰问90户。\n▲近日,黟县总工会办班6期,全县受益。\n▲祁门县举办歌赛。\n▲市总工会送岗位。",
        "黄山市总工会",
        "黄山市",
    ),
    "a bulletin of many cities": (
        "基层快讯",
        "①黄山市总工会慰问90户。②芜湖市总工会办班6期。③歙县:夜校开课。",
        "安徽省总工会",
        "安徽省",
    ),
    "a bulletin whose items are signed": (
        "工会动态",
        "▲歙县总工会慰问90户。\n▲黟县总工会办班6期。(黟县总工会)\n▲祁门县总工会送岗位。(汪洋)",
        "黄山市总工会",
        "黄山市",
    ),
    "a county that meets others": (
        "茶乡夜校开课",
        "歙县总工会办班9期。歙县总工会还送岗位。黟县总工会来学。祁门县总工会也来学。县总工会说,全县受益。",
        "歙县总工会",
        "歙县",
    ),
    "a region before a colon": (
        "合肥:打造“绿色通道”",
        "合肥市法援中心办案90件。肥东县总工会、县法院联手办案6件。",
        "合肥市总工会",
        "合肥市",
    ),
    "a trade that speaks of its region": (
        "全省煤炭系统查隐患",
        "山西省煤矿工会今年轮训群监员,全省煤炭系统现有群监员900名。",
        "山西省煤矿工会",
        "山西省",
    ),
    "a zone called 园区": (
        "苏州工业园区:当好“牵线人”",
        "园区总工会办联谊会9场。园区现有企业900家。",
        "苏州工业园区总工会",
        "苏州市",
    ),
    "a federation of a trade": (
        "货车司机有了“娘家人”",
        "郑州市货运行业工会联合会成立于去年,现有会员900名。联合会已建站6个。",
        "郑州市货运行业工会联合会",
        "郑州市",
    ),
    "a city that says 全市 of itself": (
        "村里有了“娘家”",
        "天长市总工会建会9家。这样的工会,滁州全市有90家。",
        "滁州市总工会",
        "滁州市",
    ),
}
