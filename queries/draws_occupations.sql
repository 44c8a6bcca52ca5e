-- One row per draw and occupation that it named, as published, in order of the codes.
-- $chosen: varchar[] of draw ids, or null for all.
select
    o.draw_id,
    o.noc_code,
    coalesce(n.title, p.title) as title
from draw_occupations as o
left join noc_2021 as n on o.noc_version = '2021' and o.noc_code = n.noc_code
left join noc_2016 as p on o.noc_version = '2016' and o.noc_code = p.noc_code
where $chosen::varchar[] is null or list_contains($chosen::varchar[], o.draw_id)
order by o.draw_id asc, o.noc_code asc
