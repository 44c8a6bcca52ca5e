"""What a visitor sees when something unexpected goes wrong: one sentence and an id."""

from __future__ import annotations

import logging
import secrets
import traceback

import streamlit as st

from components import words

log = logging.getLogger(__name__)


def kind_message(error: Exception) -> bool:
    """Show a kind sentence with an id, and write the error to the log under the same id.

    Returns True, so that Streamlit shows nothing of its own. The log holds the kind of error and
    where it happened, but not its message, which may repeat what a visitor answered.
    """
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("error %s: %s\n%s", reference, type(error).__name__, where)
    st.error(words.unexpected(reference))
    return True
