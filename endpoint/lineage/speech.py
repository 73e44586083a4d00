"""What the lineage view says, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from endpoint.graph import Graph
from endpoint.lineage.kinds import KINDS, TYPES
from endpoint.lineage.model import Link, Node
from endpoint.words import translate


@dataclass(frozen=True, slots=True)
class Speech:
    """A language, and the English names of things."""

    language: str = "zh"
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, language: str) -> Speech:
        """The speech of a page."""
        return cls("en", graph.english()) if language == "en" else cls()

    def say(self, text: str, **values: object) -> str:
        """A piece of text, its blanks filled."""
        return translate(text, self.language).format_map(values)

    def name(self, iri: str, name: str) -> str:
        """The name of a thing: its English one where the page is English and it has one."""
        return self.names.get(iri, name)

    def type(self, name: str) -> str:
        """The name of a type of link."""
        return TYPES[name].en if self.language == "en" else TYPES[name].zh

    def kind(self, node: Node) -> str:
        """The kind of a node."""
        return KINDS.get(node.kind, ("条目", "thing"))[self.language == "en"]

    def told(self, link: Link, source: str, target: str) -> str:
        """A link in words, given the names of its ends: 隶属：四送 → 金秋助学（2018）."""
        details = [str(link.year)] if link.year else []
        details += [self.say("第 {number} 届", number=link.ordinal)] if link.ordinal else []
        details += [self.say("中间缺 {number} 年（届）", number=link.gap)] if link.gap else []
        if self.language == "en":
            return f"{self.type(link.type)}: {source} → {target}" + (f" ({', '.join(details)})" if details else "")
        return f"{self.type(link.type)}：{source} → {target}" + (f"（{'，'.join(details)}）" if details else "")


CHINESE = Speech()
