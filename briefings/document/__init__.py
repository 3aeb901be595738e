"""The document: an edition rendered, in no file format yet.

This is the narrow waist. A template writes HTML from a closed vocabulary; the strict reader
(:mod:`briefings.reader`) turns it into the types below and refuses everything else; each writer
says what it finds here and nothing more. A ``match`` over :data:`Block` or :data:`Inline` ends in
``assert_never``, so that the type checker lists every writer that has not yet learnt a new element.

=====================  =========================================================================
type                   HTML a template writes
=====================  =========================================================================
:class:`Heading`       ``<h1>`` … ``<h4>``, optional ``id``; ``<span class="number">`` before text
:class:`Paragraph`     ``<p>``, optional ``class`` from :data:`ParagraphRole`
:class:`List`          ``<ul>``, ``<ol>``, optional ``class`` from :data:`ListRole`
:class:`Table`         ``<table class="…">`` with caption, ``<col style="width:30%">``, head, body;
                       ``class="… wide"`` if it is too wide for an upright page
:class:`Figure`        ``<figure><img src="asset:…" alt="…"/><figcaption>``; after the picture a
                       ``<p class="source-line">`` may stand
:class:`Formula`       ``<figure class="formula"><img src="asset:…" alt="…"/></figure>``
:class:`Quotation`     ``<blockquote>`` with an optional closing ``<p class="attribution">``
:class:`Definitions`   ``<dl>`` of ``<dt>`` and ``<dd>``
:class:`Contents`      ``<nav class="contents">`` with one ``<ol>`` of ``<li class="level-N">``
:class:`Notes`         ``<section class="notes">`` with a heading, one ``<ol>`` of ``<li id="…">``;
                       ``endnotes`` likewise; ``footnotes`` without a heading
:class:`CrossReference` ``<a class="number" href="#id">``, ``<a class="page" href="#id">``
:class:`Group`         ``<section>``, ``<aside>``, ``<header>``, ``<div>`` with a class, see below
=====================  =========================================================================
"""

from __future__ import annotations

from briefings.document.blocks import (
    Alignment,
    Block,
    Blocks,
    Cell,
    Contents,
    ContentsEntry,
    ContentsOf,
    Definition,
    Definitions,
    Figure,
    Formula,
    Group,
    GroupRole,
    Heading,
    List,
    ListItem,
    ListRole,
    Note,
    Notes,
    NotesPlace,
    Paragraph,
    ParagraphRole,
    Quotation,
    Table,
    TableRole,
)
from briefings.document.inlines import (
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Label,
    LabelRole,
    Leaf,
    LineBreak,
    Link,
    NoteCall,
    Script,
    Strong,
    Text,
    is_address,
    is_identifier,
)
from briefings.document.pictures import (
    Asset,
    ChartData,
    ChartForm,
    ChartKey,
    ChartPanels,
    ChartSeries,
)
from briefings.document.walking import APART, plain_text, walk, word_count
from briefings.document.whole import Document, Meta, Origin, RunningHead, Written

__all__ = [
    "APART",
    "Alignment",
    "Asset",
    "Block",
    "Blocks",
    "Cell",
    "ChartData",
    "ChartForm",
    "ChartKey",
    "ChartPanels",
    "ChartSeries",
    "Contents",
    "ContentsEntry",
    "ContentsOf",
    "CrossReference",
    "Definition",
    "Definitions",
    "Document",
    "Emphasis",
    "Figure",
    "Foreign",
    "Formula",
    "Group",
    "GroupRole",
    "Heading",
    "Inline",
    "Inlines",
    "Label",
    "LabelRole",
    "Leaf",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "ListRole",
    "Meta",
    "Note",
    "NoteCall",
    "Notes",
    "NotesPlace",
    "Origin",
    "Paragraph",
    "ParagraphRole",
    "Quotation",
    "RunningHead",
    "Script",
    "Strong",
    "Table",
    "TableRole",
    "Text",
    "Written",
    "is_address",
    "is_identifier",
    "plain_text",
    "walk",
    "word_count",
]
