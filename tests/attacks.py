"""Queries and bytes meant to hurt an endpoint; each query is named by what it attacks."""

from __future__ import annotations

from collections.abc import Callable

NESTED: dict[str, Callable[[int], str]] = {
    "braces": lambda n: "ASK " + "{" * n + "?s ?p ?o" + "}" * n,
    "parentheses": lambda n: "ASK {?s ?p ?o FILTER(" + "(" * n + "1" + ")" * n + ")}",
    "brackets": lambda n: "ASK {?s ?p " + "[?p " * n + "1" + "]" * n + "}",
    "collections": lambda n: "ASK {?s ?p " + "(" * n + "1" + ")" * n + "}",
    "IF": lambda n: "ASK {FILTER(" + "IF(?a,1," * n + "1" + ")" * n + ")}",
    "EXISTS": lambda n: "ASK {" + "FILTER EXISTS {?s ?p ?o " * n + "}" * n + "}",
    "sub-SELECT": lambda n: "SELECT * {" + "{SELECT * {" * n + "?s ?p ?o" + "}}" * n + "}",
    "&& chain": lambda n: "ASK {?s ?p ?o FILTER(?s" + "&&?s" * n + ")}",
    "|| chain": lambda n: "ASK {?s ?p ?o FILTER(?s" + "||?s" * n + ")}",
    "sum": lambda n: "ASK {?s ?p ?o FILTER(1" + "+1" * n + ")}",
    "negation": lambda n: "ASK {?s ?p ?o FILTER(" + "!" * n + "?s)}",
    "UNION chain": lambda n: "ASK {{?s ?p ?o}" + "UNION{?s ?p ?o}" * n + "}",
    "OPTIONAL": lambda n: "ASK {?s ?p ?o " + "OPTIONAL{?s ?p ?o " * n + "}" * n + "}",
    "MINUS": lambda n: "ASK {?s ?p ?o " + "MINUS{?s ?p 1}" * n + "}",
    "GRAPH": lambda n: "ASK {" + "GRAPH ?g {" * n + "?s ?p ?o" + "}" * n + "}",
    "path steps": lambda n: "ASK {?s <p:p>" + "/<p:p>" * n + " ?o}",
    "path parentheses": lambda n: "ASK {?s " + "(" * n + "<p:p>" + ")" * n + " ?o}",
    "path stars": lambda n: "ASK {?s " + "(" * n + "<p:p>" + ")*" * n + " ?o}",
    "CONCAT": lambda n: "ASK {FILTER(" + "CONCAT(" * n + "'a'" + ")" * n + ")}",
    "triple terms": lambda n: "ASK {?s ?p " + "<<( ?a ?b " * n + "1" + " )>>" * n + "}",
    "annotations": lambda n: "ASK {?s ?p ?o " + "{| ?p ?o " * n + "|}" * n + "}",
}
LEVELS = (300, 3_000, 10_000)

PLANNER = {
    "flat collection": "ASK {?s ?p (" + "1 " * 2_000 + ")}",
    "126 joins": "ASK {" + "".join(f"?s{i} ?p ?s{i + 1} ." for i in range(126)) + "}",
    "126 OPTIONALs": "ASK {?s ?p ?o " + "".join(f"OPTIONAL{{?s ?p ?o{i}}}" for i in range(126)) + "}",
    "126 nested [": "ASK {?s ?p " + "[?p " * 126 + "1" + "]" * 126 + "}",
    "500 path steps": "ASK {?s <p:p>" + "/<p:p>" * 500 + " ?o}",
}
MEMORY = {
    "CONCAT doubling": "SELECT * {BIND('aaaaaaaa' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{i},?a{i}) AS ?a{i + 1})" for i in range(40))
    + "}",
    "cartesian ORDER BY": "SELECT * {?s ?p ?o. ?a ?b ?c} ORDER BY ?o",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(STR(?s)) AS ?x) {?s ?p ?o. ?a ?b ?c. ?d ?e ?f}",
    "REPLACE growth": "SELECT * {BIND('aaaaaaaa' AS ?a0) "
    + " ".join(f"BIND(REPLACE(?a{i},'a','aaaaaaaaaaaaaaaa') AS ?a{i + 1})" for i in range(12))
    + "}",
    "DISTINCT cartesian": "SELECT DISTINCT * {?s ?p ?o. ?a ?b ?c}",
    "negated star": "SELECT * {?s (!<p:x>)* ?o . ?o (!<p:y>)* ?z}",
    "huge result": "SELECT * {?s ?p ?o. ?a ?b ?c}",
}
TIME = {
    "cartesian COUNT": "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i}",
    "free plus": "SELECT (COUNT(*) AS ?n) {?s (<p:a>|!<p:b>)+ ?o. ?x (!<p:c>)+ ?y}",
    "star joins": "ASK {?a ?p ?b. ?c ?q ?d. ?e ?r ?f. FILTER(CONCAT(STR(?a), STR(?c), STR(?e)) = '')}",
    "correlated EXISTS": "ASK {?s ?p ?o FILTER EXISTS {?a ?b ?c FILTER(STR(?c) = CONCAT(STR(?s), STR(?o)))}}",
    "bounded repeat": "SELECT (COUNT(*) AS ?n) {?s ?p ?o. ?a ?b ?c FILTER REGEX(STR(?o), '(a{1,200}){1,200}b')}",
    "LATERAL": "SELECT (COUNT(*) AS ?n) {?s ?p ?o LATERAL {?a ?b ?c} LATERAL {?d ?e ?f}}",
}


