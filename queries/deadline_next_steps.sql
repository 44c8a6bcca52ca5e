-- One row per step after the application, for an invitation to a pathway on a day, in order. Steps
-- may share a place. $pathway: a stream id, varchar; $invited_on: date.
with steps as (
    select p.*
    from process_step_streams as a
    inner join process_steps as p on a.step_id = p.step_id
    where
        a.stream_id = $pathway::varchar
        and not p.is_claim
        and (p.effective_from is null or p.effective_from <= $invited_on::date)
        and (p.effective_to is null or p.effective_to >= $invited_on::date)
),

applied as (
    select max(step_order) as step_order
    from steps
    where
        deadline_days is not null
        and counted_from in ('invitation', 'notification of interest')
)

select
    s.step_id,
    s.step_order,
    s.actor::varchar as actor,
    s.description,
    s.deadline_days,
    s.deadline_months,
    s.counted_from,
    bool_or(r.official) as is_official,
    list(r.title order by r.official desc, r.title asc) as source_titles,
    list(r.url order by r.official desc, r.title asc) as source_urls
from steps as s
inner join applied as a on s.step_order > a.step_order
left join process_step_sources as t on s.step_id = t.step_id
left join sources as r on t.source_id = r.source_id
where s.fee_cad is null and s.fee_note is null
group by all
order by step_order asc, step_id asc
