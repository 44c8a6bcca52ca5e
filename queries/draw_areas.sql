-- One row per census division where the job offer of one draw had to be, with not_known null; or
-- one row without a division where the places are not known, with the reason in not_known.
-- $draw: a draw id, varchar.
select
    a.census_division,
    coalesce(a.inferred, false) as inferred,
    u.reason as not_known
from draws as d
left join draw_areas as a on d.draw_id = a.draw_id
left join draw_unknowns as u on d.draw_id = u.draw_id and u.subject = 'places'
where
    d.draw_id = $draw::varchar
    and (a.draw_id is not null or u.draw_id is not null)
order by a.census_division asc