def services(url: str) -> dict[str, str]:
    """SERVICE in every position, and where a careless reading would not see it."""
    call = f"SERVICE <{url}> {{ ?s ?p ?o }}"
    return {
        "plain": f"SELECT * {{ {call} }}",
        "SILENT": f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "small letters": f"SELECT * {{ service<{url}>{{ ?s ?p ?o }} }}",
        "in EXISTS": f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {call} }} }}",
        "in NOT EXISTS": f"ASK {{ ?s ?p ?o FILTER(1 = 1 && NOT EXISTS {{ {call} }}) }}",
        "in OPTIONAL": f"ASK {{ ?s ?p ?o OPTIONAL {{ {call} }} }}",
        "in MINUS": f"ASK {{ ?s ?p ?o MINUS {{ {call} }} }}",
        "in UNION": f"ASK {{ {{ ?s ?p ?o }} UNION {{ {call} }} }}",
        "in GRAPH": f"ASK {{ GRAPH ?g {{ {call} }} }}",
        "in LATERAL": f"ASK {{ ?s ?p ?o LATERAL {{ {call} }} }}",
        "in a sub-SELECT": f"ASK {{ {{ SELECT * {{ {call} }} }} }}",
        "in CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} {{ {call} }}",
        "in DESCRIBE": f"DESCRIBE ?s {{ {call} }}",
        "by variable": f"ASK {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
        "by prefixed name": f"PREFIX s: <{url}> ASK {{ SERVICE s: {{ ?s ?p ?o }} }}",
        "glued to a name": f"PREFIX : <{url}> ASK {{ SERVICE:{{ ?s ?p ?o }} }}",
        "glued to a number": f"ASK {{ ?s ?p 1SERVICE<{url}>{{ ?s ?p ?o }} }}",
        "glued to true": f"ASK {{ ?s ?p trueSERVICE<{url}>{{ ?s ?p ?o }} }}",
        "after a comment": f"ASK {{ #'\n SERVICE #\n <{url}> {{ ?s ?p ?o }} }}",
        "after an escape": f"PREFIX e: <e:> ASK {{ ?s e:a\\#b ?o . {call} }}",
        "after an escaped quote": f"PREFIX e: <e:> ASK {{ ?s e:a\\'b ?o . {call} FILTER(?o = 'x') }}",
        "between quotes of IRIs": f"ASK {{ ?a ?b ?c FILTER(?a<'x>') {call} FILTER(?b='y') }}",
        "between quotes in IRIs": f"ASK {{ ?s <http://e/it's> ?o . {call} FILTER(?o = 'x') }}",
        "between long strings": f"ASK {{ BIND('''a'''' AS ?x) {call} FILTER(?x = '') }}",
        "between operators": f"ASK {{ ?a ?b ?c FILTER(1<2){call}FILTER(3>2) }}",
    }


NAMES = (
    "/doc/../../etc/passwd",
    "/doc/org/../../../etc/passwd",
    "/static/../settings.py",
    "/static/..%2f..%2fsettings.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static//etc/passwd",
    "/data/report/..%2f..%2fbuild.json",
    "/doc/program/%00",
    "/doc/program/%ff%fe",
    "/doc/program/%C0%AF",
    "/doc/program/%E9%87%91%E7%A7%8B%E2%80%8B",
    "/doc/program/<script>",
    "/doc/program/%3E%20%7B%7D%20%23",
    "/doc/org/" + "x" * 20_000,
    "/doc/" + "a/" * 3_000,
    "/id/program/%0d%0aSet-Cookie:%20a=b",
    "/id//evil.example/%2e%2e",
    "//evil.example/sparql",
    "/\\evil.example",
    "/search?q=%00%ff%0d%0aX:%20y",
    "/search?q=" + "a" * 50_000,
    "/sparql?query=ASK%20%7B%7D%00",
    "/sparql?query=%ff",
    "/sparql?query=ASK%20%7B%7D&format=%0d%0aX:%20y",
    "/nothing",
)
