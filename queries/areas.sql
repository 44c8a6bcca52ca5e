-- One row per census division that a regional draw was limited to.
select
    census_division,
    count(*) as draws
from draw_areas
group by census_division
order by census_division asc
