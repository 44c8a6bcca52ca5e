-- One row per occupation that one draw named and NOC 2021 unit group that it stands for today.
-- A NOC 2016 code that was split stands for several: all are shown, none is picked.
-- $draw: a draw id, varchar.
with occupation_conditions as (
    select
        draw_id,
        noc_code,
        string_agg(condition, '; ' order by position) as condition
    from draw_conditions
    where noc_code is not null
    group by draw_id, noc_code
)

select
    named.named_as,
    named.noc_version::varchar as noc_version,
    named.is_split,
    named.noc_code,
    n.title,
    n.teer,
    n.broad_category_title,
    s.name as sector,
    c.condition
from draw_occupations_2021 as named
inner join noc_2021 as n on named.noc_code = n.noc_code
left join sector_occupations as o on named.noc_code = o.noc_code
left join sectors as s on o.sector_id = s.sector_id
left join occupation_conditions as c
    on named.draw_id = c.draw_id and named.named_as = c.noc_code
where named.draw_id = $draw::varchar
order by named.noc_version asc, named.named_as asc, named.noc_code asc
