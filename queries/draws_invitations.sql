-- One row per stream and period: the invitations of the draws that match the filters.
-- A period is a day where the matching draws span up to 100 days, a week up to 400, else a month.
-- Parameters as in draws.sql, without $chosen and $most. `draw_ids` is null for more than 60 draws.
with matches as (
    select
        draw_id,
        stream_id,
        stream,
        stream_order,
        invitations,
        issued_on,
        max(issued_on) over () - min(issued_on) over () as days
    from draw_rows
    where
        passes(
            $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
        )
),

periods as (
    select
        draw_id,
        stream_id,
        stream,
        stream_order,
        invitations,
        case when days <= 100 then 'day' when days <= 400 then 'week' else 'month' end as grain,
        date_trunc(grain, issued_on)::date as period_start
    from matches
)

select
    stream_id,
    stream,
    grain,
    period_start,
    (
        period_start + case grain
            when 'day' then interval 1 day
            when 'week' then interval 7 day
            else interval 1 month
        end
    )::date as period_end,
    sum(invitations)::bigint as invitations,
    count(*) as draws,
    case when count(*) <= 60 then list(draw_id order by draw_id) end as draw_ids
from periods
group by stream_id, stream, stream_order, grain, period_start
order by period_start asc, stream_order asc
