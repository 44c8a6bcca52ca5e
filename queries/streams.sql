-- One row per stream or pathway, open ones first.
with draw_counts as (
    select
        stream_id,
        count(*) as draws
    from draws
    group by stream_id
)

select
    s.stream_id,
    s.name,
    s.short_name,
    s.family::varchar as family,
    s.status::varchar as status,
    s.opened_on,
    s.closed_on,
    coalesce(c.draws, 0) as draws
from streams as s
left join draw_counts as c on s.stream_id = c.stream_id
where s.kind in ('stream', 'pathway')
order by s.status = 'open' desc, s.display_order asc
