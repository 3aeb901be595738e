"""Exhibits: tables, charts and figures, read from beside the briefing and drawn once."""
