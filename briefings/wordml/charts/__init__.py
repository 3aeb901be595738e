"""Charts that Word draws itself, so that a person can edit their numbers.

A chart is a part of DrawingML (ISO/IEC 29500-1, 21.2) with a workbook beside it; in the one stands
what is seen, with a copy of the numbers, in the other what "Edit data" opens. Colours are those of
the theme, so that Design > Colours recolours charts too; what the picture of the chart in the PDF
prints, this one prints.

====================  ==========================================================================
module                what it makes
====================  ==========================================================================
``numbers``           formats of numbers
``sheet``, ``book``   where each number stands in the workbook; the workbook
``paint``             fills, lines and type
``labels``            numbers and names beside the marks
``series``, ``axes``  what is drawn, and what it is measured by
``areas``, ``dots``   forms that Word knows only in part
``ranges``            a form that it does not know
``space``             the chart as a whole
``key``               a key in words above charts, of ranges and small multiples
====================  ==========================================================================
"""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from briefings.document import ChartData
from briefings.wordml.charts.paint import Paint
from briefings.wordml.charts.space import chart_space, workbook_of
from briefings.wordml.xml import RELATION

__all__ = ["Paint", "add_chart"]

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_chart(owner: Part, number: int, data: ChartData, paint: Paint) -> str:
    """Add *data* as a chart and its workbook; the id of the chart's relation to *owner*.

    *number* is its own among the charts of the file.
    """
    from briefings.wordml.charts.book import workbook  # late, for most files have none

    root, package = chart_space(data, paint), owner.package
    where = PackURI(f"/word/charts/chart{number}.xml")
    chart = XmlPart(where, _CHART, root, package)  # type: ignore[arg-type]
    beside = PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx")
    book = Part(beside, _WORKBOOK, workbook(data), package)
    root.append(workbook_of(chart.relate_to(book, f"{RELATION}/package")))
    return owner.relate_to(chart, f"{RELATION}/chart")
