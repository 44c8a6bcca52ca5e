-- One row: an occupation and how often draws named it. $noc: NOC 2021 code, varchar.
with neighbours as (
    select
        noc_code,
        count(*) over () as occupations,
        lag(noc_code) over by_code as previous_code,
        lag(title) over by_code as previous_title,
        lead(noc_code) over by_code as next_code,
        lead(title) over by_code as next_title
    from noc_2021
    window by_code as (order by noc_code asc)
)

select
    n.noc_code,
    n.title,
    n.title_fr,
    n.teer,
    n.broad_category,
    n.broad_category_title,
    s.name as sector,
    t.times_named,
    t.named_by_split,
    t.first_named,
    t.last_named,
    t.place,
    b.occupations,
    b.previous_code,
    b.previous_title,
    b.next_code,
    b.next_title
from noc_2021 as n
inner join occupation_totals as t on n.noc_code = t.noc_code
inner join neighbours as b on n.noc_code = b.noc_code
left join sector_occupations as o on n.noc_code = o.noc_code
left join sectors as s on o.sector_id = s.sector_id
where n.noc_code = $noc::varchar
