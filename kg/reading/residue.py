"""What a text carries that is not text: entities, tags, zero-width and control characters, emoji, carriage
returns, and the ??? that lost indents leave at the beginning of a line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kg.reading.draft import Draft, Edit

_BREAKING = "p|br|div|li|ul|ol|tr|table|section|article|blockquote|h[1-6]"
_INLINE = "span|strong|em|b|i|u|a|font|td|th|tbody|img|sup|sub|center|o:p"
_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_EMOJI = "\U0001f000-\U0001faff☀-☄☎☏☑☔☕☘☝☺⚠⚡⛄⛅✂✅✈-✍✔✨❄❌❓❗❤➡"
_RESIDUE = re.compile(
    rf"(?P<entity>&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}}\d?);)"
    rf"|(?P<break></?(?:{_BREAKING})\b[^<>\n]*>)|(?P<tag></?(?:{_INLINE})\b[^<>\n]*>)"
    rf"|(?P<return>\r\n?)|(?P<junk>[{_INVISIBLE}{_EMOJI}]+|^\?{{2,}} *)",
    re.MULTILINE,
)
# A masked or unread figure (20xx, **, �) is no residue: it stays, so that no rule takes its neighbours for a number.


def without_residue(draft: Draft) -> Draft:
    """Entities become their character, block tags and carriage returns a newline, all else nothing: &ldquo; → “."""
    return draft.edited(_edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _RESIDUE.finditer(text):
        kept = html.unescape(match[0]) if match["entity"] else "\n" if match["break"] or match["return"] else ""
        if len(kept) <= 1:  # an unknown entity stays
            yield Edit(match.start(), match.end(), kept)
