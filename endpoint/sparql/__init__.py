"""SPARQL 1.1 Protocol, query part: guard → format → cache → engine child → answer. Open `protocol.py` first."""
