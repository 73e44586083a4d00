"""One report in every format, and every way in which a file can be no report."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReportError
from kg.model import Source
from kg.reading import read_report
from kg.reading.decode import decode

TITLE, BODY = "青原市总工会2021年工作总结", "2021年,全市新建工会36家,发展会员5600人。"


def page(body: str) -> bytes:
    return f"<html><head><title>{TITLE}-青原网</title></head><body>{body}</body></html>".encode()


def word() -> bytes:
    document = Document()
    document.add_heading(TITLE)
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    cells = ("项目", "数量", "书屋", "12家")
    for cell, text in zip((cell for row in table.rows for cell in row.cells), cells, strict=True):
        cell.text = text
    document.add_paragraph("全年办赛9场。")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def pdf(*lines: str) -> bytes:
    """A PDF of one page whose text is in a font that maps glyphs to Unicode."""
    glyphs = sorted({character for line in lines for character in line})
    shown = [f"<{''.join(f'{glyphs.index(c) + 1:04X}' for c in line)}> Tj 0 -20 Td" for line in lines]
    maps = "\n".join(f"<{i:04X}> <{ord(c):04X}>" for i, c in enumerate(glyphs, 1))
    ranges = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R /Resources 8 0 R >>",
        stream(f"BT /F1 12 Tf 40 800 Td {' '.join(shown)} ET"),
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 6 0 R >>",
        stream(f"begincmap {ranges} {len(glyphs)} beginbfchar\n{maps}\nendbfchar endcmap"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Root 1 0 R /Size {len(parts) + 1} >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


FILES: dict[str, Callable[[], bytes]] = {
    "utf8.txt": lambda: f"{TITLE}\n\n{BODY}".encode(),
    "mark.txt": lambda: f"{TITLE}\n\n{BODY}".encode("utf-8-sig"),
    "gb.txt": lambda: f"{TITLE}\n\n{BODY}".encode("gb18030"),
    "windows.txt": lambda: f"{TITLE}\r\n\r\n{BODY}".encode("gb18030"),
    "notes.md": lambda: f"# {TITLE}\n\n{BODY}".encode(),
    "page.html": lambda: page(f"<div><h1>{TITLE}</h1><p>{BODY}</p></div>"),
    "page.htm": lambda: page(f"<div><p>{TITLE}</p><p>{BODY}</p></div>"),
    "word.docx": word,
    "print.pdf": lambda: pdf(TITLE, BODY),
}


@pytest.mark.parametrize("name", FILES)
def test_a_report_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    report = read_report(path, Source(name))
    assert BODY in [sentence.text for sentence in report.sentences]
    body = next(sentence for sentence in report.sentences if sentence.text == BODY)
    assert BODY == report.text.raw[slice(*report.text.span(body.start, body.end))]
    assert (TITLE, "青原市总工会") == (report.source.title, report.source.organisation)
    assert path.stem == report.id


def test_raw_text_is_the_decoded_file_newlines_and_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{TITLE}\r\n{BODY}\r".encode())
    assert f"{TITLE}\r\n{BODY}\r" == read_report(path, Source("a.txt")).text.raw


PAGE = f"""<nav>首页 新闻</nav><div class="menu"><a>要闻</a> <a>维权</a></div>
<div><h1>夜校开学</h1><p>2021-12-30 来源:青原网</p>
<div id="text"><p>{BODY}</p><figure><figcaption>夜校课堂一角</figcaption></figure>
<p>报名90人,<br>开课9门。</p><table><tr><td>书屋</td><td>12家</td></tr></table></div></div>
<footer>版权所有</footer><script>var a=1</script>"""


def test_a_page_gives_its_article_with_the_date_and_not_its_menus(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page(PAGE))
    report = read_report(path, Source("a.html"))
    lines = [
        "夜校开学",
        "2021-12-30 来源:青原网",
        BODY,
        "",
        "",
        "夜校课堂一角",
        "",
        "",
        "报名90人,",
        "开课9门。",
        "书屋\t12家",
    ]
    assert "\n".join(lines) == report.text.raw
    assert ("2021-12-30", "青原网") == (report.source.published, report.source.publisher)


def test_a_word_file_keeps_its_tables_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word())
    raw = read_report(path, Source("a.docx")).text.raw
    assert f"{TITLE}\n{BODY}\n项目\t数量\n书屋\t12家\n全年办赛9场。" == raw


BROKEN = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \r\n\t", "the file is empty"),
    "mark.txt": (b"\xef\xbb\xbf\n", "the file is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "byte 8 is 0x00"),
    "wide.txt": ("总工会".encode("utf-16"), "byte 0 begins UTF-16"),
    "neither.txt": ("工会".encode() + b"\xff\xff", "UTF-8 breaks at byte 6, GB18030 at byte 6"),
    "torn.txt": ("工会".encode() * 30 + b"\xff" + "工会".encode() * 30, "expected UTF-8, byte 180 breaks it"),
    "no.html": (b"<html><body><script>1</script></body></html>", "the file holds none"),
    "no.docx": (b"PK\x03\x04 no zip", "expected a Word file"),
    "no.pdf": (b"%PDF-1.4 nothing", "expected a PDF"),
    "scan.pdf": (pdf(), "no text layer"),
    "furniture.txt": ("版权所有 青原网\n第 1 页".encode(), "only page furniture"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "expected one of .txt .md .html .htm .docx .pdf, got .doc"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_report_is_named_with_its_fault(name: str, tmp_path: Path) -> None:
    data, fault = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReportError) as caught:
        read_report(path, Source(name))
    assert fault in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"gone\.txt: expected a readable file, got: No such file"):
        read_report(tmp_path / "gone.txt", Source("gone.txt"))


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data, Path("a.txt"))
    except ReportError as error:
        assert "a.txt: expected" in str(error)
    else:
        assert text.encode("utf-8" if data == text.encode() else "gb18030") in (
            data,
            data.removeprefix(b"\xef\xbb\xbf"),
        )
