-- One row: a stream or pathway, the days that its rules of deadlines span, and what is known of the
-- day of an invitation. `last_rule_on` is null while a rule holds. $pathway: a stream id, varchar;
-- $invited_on: date or null; $today: the day it is for the visitor, date.
with rules as (
    select
        a.stream_id,
        min(p.effective_from) as first_rule_on,
        if(bool_or(p.effective_to is null), null, max(p.effective_to)) as last_rule_on
    from process_step_streams as a
    inner join process_steps as p on a.step_id = p.step_id
    where
        p.deadline_days is not null
        and not p.is_claim
        and p.counted_from in ('invitation', 'notification of interest')
    group by a.stream_id
),

drawn as (
    select
        stream_id,
        count(*) as draws,
        count(*) filter (
            where $invited_on::date between issued_on and coalesce(issued_to, issued_on)
        ) as draws_that_day,
        max(issued_on) filter (where issued_on < $invited_on::date) as draw_before,
        min(issued_on) filter (where issued_on > $invited_on::date) as draw_after,
        min(issued_on) as first_draw,
        max(issued_on) as last_draw
    from draws
    group by stream_id
)

select
    s.stream_id,
    s.name,
    s.short_name as stream,
    s.status::varchar as status,
    s.opened_on,
    s.profiles_from,
    s.closed_on,
    r.first_rule_on,
    r.last_rule_on,
    coalesce(d.draws, 0) as draws,
    coalesce(d.draws_that_day, 0) as draws_that_day,
    d.draw_before,
    d.draw_after,
    d.first_draw,
    d.last_draw,
    $invited_on::date > $today::date as in_the_future
from streams as s
left join rules as r on s.stream_id = r.stream_id
left join drawn as d on s.stream_id = d.stream_id
where s.stream_id = $pathway::varchar and s.kind in ('stream', 'pathway')
