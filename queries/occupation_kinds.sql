-- One row per target group that named occupations.
select
    g.target_group,
    g.name,
    count(distinct d.draw_id) as draws
from target_groups as g
inner join draws as d on g.target_group = d.target_group
inner join draw_occupations as o on d.draw_id = o.draw_id
group by g.target_group, g.name, g.display_order
order by g.display_order asc
