-- One row per answer of the points grid that a pathway had on a day, in the order of the grid.
-- $pathway: stream id, varchar; $as_of: date.
with grid as (
    select
        *,
        least($as_of::date, coalesce(effective_to, $as_of::date)) as graded_on
    from estimate_grid
    where stream_id = $pathway::varchar and effective_from <= $as_of::date
    qualify effective_from = max(effective_from) over ()
)

select distinct
    score_scale,
    factor_order,
    factor,
    factor_name,
    maximum,
    option_order,
    option_id,
    label,
    points
from grid
where
    grid_option_id is not null
    and option_from <= graded_on
    and coalesce(option_to, graded_on) >= graded_on
order by factor_order asc, option_order asc
