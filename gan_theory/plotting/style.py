"""The style of all figures: colours, lines, sizes. p_data is black and dotted, p_g green, D blue and dashed (Figure 1).

Readers with protanopia or deuteranopia can distinguish the colours. This module does not load matplotlib.
"""

from __future__ import annotations

import math
from typing import Any

BLACK, GREEN, BLUE, ORANGE, PURPLE, GREY = "#000000", "#009E73", "#0072B2", "#D55E00", "#BB4488", "#505050"

# Keyword arguments of matplotlib's `plot`.
P_DATA: dict[str, Any] = dict(color=BLACK, linestyle=":", linewidth=3, label=r"$p_{\mathrm{data}}$")
P_G: dict[str, Any] = dict(color=GREEN, linestyle="-", linewidth=3, label="$p_g$")
D: dict[str, Any] = dict(color=BLUE, linestyle="--", linewidth=3, label="$D$")
D_STAR: dict[str, Any] = dict(color=BLUE, linestyle="-", linewidth=1.5, label="$D^{*}$")

# Settings of matplotlib, for `matplotlib.rc_context`.
STYLE: dict[Any, Any] = {
    "font.size": 16,
    "axes.titlesize": 18,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 15,
    "lines.linewidth": 3,
    "xtick.major.pad": 7,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.08,
    "svg.hashsalt": "gan_theory",
    "figure.dpi": 100,
    "savefig.dpi": 100,
}
SIZE = (12.8, 7.2)  # of a figure, in units of 100 pixels
NARROW_LEGEND: dict[str, Any] = dict(borderaxespad=0, handlelength=1.5, columnspacing=1)
LOG_4 = math.log(4)
