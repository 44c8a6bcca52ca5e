"""Put Streamlit's theme together once.

At each rerun Streamlit tells the browser the theme again, and makes it anew from its options: a
tenth of the time in which a rerun holds the interpreter. The options cannot change while production
serves, as nothing watches the files.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


class Populate(Protocol):
    """Fills a message with one section of the theme."""

    def __call__(self, msg: CustomThemeConfig, section: str = "theme") -> None:
        """Fill `msg` with what the theme's `section` says."""


def keep() -> None:
    """Let Streamlit send the theme it made once; not where somebody edits the files."""
    if config.get_option("server.fileWatcherType") == "none":
        app_session._populate_theme_msg = _remembered(app_session._populate_theme_msg)  # noqa: SLF001 (Streamlit has no door for it; a test holds it to the same theme)


def _remembered(populate: Populate) -> Populate:
    """Return a function that fills a message as `populate` does, which is called once a section."""

    @cache
    def made(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        populate(message, section)
        return message

    def fill(msg: CustomThemeConfig, section: str = "theme") -> None:
        kept = made(section)
        if kept.ByteSize():  # merging an empty message would mark it as set
            msg.MergeFrom(kept)

    return fill
