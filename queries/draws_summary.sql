-- One row: how many draws match the filters, their invitations, the newest day and, where all
-- published scores are on one scale, the lowest score with its stream and day: the newest day of
-- several, and the stream that is listed first.
-- Parameters as in draws.sql, without $chosen and $most.
with matches as (
    select *
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
),

scale_counts as (
    select list(distinct score_scale order by score_scale) as scales
    from matches
),

lowest as (
    select
        m.score_min,
        m.issued_on,
        s.short_name as stream
    from matches as m
    inner join streams as s on m.stream_id = s.stream_id
    where
        m.score_min is not null
        and (select len(k.scales) from scale_counts as k) = 1
    order by m.score_min asc, m.issued_on desc, s.display_order asc
    limit 1
)

select
    count(*) as draws,
    coalesce(sum(m.invitations), 0)::bigint as invitations,
    min(m.issued_on) as earliest,
    max(m.issued_on) as latest,
    coalesce((select k.scales from scale_counts as k), []) as scales,
    (select w.score_min from lowest as w) as lowest,
    (select w.stream from lowest as w) as lowest_stream,
    (select w.issued_on from lowest as w) as lowest_on,
    (count(*) filter (where m.score_min is null))::bigint as without_score
from matches as m
