-- One row per stream and score scale: the range of the published cut-off scores of the draws that
-- match the filters. Scales are never mixed. Parameters as in draws.sql, without $chosen and $most.
with matches as (
    select *
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
)

select
    m.stream_id,
    s.short_name as stream,
    m.score_scale,
    c.short_name as scale,
    count(*) as draws,
    (count(*) filter (where m.score_min is null))::bigint as without_score,
    min(m.score_min) as lowest,
    max(m.score_min) as highest
from matches as m
inner join streams as s on m.stream_id = s.stream_id
inner join score_scales as c on m.score_scale = c.score_scale
group by m.stream_id, s.short_name, s.display_order, m.score_scale, c.short_name
order by min(c.effective_from) asc nulls first, s.display_order asc
