"""Diagrams: pictures from data that are no charts, laid out in type that is measured.

Each form is a module: the frozen data that it shows, ``draw`` and ``describe``. They know nothing
of briefings; ``briefings.rendering.drawings`` hands them what an edition says.
"""
