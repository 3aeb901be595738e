"""One small document of everything that tags have to say, on several pages."""

from __future__ import annotations

from dataclasses import replace

from briefings.document import Asset, RunningHead
from briefings.typeset import Typeset, typeset
from conftest import LIBRARY, document
from wordfile import PNG

RUNNING = RunningHead("Bridges", "Note", "Road Office", "{page} of {pages}", "(page {page})")
ASSETS = {"map": Asset("image/png", PNG, 200, 60), "sum": Asset("image/png", PNG, 80, 20)}

LONG = "Traders waited at the crossing while envoys talked of tolls. " * 20
ROWS = "".join(f'<tr><th scope="row">{n}</th><td>Closed</td></tr>' for n in range(1, 46))

BODY = f"""\
<h1>Bridges</h1>
<nav class="contents"><h2>Contents</h2><ol>
<li class="level-1"><a href="#now"><span class="number">1</span> Now</a></li>
<li class="level-2"><a href="#why">Why</a></li>
<li class="level-1"><a href="#rows">Rows</a></li></ol></nav>
<section class="chapter"><h2 id="now"><span class="number">1</span> Now</h2>
<p>Two <strong>will</strong> <em>close</em>.<a role="doc-noteref" class="note-call" id="call-1"
 href="#note-1">1</a> See <a class="page" href="#rows">the rows</a> or
 <a href="https://example.org/a">elsewhere</a>, <span lang="fr">bien sûr</span>.</p>
<h3 id="why">Why</h3>
<ul><li><p>The river</p><ol><li>is high</li><li>is wide</li></ol></li><li>The gates</li></ul>
<aside class="callout"><p class="label">Mind</p><p>The gap</p></aside>
<blockquote><p>It will hold.</p><p class="attribution">Anna</p></blockquote>
<figure id="fig"><figcaption>Figure 1. The map</figcaption>
<img src="asset:map" alt="A map of two bridges"/></figure>
<figure class="formula"><img src="asset:sum" alt="a plus b"/></figure>
<dl><dt>Toll</dt><dd>A fee</dd></dl>
<p>{LONG}</p></section>
<section class="chapter"><h2 id="rows">Rows</h2>
<table class="data"><caption>Table 1. Gates</caption><colgroup><col style="width:30%"/>
<col style="width:70%"/></colgroup><thead><tr><th scope="col">Gate</th><th scope="col">State</th>
</tr></thead><tbody>{ROWS}</tbody></table>
<p>{LONG * 3}</p></section>
<section class="footnotes"><ol><li id="note-1">So said <a href="https://example.org/b">Anna</a>.
</li></ol></section>
"""


def laid(html: str = BODY, layout: str = "book", language: str = "en-GB") -> Typeset:
    """*html* on pages."""
    found = replace(
        document(html, ASSETS, language=language, organisation="Road Office"),
        layout=layout,
        running=RUNNING,
    )
    return typeset(found, LIBRARY.theme("institute"), LIBRARY.templates)
