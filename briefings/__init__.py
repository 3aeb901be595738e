"""One briefing in YAML, many products: summaries, briefs and reports as PDF, Word and HTML."""

__version__ = "0.1.0"
