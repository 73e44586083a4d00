"""Every answer that is not a result: one table of codes, each with its HTTP status and what is told to the client.

    400 syntax, no-query, several-queries, bad-parameter, bad-field, bad-encoding, bad-address, ambiguous-iri, too-deep,
        too-many-patterns, too-many-steps, evaluation
    403 service, file-graph, update          404 not-found               405 method, graph-write
    406 not-acceptable                       413 too-long, too-large     414 uri-too-long
    415 media-type, content-encoding         429 busy-client             502 engine-died, remote
    503 busy, no-engine, stopping            504 deadline

A partial result has no status, since it is never sent.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.errors import QueryError


class Sentence(NamedTuple):
    """What a code means: status, and the sentence in Chinese and English."""

    status: int
    zh: str
    en: str


DATA_COMES_IN = (
    "数据只能由运行者用 kg build 从报告重建，端点只读。",
    "The endpoint is read-only: data gets in when its operator runs kg build over reports.",
)

SENTENCES = {
    "syntax": Sentence(
        400,
        "查询有语法错误，位于第 {line} 行第 {column} 列。",
        "The query does not parse at line {line}, column {column}: {message}",
    ),
    "no-query": Sentence(
        400, "缺少 query 参数。", "The query is missing: send it as ?query=, as a form field, or as the body."
    ),
    "several-queries": Sentence(400, "参数 {name} 只能出现一次。", "The parameter {name} may be given only once."),
    "bad-parameter": Sentence(
        400, "参数 {name} 应为绝对 IRI，收到的是“{value}”。", "{name} must be an absolute IRI, got: {value}"
    ),
    "bad-field": Sentence(
        400,
        "参数 {name} 应为 {wanted}，收到的是“{value}”；没有执行。",
        "The parameter {name} must be {wanted}, got: {value}; nothing was done.",
    ),
    "bad-encoding": Sentence(400, "请求不是有效的 UTF-8。", "The request is not valid UTF-8."),
    "bad-address": Sentence(400, "请求的地址无效。", "The requested address is not valid."),
    "ambiguous-iri": Sentence(
        400,
        "第 {line} 行第 {column} 列：尖括号内的 IRI 不得含单引号，请写成带前缀的名字（\\'）。",
        "Line {line}, column {column}: an IRI in angle brackets may not hold a single quote; write a prefixed name.",
    ),
    "too-deep": Sentence(
        400,
        "第 {line} 行第 {column} 列：括号嵌套超过 {limit} 层，请简化查询。",
        "Line {line}, column {column}: brackets nest deeper than {limit} levels; simplify the query.",
    ),
    "too-many-patterns": Sentence(
        400,
        "第 {line} 行第 {column} 列：图模式超过 {limit} 个，请拆成几个查询。",
        "Line {line}, column {column}: more than {limit} triple patterns and groups; split the query.",
    ),
    "too-many-steps": Sentence(
        400,
        "第 {line} 行第 {column} 列：运算符和路径步数超过 {limit} 个，请改用 IN 或 VALUES。",
        "Line {line}, column {column}: more than {limit} operators and path steps; use IN or VALUES.",
    ),
    "evaluation": Sentence(400, "此查询无法求值。", "The query cannot be evaluated: {message}"),
    "service": Sentence(
        403,
        "第 {line} 行第 {column} 列：本端点不允许 SERVICE，请分别查询再合并结果。",
        "Line {line}, column {column}: SERVICE is not allowed here; ask the other endpoint yourself and join.",
    ),
    "file-graph": Sentence(
        403, "不能读取文件：{value}。FROM 只指名图。", "No files are read ({value}): FROM names a graph."
    ),
    "update": Sentence(403, f"不接受更新。{DATA_COMES_IN[0]}", f"Updates are refused. {DATA_COMES_IN[1]}"),
    "not-found": Sentence(404, "没有这个页面或条目。", "There is no such page or thing."),
    "method": Sentence(405, "此处不接受 {method} 方法。", "The method {method} is not available here."),
    "graph-write": Sentence(405, f"不接受写入。{DATA_COMES_IN[0]}", f"Writing is refused. {DATA_COMES_IN[1]}"),
    "not-acceptable": Sentence(
        406, "没有所要的格式，可选：{offered}。", "None of the accepted formats can be had; on offer: {offered}"
    ),
    "too-long": Sentence(413, "查询超过 {limit} 字节。", "The query is longer than {limit} bytes."),
    "too-large": Sentence(
        413,
        "结果超过 {limit} 字节，请用 LIMIT 或更窄的条件；不返回残缺结果。",
        "The result is larger than {limit} bytes; use LIMIT or narrow the query. No part of it is sent.",
    ),
    "uri-too-long": Sentence(
        414, "查询超过 {limit} 字节。", "The query is longer than {limit} bytes, in the address or in a body."
    ),
    "media-type": Sentence(
        415,
        "请求体应为 application/x-www-form-urlencoded 或 application/sparql-query（UTF-8）。",
        "The body must be application/x-www-form-urlencoded or application/sparql-query, in UTF-8.",
    ),
    "content-encoding": Sentence(415, "请求体不得压缩。", "The body must come without a Content-Encoding."),
    "busy-client": Sentence(
        429,
        "来自同一地址的查询太多，请 {seconds} 秒后再试。",
        "Too many queries from this address at once; try again in {seconds} s.",
    ),
    "engine-died": Sentence(
        502,
        "求值进程因内存或处理器超限而终止，已换新。请缩小查询。",
        "The engine died of this query, by the limit on memory or processor time, and was replaced; narrow the query.",
    ),
    "remote": Sentence(
        502, "远端 SPARQL 服务没有给出可用的回答。", "The remote SPARQL server gave no usable answer: {message}"
    ),
    "busy": Sentence(
        503,
        "服务器正忙，请 {seconds} 秒后再试。",
        "All engines are busy, and the queue is full; try again in {seconds} s."
    ),
    "no-engine": Sentence(503, "暂时没有求值进程，请稍后再试。", "No engine can be started now; try again later."),
    "deadline": Sentence(
        504,
        "查询超过 {limit} 秒，已终止；不返回残缺结果。",
        "The query took longer than {limit} s and was stopped. No part of a result is sent.",
    ),
}  # fmt: skip


class Refusal(QueryError):
    """A request that gets no result: `code` is a key of SENTENCES, `details` fill its sentence."""

    def __init__(self, code: str, retry_after: int | None = None, **details: Any) -> None:
        status, zh, en = SENTENCES[code]
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.details = details
        self.zh = zh.format_map(details)
        self.en = en.format_map(details)
        super().__init__(self.en)

    def text(self) -> str:
        """Both sentences, a line each."""
        return f"{self.zh}\n{self.en}\n"
