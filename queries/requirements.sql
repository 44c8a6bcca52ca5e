-- One row per requirement that a pathway had on a day, by topic. `conditions` holds one text
-- "alternative|fact|operator|value" per condition under which it applies; `choices` the values of
-- which one is needed; a claim is what an article says, never a rule.
-- $pathway: a stream id, varchar; $on_day: date.
with choices as (
    select
        requirement_id,
        list(value order by position) as choices
    from requirement_values
    group by requirement_id
),

conditions as (
    select
        requirement_id,
        list(
            concat_ws('|', alternative, fact, operator, value) order by alternative, position
        ) as conditions
    from requirement_conditions
    group by requirement_id
),

origins as (
    select
        t.requirement_id,
        bool_or(r.official) as is_official,
        list(r.title order by r.official desc, r.title asc) as source_titles,
        list(r.url order by r.official desc, r.title asc) as source_urls
    from requirement_sources as t
    inner join sources as r on t.source_id = r.source_id
    group by t.requirement_id
)

select
    q.requirement_id,
    q.topic::varchar as topic,
    q.operator::varchar as operator,
    q.value,
    q.unit,
    q.window_months,
    q.alternative_to,
    q.plain_text,
    q.operator = 'claim' as is_claim,
    v.choices,
    c.conditions,
    o.is_official,
    o.source_titles,
    o.source_urls
from requirements as q
left join choices as v on q.requirement_id = v.requirement_id
left join conditions as c on q.requirement_id = c.requirement_id
left join origins as o on q.requirement_id = o.requirement_id
where
    q.stream_id = $pathway::varchar
    and (q.effective_from is null or q.effective_from <= $on_day::date)
    and (q.effective_to is null or q.effective_to >= $on_day::date)
order by
    q.operator = 'claim' asc, q.topic asc, coalesce(q.alternative_to, q.requirement_id) asc,
    q.alternative_to is not null asc, q.requirement_id asc
