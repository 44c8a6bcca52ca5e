-- One row per draw of which something was corrected, or noted, after it was recorded: the newest
-- day of that.
with changes as (
    select
        draw_id,
        found_on as changed_on
    from discrepancies
    where draw_id is not null
    union all
    select
        draw_id,
        first_seen as changed_on
    from corrections
)

select
    draw_id,
    max(changed_on) as changed_on
from changes
group by draw_id
order by draw_id asc
