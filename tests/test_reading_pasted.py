"""What is pasted as it comes: a page in one line, the rows of a table."""

from __future__ import annotations

import pytest

from kg.reading import repair, sentences


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("慰问职工1,234人," * 500, "慰问职工1,234人,"),  # cut at a comma, and not at that of a number
        ("新建驿站" * 600, "新建驿站"),
        ("1234567890" * 500, "1234567890"),
    ],
)
def test_a_text_without_stops_is_cut_and_kept_whole(text: str, first: str) -> None:
    found, skips = sentences(repair(f"青原市总工会2021年工作总结\n{text}\n二、展望。"))
    pieces = [s.text for s in found if s.start > 15 and not s.text.endswith("展望。")]
    kept = "".join(pieces) + "".join(text[s.start - 16 : s.end - 16] for s in skips)
    assert (kept, max(map(len, pieces), default=0) <= 2000) == (text, True)
    assert all(piece.startswith(first) for piece in pieces)


def test_rows_of_a_table_are_no_headings() -> None:
    found, _ = sentences(repair("帮扶救助\n生活救助\t1203\t240.6\n合计\t1677\t430.2\n以上资金全部到位。"))
    assert ["帮扶救助"] == [sentence.text for sentence in found if sentence.kind == "heading"]
