-- One row per question, in order, and whether it is asked after some answers: true, false, or null
-- where that depends on what is not known.
-- $facts: JSON text that estimate_facts.sql gives.
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
)

select
    q.fact as id,
    if(
        q.instead_of is not null and k.facts[q.instead_of] is not null,
        false,
        if(c.fact is null, true, c.held)
    ) as asked
from questions as q
cross join known as k
left join conditions as c on q.fact = c.fact
order by q.position asc
