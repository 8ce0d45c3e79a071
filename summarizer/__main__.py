"""`python -m summarizer`: the same as the command `summarizer`."""

import sys

from summarizer.cli import entry

if __name__ == "__main__":
    sys.exit(entry())
