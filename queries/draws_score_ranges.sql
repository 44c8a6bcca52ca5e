-- One row per stream and score scale: the range of the published cut-off scores of the draws that
-- match the filters. Scales are never mixed. Parameters as in draws.sql, without $chosen and $most.
select
    stream_id,
    stream,
    score_scale,
    scale,
    count(*) as draws,
    (count(*) filter (where score_min is null))::bigint as without_score,
    min(score_min) as lowest,
    max(score_min) as highest
from draw_rows
where
    passes(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
group by stream_id, stream, stream_order, score_scale, scale, scale_from
order by scale_from asc nulls first, stream_order asc
