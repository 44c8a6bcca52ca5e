-- One row: how many draws match the filters, their invitations, the newest day and, where all
-- published scores are on one scale, the lowest score with its stream and day: the newest day of
-- several, and the stream that is listed first.
-- Parameters as in draws.sql, without $chosen and $most.
with sums as (
    select
        count(*) as draws,
        coalesce(sum(invitations), 0)::bigint as invitations,
        min(issued_on) as earliest,
        max(issued_on) as latest,
        coalesce(list(distinct score_scale order by score_scale), []) as scales,
        min(score_min) as lowest,
        first(stream order by score_min asc nulls last, issued_on desc, stream_order asc) as stream,
        first(
            issued_on order by score_min asc nulls last, issued_on desc, stream_order asc
        ) as lowest_on,
        (count(*) filter (where score_min is null))::bigint as without_score
    from draw_rows
    where
        passes(
            $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
        )
)

select
    draws,
    invitations,
    earliest,
    latest,
    scales,
    if(len(scales) = 1, lowest, null) as lowest,
    if(len(scales) = 1 and lowest is not null, stream, null) as lowest_stream,
    if(len(scales) = 1 and lowest is not null, lowest_on, null) as lowest_on,
    without_score
from sums
