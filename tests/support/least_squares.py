"""The losses that docs/losses.md works out, from the page itself."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "losses.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1]
names = {}
exec(BLOCK.partition("*_, frame")[0], names)  # all but the training
LEAST_SQUARES = names["least_squares"]
