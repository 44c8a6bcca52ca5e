-- One row per stream with draws in the last 12 months of data: how many of them named one
-- occupation, of those whose list is complete, and named as a share of all. $noc: NOC 2021 code,
-- varchar.
with span as (
    select
        (max(issued_on) - interval 1 year + interval 1 day)::date as first_day,
        max(issued_on) as last_day
    from draws
),

mentions as (
    select distinct draw_id
    from draw_occupations_2021
    where noc_code = $noc::varchar
)

select
    s.stream_id,
    s.short_name as stream,
    p.first_day,
    p.last_day,
    count(*) as draws,
    count(*) filter (where d.occupation_list = 'complete') as complete_lists,
    count(m.draw_id) as named,
    count(m.draw_id) / count(*) as share
from draws as d
cross join span as p
inner join streams as s on d.stream_id = s.stream_id
left join mentions as m on d.draw_id = m.draw_id
where d.issued_on >= p.first_day
group by s.stream_id, s.short_name, s.display_order, p.first_day, p.last_day
order by named desc, s.display_order asc
