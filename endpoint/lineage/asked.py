"""What is asked of the lineage view: its parameters, checked, and the address of every change of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from endpoint.refusals import Refusal
from kg.vocab import settings

PATH = "/lineage"
DEEPEST = 6
MOST_OPEN = 200
_YEARS = (1900, 2100)
_SINGLE = ("root", "up", "down", "from", "to", "at", "find", "view", "lang")


class BadLineage(Refusal):
    """A parameter of the lineage view that cannot be read: 400 and a sentence saying which and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__("bad-address")
        self.code, self.zh, self.en, self.args = "bad-parameter", zh, en, (en,)


class NoSuchRoot(Refusal):
    """A root that nothing is called: 404 and what is called alike."""

    def __init__(self, name: str, near: list[tuple[str, str]]) -> None:
        super().__init__("not-found", near=near)
        self.zh = f"没有名为“{name}”的项目、组织或其他条目（查过名称、别名和拼音）。"
        self.en = f"Nothing is called {name!r}; names, aliases and pinyin were searched."


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of the view, all of which stands in the address; `root` and the like are keys: program/金秋助学."""

    root: str = ""
    up: int = 1
    down: int = 1
    start: int | None = None
    end: int | None = None
    open: tuple[str, ...] = ()
    at: str = ""
    find: str = ""
    view: str = ""
    lang: str = ""

    @property
    def opened(self) -> frozenset[str]:
        """Nodes whose neighbours are all shown."""
        return frozenset(iri(name) for name in self.open if not name.startswith("-"))

    @property
    def closed(self) -> frozenset[str]:
        """Nodes beyond which nothing is shown."""
        return frozenset(iri(name[1:]) for name in self.open if name.startswith("-"))

    def address(self, suffix: str = "", fragment: str = "", **changes: Any) -> str:
        """The address of this view with some changes; what is as by default is left out."""
        state = replace(self, **changes)
        given = {"root": state.root, "up": _unless(state.up, 1), "down": _unless(state.down, 1)}
        given |= {"from": state.start, "to": state.end, "open": ",".join(state.open)}
        given |= {"at": state.at, "find": state.find, "view": state.view, "lang": state.lang}
        query = "&".join(f"{name}={_quoted(str(value))}" for name, value in given.items() if value not in ("", None))
        return f"{PATH}{suffix}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"

    def opening(self, name: str) -> str:
        """The address with one more node opened."""
        return self.address(open=(*self._without(name), name))

    def closing(self, name: str) -> str:
        """The address with a node closed; the chosen node stays only where it is that one."""
        return self.address(open=(*self._without(name), f"-{name}"), at=self.at if self.at == name else "")

    def _without(self, name: str) -> tuple[str, ...]:
        return tuple(other for other in self.open if other.removeprefix("-") != name)


def read(given: MultiDict[str, str]) -> Asked:
    """The parameters of a request; BadLineage for the first that cannot be read."""
    for name in _SINGLE:
        if len(given.getlist(name)) > 1:
            raise BadLineage(f"参数 {name} 只能出现一次。", f"The parameter {name} may be given only once.")
    start, end = _year(given, "from"), _year(given, "to")
    if start is not None and end is not None and start > end:
        raise BadLineage(f"参数 from（{start}）晚于 to（{end}）。", f"from ({start}) is later than to ({end}).")
    view = given.get("view", "")
    if view not in ("", "table"):
        raise BadLineage(f"参数 view 只能是 table，收到“{view[:40]}”。", f"view may only be table, got: {view[:40]}")
    return Asked(
        root=given.get("root", "").strip(),
        up=_depth(given, "up"),
        down=_depth(given, "down"),
        start=start,
        end=end,
        open=_open(given.getlist("open")),
        at=given.get("at", "").strip(),
        find=" ".join(given.get("find", "").split())[:100],
        view=view,
        lang="en" if given.get("lang") == "en" else "",
    )


def iri(name: str) -> str:
    """The IRI of a key; an IRI of others stays as it is."""
    return name if name.startswith(("http://", "https://")) else settings.base + name


def key(iri: str) -> str:
    """The short form of an IRI, as it stands in addresses."""
    return iri.removeprefix(settings.base)


def _depth(given: MultiDict[str, str], name: str) -> int:
    text = given.get(name, "").strip()
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= DEEPEST):
        raise BadLineage(
            f"参数 {name}（展开层数）应为 0 至 {DEEPEST} 的整数，收到“{text[:40]}”。",
            f"{name} (levels) must be a whole number from 0 to {DEEPEST}, got: {text[:40]}",
        )
    return int(text)


def _year(given: MultiDict[str, str], name: str) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and _YEARS[0] <= int(text) <= _YEARS[1]):
        raise BadLineage(
            f"参数 {name} 应为 {_YEARS[0]} 至 {_YEARS[1]} 的年份，收到“{text[:40]}”。",
            f"{name} must be a year from {_YEARS[0]} to {_YEARS[1]}, got: {text[:40]}",
        )
    return int(text)


def _open(lists: list[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for text in lists for name in text.split(",") if name.strip(" -")))
    if len(names) > MOST_OPEN:
        raise BadLineage(
            f"参数 open 最多 {MOST_OPEN} 项，收到 {len(names)} 项。",
            f"open may name at most {MOST_OPEN} nodes, got {len(names)}.",
        )
    return names


def _unless(value: int, default: int) -> int | None:
    return None if value == default else value


_RESERVED = {character: f"%{ord(character):02X}" for character in "%&+# \"'<>?=;\\^`{|}"}
_TABLE = str.maketrans(_RESERVED)


def _quoted(text: str) -> str:
    """A value inside an address; Chinese stays as it is, a third of the length, and browsers encode it."""
    return text.translate(_TABLE)
