"""Look up Streamlit's theme once.

At each rerun Streamlit tells the browser the theme again, and looks through all of its options six
times for that: a tenth of the time in which a rerun holds the interpreter. They cannot change while
production serves, as nothing watches the files.
"""

from __future__ import annotations

from functools import cache

from streamlit import config


def keep() -> None:
    """Let Streamlit remember the options of a section; not where somebody edits the files."""
    if config.get_option("server.fileWatcherType") == "none":
        config.get_options_for_section = cache(config.get_options_for_section)
