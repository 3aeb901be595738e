"""Exhibits: tables, charts, figures and formulas, read from beside the briefing and drawn once."""
