"""Run the command line: python -m gan_theory."""

import sys

from gan_theory.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
