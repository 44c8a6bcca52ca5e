-- One row: what a search for occupations covers, and what it cannot see. Of the draws that match
-- the filters: in how many no wanted occupation may have been meant, as each was reached only
-- through a NOC 2016 code that became several (`by_split`). Of those that match the other filters
-- and did not name a wanted occupation: how many there are for each state of an occupation list.
-- And the days that were searched.
-- Parameters as in draws.sql, without $chosen and $most.
with candidates as (
    select
        issued_on,
        occupation_list,
        passes(
            $streams, $issued_from, $issued_to, $kind, $target_groups, null, $areas
        ) as others_pass,
        coalesce(of_occupations($occupations), false) as named,
        $occupations::varchar[] is null
        or coalesce(list_has_any($occupations::varchar[], certain_codes), false) as certain
    from draw_rows
),

counted as (
    select
        *,
        others_pass and not named as passed_over
    from candidates
)

select
    count(*) filter (where others_pass and named and not certain) as by_split,
    count(*) filter (where passed_over and occupation_list = 'complete') as complete,
    count(*) filter (where passed_over and occupation_list = 'all') as "all",
    count(*) filter (where passed_over and occupation_list = 'partial') as partial,
    count(*) filter (where passed_over and occupation_list = 'not_published') as not_published,
    count(*) filter (where passed_over and occupation_list = 'not_captured') as not_captured,
    greatest($issued_from::date, min(issued_on)) as searched_from,
    least($issued_to::date, max(issued_on)) as searched_to
from counted
