"""Scoring what was read against gold: which rows are the same fact, entity or relation, and what is right about it."""

from bench.scoring.figure import Figure
from bench.scoring.report import score

__all__ = ["Figure", "score"]
