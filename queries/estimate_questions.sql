-- One row per question that can be asked, in order, and whether it is asked after some answers:
-- true, false, or null where that depends on what is not known.
-- $facts: JSON text that estimate_facts.sql gives, or null; $pathway: stream id, or null for all.
with known as (
    select json_transform(coalesce($facts::varchar, '[]'), '"MAP(VARCHAR, VARCHAR)"') as facts
),

alternatives as (
    select
        c.fact,
        all_hold(
            if(
                c.operator = 'in',
                fact_holds(k.facts[c.from_fact || ' in ' || c.value], '=', 'true'),
                fact_holds(k.facts[c.from_fact], c.operator, c.value)
            )
        ) as held
    from question_conditions as c
    cross join known as k
    group by c.fact, c.alternative
),

conditions as (
    select
        fact,
        any_holds(held) as held
    from alternatives
    group by fact
),

choices as (
    select
        fact,
        option_id,
        label,
        position
    from question_options
    union all
    select
        q.fact,
        d.census_division as option_id,
        d.census_division as label,
        0 as position
    from questions as q
    cross join census_divisions as d
    where q.options_from = 'census_divisions'
),

choice_lists as (
    select
        fact,
        list(option_id order by position asc, option_id asc) as option_ids,
        list(label order by position asc, option_id asc) as labels
    from choices
    group by fact
)

select
    q.fact as id,
    q.step::varchar as step,
    q.wording,
    q.help,
    f.kind::varchar as type,
    f.unit,
    q.minimum::double as minimum,
    q.maximum::double as maximum,
    q.whole,
    l.option_ids,
    l.labels,
    q.options_from::varchar as options_from,
    q.instead_of,
    if(
        q.instead_of is not null and k.facts[q.instead_of] is not null,
        false,
        if(c.fact is null, true, c.held)
    ) as asked,
    (
        select list(s.stream_id order by s.stream_id)
        from question_streams as s
        where s.fact = q.fact
    ) as pathways
from questions as q
cross join known as k
inner join facts as f on q.fact = f.fact
left join conditions as c on q.fact = c.fact
left join choice_lists as l on q.fact = l.fact
where
    $pathway::varchar is null
    or q.fact in (
        select s.fact
        from question_streams as s
        where s.stream_id = $pathway::varchar
    )
    or q.fact = 'profile_created_on'
order by q.position asc
