-- One row per deadline for people invited to a pathway on a day, by the rules of that day, soonest
-- first. `due_on` is `deadline_days` calendar days after the day of the invitation; `days_left` is
-- below zero once it has passed. A row with `only_for` is for that case alone.
-- $pathway: a stream id, varchar; $invited_on: date; $today: the day it is for the visitor, date.
select
    p.step_id,
    p.step_order,
    p.actor::varchar as actor,
    p.description,
    p.deadline_days,
    p.counted_from,
    p.only_for::varchar as only_for,
    $invited_on::date + p.deadline_days::integer as due_on,
    $invited_on::date + p.deadline_days::integer - $today::date as days_left,
    bool_or(r.official) as is_official,
    list(r.title order by r.official desc, r.title asc) as source_titles,
    list(r.url order by r.official desc, r.title asc) as source_urls
from process_step_streams as a
inner join process_steps as p on a.step_id = p.step_id
left join process_step_sources as t on p.step_id = t.step_id
left join sources as r on t.source_id = r.source_id
where
    a.stream_id = $pathway::varchar
    and p.deadline_days is not null
    and not p.is_claim
    and p.counted_from in ('invitation', 'notification of interest')
    and (p.effective_from is null or p.effective_from <= $invited_on::date)
    and (p.effective_to is null or p.effective_to >= $invited_on::date)
group by all
order by only_for asc nulls first, deadline_days asc, step_id asc
