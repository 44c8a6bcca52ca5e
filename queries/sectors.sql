-- One row per sector of the 77 priority occupations of 3 September 2025.
select
    s.sector_id,
    s.name,
    count(*) as occupations
from sectors as s
inner join sector_occupations as o on s.sector_id = o.sector_id
group by s.sector_id, s.name, s.display_order
order by s.display_order asc
