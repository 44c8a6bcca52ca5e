-- One row: in how many of the draws that match the filters no wanted occupation may have been
-- meant, as each was reached only through a NOC 2016 code that became several; and the days that
-- were searched.
-- Parameters as in draws.sql, without $chosen and $most.
with by_split as (
    select draw_id
    from draw_occupations_2021
    where list_contains($occupations::varchar[], noc_code)
    group by draw_id
    having bool_and(is_split)
),

matches as (
    select draw_id
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
)

select
    (
        select count(*)
        from matches as m
        semi join by_split as s on m.draw_id = s.draw_id
    ) as draws,
    greatest($issued_from::date, min(issued_on)) as searched_from,
    least($issued_to::date, max(issued_on)) as searched_to
from draws
