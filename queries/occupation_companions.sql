-- One row per occupation that is most often named in the same draws as one occupation.
-- $noc: NOC 2021 code, varchar.
with mentions as (
    select distinct draw_id
    from draw_occupations_2021
    where noc_code = $noc::varchar
)

select
    n.noc_code,
    o.title,
    count(distinct n.draw_id) as together,
    (select count(*) from mentions) as times_named
from draw_occupations_2021 as n
inner join mentions as m on n.draw_id = m.draw_id
inner join noc_2021 as o on n.noc_code = o.noc_code
where n.noc_code != $noc::varchar
group by n.noc_code, o.title
order by together desc, n.noc_code asc
limit 8
