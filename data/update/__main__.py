"""Check Ontario's pages and propose, or write, what is new: `python -m data.update`."""

from __future__ import annotations

from data.update.command import main

if __name__ == "__main__":
    raise SystemExit(main())
