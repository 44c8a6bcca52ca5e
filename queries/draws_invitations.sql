-- One row per stream and period: the invitations of the draws that match the filters.
-- Parameters as in draws.sql, without $chosen and $most. $grain: how long a period is, 'day',
-- 'week' or 'month'; a month where it is null. `draw_ids` is null for more than 60 draws.
select
    stream_id,
    stream,
    coalesce($grain::varchar, 'month') as grain,
    date_trunc(coalesce($grain::varchar, 'month'), issued_on)::date as period_start,
    (period_start + ('1 ' || coalesce($grain::varchar, 'month'))::interval)::date as period_end,
    sum(invitations)::bigint as invitations,
    count(*) as draws,
    case when count(*) <= 60 then list(draw_id order by draw_id) end as draw_ids
from draw_rows
where
    passes(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
group by stream_id, stream, stream_order, period_start
order by period_start asc, stream_order asc
