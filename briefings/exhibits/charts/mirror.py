"""Frames mirrored, for what is read from right to left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefings.exhibits.charts.frame import Align, Frame, Label, Layer, Margins

_TURNED: Mapping[Align, Align] = {"left": "right", "center": "center", "right": "left"}


def mirrored(frame: Frame) -> Frame:
    """*frame* as it is read from right to left: all is mirrored but text."""
    turn = _Turn(frame.width)
    around, area = frame.margins, frame.manner.area
    place = replace(area, left=turn.at(area.left + area.width))
    return replace(
        frame,
        margins=Margins(around.right, around.top, around.left, around.bottom),
        layers=tuple(map(turn.layer, frame.layers)),
        labels=tuple(map(turn.label, frame.labels)),
        side=tuple(map(turn.label, frame.side)),
        manner=replace(frame.manner, area=place, mirrored=True),
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where things stand on a plot *width* pt wide that is seen in a mirror."""

    width: float

    def at(self, x: float) -> float:
        return self.width - x

    def label(self, label: Label) -> Label:
        return replace(label, x=self.at(label.x), align=_TURNED[label.align])

    def layer(self, layer: Layer) -> Layer:
        """*layer* with scales that reach the other way, and with the places of its rows."""
        encoding = dict(layer["encoding"])
        fields = []
        for channel in ("x", "x2"):
            scale = encoding.get("x", {}).get("scale")
            if channel not in encoding:
                continue
            if scale is None:
                fields.append(encoding[channel]["field"])
            elif channel == "x":
                ends = [self.at(end) for end in scale["range"]]
                encoding["x"] = {**encoding["x"], "scale": {**scale, "range": ends}}
        rows = [self._row(row, fields) for row in layer["data"]["values"]]
        return {**layer, "data": {"values": rows}, "encoding": encoding}

    def _row(self, row: Layer, fields: Sequence[str]) -> Layer:
        return {name: self.at(v) if name in fields else v for name, v in row.items()}
