"""Put official totals into a draft, and say where they disagree with the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.update.days import long_day
from data.update.draft import ChangeKind
from data.update.notices import streams_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from data.update.draft import Copy, Draft
    from data.update.join import Joined
    from data.update.known import Row
    from data.update.notices import Notice


def take_totals(
    draft: Draft,
    totals: Mapping[tuple[int, str], int],
    held: Collection[tuple[int, str]],
    copy: Copy,
) -> None:
    """Put yearly totals into the draft, and say where they differ from the sum of the draws.

    `held` are the years and streams of lines that wait for a person: their sum is not known yet.
    """
    for (year, stream), total in totals.items():
        recorded = draft.find("official_totals", str(year), stream)
        if recorded is None or recorded["invitations"] != str(total):
            was = recorded["invitations"] if recorded else "not given"
            draft.say(ChangeKind.TOTAL, f"{year}, {stream}: was {was}, is {total}.")
            draft.put(
                "official_totals",
                {
                    "year": str(year),
                    "stream_id": stream,
                    "invitations": str(total),
                    "source_id": copy.source_id,
                },
            )
        if (year, stream) in held:
            continue
        rows = [
            int(row["invitations"])
            for row in draft.rows("draws")
            if row["stream_id"] == stream and row["issued_on"].startswith(str(year))
        ]
        _take_disagreement(draft, (year, stream), sum(rows), total, copy)


def _take_disagreement(
    draft: Draft, place: tuple[int, str], added: int, total: int, copy: Copy
) -> None:
    year, stream = place
    name = f"{year}-{stream}-total"
    held = draft.find("discrepancies", name)
    figures = {"figure_used": str(added), "other_figure": str(total)}
    if added == total:
        if held:
            draft.remove("discrepancies", name)
            draft.say(ChangeKind.DISAGREEMENT, f"{year}, {stream}: rows and total agree now.")
        return
    if held and figures.items() <= held.items():
        return
    words = f"Rows add up to {added:,}; the official yearly total is {total:,}."
    draft.put(
        "discrepancies",
        {
            "discrepancy_id": name,
            "found_on": copy.read_on.isoformat(),
            "year": str(year),
            "stream_id": stream,
            "subject": "yearly total",
            "explanation": words,
            "source_id": copy.source_id,
        }
        | figures,
    )
    draft.say(ChangeKind.DISAGREEMENT, f"{year}, {stream}: {words}")


def take_announced(
    draft: Draft,
    joined: Joined,
    new: Iterable[str],
    held: Collection[tuple[int, str]],
    copy: Copy,
) -> None:
    """Compare the number that a notice announces with the new draws that it is about."""
    fresh = set(new)
    by_notice: dict[int, tuple[Notice, list[Row]]] = {}
    for draw_id, notices in joined.notices.items():
        for notice in notices:
            draw = draft.find("draws", draw_id)
            rows = by_notice.setdefault(id(notice), (notice, []))[1]
            if draw and draw not in rows:
                rows.append(draw)
    for notice, draws in by_notice.values():
        added = sum(int(draw["invitations"]) for draw in draws)
        about_new = [draw["draw_id"] for draw in draws if draw["draw_id"] in fresh]
        if notice.announced in (None, added) or not about_new:
            continue
        streams = set(streams_named(f"{notice.opening} {notice.title}", draft.known))
        waiting = {stream for year, stream in held if year == notice.issued_on.year}
        if waiting & streams or not streams <= {draw["stream_id"] for draw in draws}:
            continue  # not all of its lines are recorded yet
        draft.put(
            "discrepancies",
            {
                "discrepancy_id": f"{about_new[0]}-announced-total",
                "found_on": copy.read_on.isoformat(),
                "draw_id": about_new[0],
                "subject": "announced total",
                "figure_used": str(added),
                "other_figure": str(notice.announced),
                "explanation": (
                    f"The rows of {long_day(notice.issued_on)} add up to {added:,}; the notice "
                    f"announces {notice.announced:,}."
                ),
                "source_id": copy.source_id,
            },
        )
        draft.say(
            ChangeKind.DISAGREEMENT,
            f"The notice of {notice.issued_on} announces {notice.announced:,} invitations; the "
            f"rows add up to {added:,} ({', '.join(d['draw_id'] for d in draws)}).",
        )
