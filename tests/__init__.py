"""The tests, on one thread: with small arrays a second one costs more than it brings, most of all beside others."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # it counts if NumPy and torch are not imported yet
