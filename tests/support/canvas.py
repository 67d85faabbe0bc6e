"""What a page draws: each stroke, shape and word of its canvases, as the 2-D contexts of the browser got them."""

from dataclasses import dataclass

import numpy as np

RECORD = """
if (!window.drawn) {
  window.drawn = {};
  const kind = CanvasRenderingContext2D.prototype, real = {};
  const note = (pen, what) => (drawn[pen.canvas.id || pen.canvas.parentElement.id] ??= []).push(what);
  const wrap = (name, before) => {
    real[name] = kind[name];
    kind[name] = function (...given) { before(this, ...given); return real[name].apply(this, given); };
  };
  const place = (pen, x, y) => {
    const ratio = pen.canvas.width / pen.canvas.clientWidth, m = pen.getTransform();
    return [(m.a * x + m.c * y + m.e) / ratio, (m.b * x + m.d * y + m.f) / ratio];
  };
  wrap("clearRect", pen => { drawn[pen.canvas.id || pen.canvas.parentElement.id] = []; });
  wrap("beginPath", pen => { pen.path = []; pen.start = null; });
  wrap("moveTo", (pen, x, y) => pen.path.push(place(pen, x, y)));
  wrap("lineTo", (pen, x, y) => pen.path.push(place(pen, x, y)));
  wrap("rect", (pen, x, y, w, h) => pen.path.push(place(pen, x, y), place(pen, x + w, y + h)));
  wrap("arc", (pen, x, y, radius) => pen.path.push(place(pen, x, y)));
  wrap("stroke", pen => note(pen, { kind: "stroke", points: pen.path, color: pen.strokeStyle, width: pen.lineWidth,
                                    dash: pen.getLineDash() }));
  wrap("fill", pen => note(pen, { kind: "fill", points: pen.path, color: pen.fillStyle }));
  wrap("clip", pen => note(pen, { kind: "clip", points: pen.path }));
  wrap("fillText", (pen, text, x, y) => note(pen, { kind: "word", text, points: [place(pen, x, y)],
                                                    align: pen.textAlign, base: pen.textBaseline,
                                                    color: pen.fillStyle }));
}
"""
MOVE_TO_FRAME = """
const scrubber = document.getElementById("scrubber");
scrubber.value = arguments[0];
scrubber.dispatchEvent(new Event("input"));
"""


@dataclass
class Mark:
    """A stroke, a filled shape, a word or a clipped rectangle: its points (m, 2) in CSS pixels, and its look."""

    kind: str
    points: np.ndarray
    color: str = ""
    width: float = 0.0
    dash: tuple = ()
    text: str = ""
    align: str = ""
    base: str = ""

    @property
    def x(self):
        return self.points[:, 0]

    @property
    def y(self):
        return self.points[:, 1]


class Drawing(list):
    """The marks on one canvas."""

    def pick(self, kind, **look):
        """The marks of this kind and look; dash=True means any dashes, a number for points the number of them."""
        return [mark for mark in self if mark.kind == kind and all(_fits(mark, *each) for each in look.items())]

    def one(self, kind, **look):
        (mark,) = self.pick(kind, **look)
        return mark


def _fits(mark, name, wanted):
    if name == "dash":
        return bool(mark.dash) == wanted if isinstance(wanted, bool) else mark.dash == wanted
    if name == "points":
        return len(mark.points) == wanted
    value = getattr(mark, name)
    return value.lower() == wanted.lower() if name == "color" else value == wanted


def drawings(driver, frame):
    """What each canvas shows of the frame of this number, by the id of the canvas or of the element around it."""
    return recorded(driver, RECORD + MOVE_TO_FRAME, frame)


def start_recording(driver):
    """Record from now on what the page draws; `recorded` returns it."""
    driver.execute_script(RECORD)


def recorded(driver, code="", *arguments):
    """What each canvas shows after some JavaScript, by the id of the canvas or of the element around it."""
    found = driver.execute_script(f"{code}\nreturn window.drawn;", *arguments)
    return {name: Drawing(_mark(**each) for each in marks) for name, marks in found.items()}


def _mark(points, dash=(), **rest):
    return Mark(points=np.array(points, float).reshape(-1, 2), dash=tuple(dash), **rest)


def number(text):
    """The number that a label stands for."""
    return float(text.replace("−", "-"))


def scale(labels, axis):
    """A function from pixels along an axis (0: x, 1: y) to the numbers of the labels, which stand in even steps."""
    at, values = np.array([label.points[0, axis] for label in labels]), np.array([number(each.text) for each in labels])
    assert len(values) >= 2
    slope, start = np.polyfit(at, values, 1)
    np.testing.assert_allclose(slope * at + start, values, atol=1e-6 * np.ptp(values))
    return lambda pixels: slope * np.asarray(pixels) + start
