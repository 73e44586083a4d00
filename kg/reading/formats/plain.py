"""Plain text and Markdown: the decoded characters as they are."""

from kg.reading.decode import decode as read

__all__ = ["read"]
