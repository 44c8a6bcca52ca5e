-- One row per draw about which something was noted after it was recorded: the newest day of that.
select
    draw_id,
    max(found_on) as changed_on
from discrepancies
where draw_id is not null
group by draw_id
order by draw_id asc
