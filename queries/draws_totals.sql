-- One row per stream and score scale of the draws that match the filters: how many there are, their
-- invitations, the first and the last day, the range of the published cut-off scores, and the last
-- day of the lowest. Scales are never mixed. Parameters as in draws.sql, without $chosen and $most.
select
    stream_id,
    stream,
    score_scale,
    scale,
    count(*) as draws,
    sum(invitations)::bigint as invitations,
    min(issued_on) as earliest,
    max(issued_on) as latest,
    (count(*) filter (where score_min is null))::bigint as without_score,
    min(score_min) as lowest,
    max(score_min) as highest,
    first(issued_on order by score_min asc nulls last, issued_on desc) as lowest_on
from draw_rows
where
    passes(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
group by stream_id, stream, stream_order, score_scale, scale, scale_from
order by scale_from asc nulls first, stream_order asc
