"""`python -m kehoach` is `kehoach`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; an interruption is no failure, however early it comes."""
    try:
        from kehoach.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
