"""The tests, which mirror the rooms."""

from tests import as_compiled

as_compiled.use()
