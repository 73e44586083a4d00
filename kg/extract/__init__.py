"""From a report's sentences to facts, entities, relations and skips, each with the rules that read it."""

from kg.extract.report import extract

__all__ = ["extract"]
