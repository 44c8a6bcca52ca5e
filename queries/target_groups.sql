-- One row per target group that a targeted draw had.
select
    g.target_group,
    g.name,
    count(d.draw_id) as draws
from target_groups as g
inner join draws as d on g.target_group = d.target_group
where d.kind = 'targeted'
group by g.target_group, g.name, g.display_order
order by g.display_order asc
