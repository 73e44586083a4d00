"""File → `Report`: formats, manifest, repair with the offset map, furniture, sections, sentences."""

from kg.reading.discover import discover
from kg.reading.manifest import read_manifest
from kg.reading.repair import repair
from kg.reading.report import read_report
from kg.reading.sentences import sentences

__all__ = ["discover", "read_manifest", "read_report", "repair", "sentences"]
