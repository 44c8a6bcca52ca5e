-- One row: the newest change of the program that has effects recorded, the streams that closed
-- with it and before it, what is open, and the draws on what is open.
with newest_change as (
    select
        e.event_id,
        e.happened_on,
        e.title,
        e.description
    from events as e
    where
        e.event_id in (
            select x.event_id
            from event_effects as x
        )
    order by e.happened_on desc
    limit 1
),

closed as (
    select list(s.short_name order by s.display_order) as closed
    from streams as s
    inner join newest_change as n on s.closed_on = n.happened_on
    where s.kind in ('stream', 'pathway')
),

closed_before as (
    select list(s.short_name order by s.closed_on desc, s.display_order asc) as closed_before
    from streams as s
    inner join newest_change as n on s.closed_on < n.happened_on
    where s.kind in ('stream', 'pathway')
),

opened as (
    select
        list(split_part(name, ':', 1) order by display_order) as open_names,
        list(short_name order by display_order) as open_pathways,
        min(opened_on) as opened_on,
        min(profiles_from) as profiles_from
    from streams
    where status = 'open'
),

drawn as (
    select count(*) as open_draws
    from draws as d
    inner join streams as s on d.stream_id = s.stream_id
    where s.status = 'open'
)

select
    n.event_id,
    n.happened_on,
    n.title,
    n.description,
    c.closed,
    b.closed_before,
    list_distinct(o.open_names) as open_streams,
    o.open_pathways,
    o.opened_on,
    o.profiles_from,
    d.open_draws
from newest_change as n
cross join closed as c
cross join closed_before as b
cross join opened as o
cross join drawn as d
