-- One row per deadline for people invited in one draw, by the rules of its day, soonest first.
-- `due_on` is `deadline_days` calendar days after the first day of the draw. A row with `only_for`
-- is for that case alone, and is given where the draw had a place for it.
-- $draw: a draw id, varchar.
select
    p.step_id,
    p.actor::varchar as actor,
    p.description,
    p.deadline_days,
    p.counted_from,
    p.only_for::varchar as only_for,
    d.issued_on + p.deadline_days::integer as due_on
from draws as d
inner join process_step_streams as a on d.stream_id = a.stream_id
inner join process_steps as p on a.step_id = p.step_id
where
    d.draw_id = $draw::varchar
    and p.deadline_days is not null
    and (
        p.only_for is null
        or (
            p.only_for = 'physician-without-job-offer'
            and exists (
                select 1
                from draw_conditions as c
                inner join draw_condition_tests as t on c.condition = t.condition
                where c.draw_id = d.draw_id and t.fact = 'physician_without_offer'
            )
        )
    )
    and not p.is_claim
    and p.counted_from in ('invitation', 'notification of interest')
    and (p.effective_from is null or p.effective_from <= d.issued_on)
    and (p.effective_to is null or p.effective_to >= d.issued_on)
order by p.deadline_days asc, p.only_for asc nulls first, p.step_id asc
