"""Benchmarks: ``python tests/benchmarks/run.py`` measures this project beside its peers.

corpus      projects of so many renditions, made from the examples by rule
sources     the words of a document as peers take them: Markdown, Typst, a template of Word
scripts     programs that are measured, or make what is; each runs in a process of its own
peers       who else makes the same files, and what each leaves out
processes   runs a command: seconds, processor seconds, memory
figures     medians, ratios, spreads
findings    what a measure found, and what it could not measure
measures    one module for each question
report      findings as JSON, as Markdown, as plots
"""
