"""What a visitor sees when something goes wrong: one kind sentence, and an id for the log."""

from __future__ import annotations

import logging
import secrets
import traceback

import streamlit as st

import queries
from components import words

log = logging.getLogger(__name__)


def kind_message(error: Exception) -> bool:
    """Show a kind sentence with an id, and write the error to the log under the same id.

    Where there is no data to read, or a question took too long, the sentence says so.

    Returns True, so that Streamlit shows nothing of its own. The log holds the kind of error and
    where it happened, but not its message, which may repeat what a visitor answered.
    """
    if isinstance(error, queries.DatabaseMissingError):
        log.error("no data: %s", error)
        st.error(words.NO_DATA)
        return True
    if isinstance(error, queries.SlowQuestionError):
        log.warning("too slow: %s", error)
        st.warning(words.TOO_SLOW)
        return True
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("error %s: %s\n%s", reference, type(error).__name__, where)
    st.error(words.unexpected(reference))
    return True
