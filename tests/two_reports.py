"""Two short reports of our own as files, and a build of them."""

from __future__ import annotations

from pathlib import Path

from kg.build import BuildResult, build

HUANGSHAN = """黄山市总工会2021年工作总结
一、帮扶救助
全年筹集金秋助学款85.6万元，资助学生412名。
截至年底，全市共有工会会员14.6万人。
"""
TONGLING = """铜陵市总工会2021年工作总结
一、劳动竞赛
全市有230家企业参加安康杯竞赛，覆盖职工5.2万人。
"""


def two_reports(place: Path) -> Path:
    """A new folder with both, as huangshan-2021.txt and tongling-2021.txt."""
    folder = place / "reports"
    folder.mkdir()
    (folder / "huangshan-2021.txt").write_text(HUANGSHAN, "utf-8")
    (folder / "tongling-2021.txt").write_text(TONGLING, "utf-8")
    return folder


def made(folder: Path, data: Path, **more: object) -> BuildResult:
    """A build of a folder by one process, unless told otherwise."""
    return build([folder], None, data, **({"workers": 1} | more))  # type: ignore[arg-type]
