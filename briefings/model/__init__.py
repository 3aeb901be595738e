"""The briefing as its author wrote it: validated, frozen, with every choice still open."""
