"""Rendering: from an edition to a document, as its kind's template says it.

    material   what documents of a content need beside its words
    voice      what a template can say: with notes, signposts, drawings and leaves
    render     the template, and the strict reader of what it wrote

Templates are never content: what an author wrote reaches them as data.
"""
