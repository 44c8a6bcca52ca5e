-- One row per census division where the job offer of one draw had to be.
-- $draw: a draw id, varchar.
select
    census_division,
    inferred
from draw_areas
where draw_id = $draw::varchar
order by census_division asc
