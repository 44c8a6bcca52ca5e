"""An unexpected error on a page: told kindly, logged under its id, nothing of the visitor."""

from __future__ import annotations

import re

import pytest

from server import faults

SEARCHED = "somebody-searched-for-this"


def failing(chosen: list[str]) -> None:
    """Fail with what the visitor asked for at hand, as a page would."""
    message = f"a query failed for {chosen}"
    raise RuntimeError(message)


def test_log_has_the_place_and_nothing_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(faults.st, "error", shown.append)
    with pytest.raises(RuntimeError) as caught:
        failing([SEARCHED])
    assert faults.kind_message(caught.value) is True
    assert "RuntimeError" in caplog.text
    assert "in failing" in caplog.text
    assert SEARCHED not in caplog.text
    assert "query" not in shown[0]


def test_each_error_has_an_id_of_its_own(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(faults.st, "error", shown.append)
    for _ in range(50):
        faults.kind_message(ValueError())
    ids = [re.findall(r"\b[0-9a-f]{8}\b", text) for text in shown]
    assert [len(found) for found in ids] == [1] * 50
    assert len({found[0] for found in ids}) == 50
    logged = [record.getMessage().split()[1].rstrip(":") for record in caplog.records]
    assert logged == [found[0] for found in ids]
