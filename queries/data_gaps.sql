-- One row per kind of thing that is not known, with how many are missing of how many.
select
    'occupations_partial' as gap,
    count(*) filter (where occupation_list = 'partial') as missing,
    count(*) as whole
from draws
union all
select
    'occupations_not_published' as gap,
    count(*) filter (where occupation_list = 'not_published') as missing,
    count(*) as whole
from draws
union all
select
    'occupations_not_captured' as gap,
    count(*) filter (where occupation_list = 'not_captured') as missing,
    count(*) as whole
from draws
union all
select
    'scores' as gap,
    count(*) filter (where score_min is null) as missing,
    count(*) as whole
from draws
union all
select
    'profile_days' as gap,
    count(*) filter (where profiles_to is null) as missing,
    count(*) as whole
from draws
union all
select
    'open_pathways_without_draws' as gap,
    count(*) filter (
        where stream_id not in (
            select d.stream_id
            from draws as d
        )
    ) as missing,
    count(*) as whole
from streams
where status = 'open'
union all
select
    'fees' as gap,
    count(*) filter (where fee_cad is null and fee_note = 'The amount is not published') as missing,
    count(*) filter (where fee_cad > 0 or fee_note = 'The amount is not published') as whole
from process_steps
where not is_claim
union all
select
    'points' as gap,
    count(*) filter (where points is null) as missing,
    count(*) as whole
from grid_options
union all
select
    'region_groups' as gap,
    count(*) filter (where not is_complete) as missing,
    count(*) as whole
from region_groups
union all
select
    'nominations_issued' as gap,
    count(*) filter (where nominations_issued is null) as missing,
    count(*) as whole
from allocations
union all
select
    'nominations_by_stream' as gap,
    count(*) filter (
        where year not in (
            select n.year
            from nominations as n
        )
    ) as missing,
    count(*) as whole
from allocations
union all
select
    'wages' as gap,
    count(*) filter (
        where noc_code not in (
            select w.noc_code
            from wages as w
            where w.region = 'Ontario'
        )
    ) as missing,
    count(*) as whole
from noc_2021
union all
select
    'source_dates' as gap,
    count(*) filter (where last_checked is null) as missing,
    count(*) as whole
from sources
where official
