-- One row per state of an occupation list, for the draws that match the filters other than
-- occupation and that did not name the occupation: what a search for it cannot see.
-- Parameters as in draws.sql, without $chosen and $most.
with any_occupation as (
    select *
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, null, $areas
    )
),

the_occupations as (
    select draw_id
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
)

select
    m.occupation_list::varchar as occupation_list,
    count(*) as draws
from any_occupation as m
anti join the_occupations as t on m.draw_id = t.draw_id
group by m.occupation_list
order by m.occupation_list asc
