"""The colours of all figures, told apart by readers with protanopia and deuteranopia too."""

BLACK, GREEN, BLUE, ORANGE, PURPLE, GREY = "#000000", "#009E73", "#0072B2", "#D55E00", "#BB4488", "#505050"
