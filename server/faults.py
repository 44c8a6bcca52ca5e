"""What a visitor sees when something unexpected goes wrong: one sentence and an id."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from components import words

log = logging.getLogger(__name__)


def kind_message(error: Exception) -> bool:
    """Show a kind sentence with an id, and write the error to the log under the same id.

    Returns True, so that Streamlit shows nothing of its own. The log holds the traceback and
    no address, so nothing about the visitor.
    """
    reference = secrets.token_hex(4)
    log.error("error %s", reference, exc_info=error)
    st.error(words.unexpected(reference))
    return True
