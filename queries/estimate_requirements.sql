-- One row per requirement that a pathway had on a day, with whether it applies to a person and what
-- is known of it. outcome: met, not_met, to_confirm, not_needed, or note (decides nothing). said:
-- the facts that are compared, as far as known; is_derived where one follows from other answers.
-- facts: the keys of what is compared.
-- $pathway: stream id, varchar; $as_of: date; $facts: JSON text that estimate_facts.sql gives.
with known as (
    select json_transform($facts::varchar, '"MAP(VARCHAR, VARCHAR)"') as facts
),

alternatives as (
    select
        r.requirement_id,
        r.purpose,
        any_value(
            struct_pack(
                topic := r.topic,
                part := r.part,
                kind := r.kind,
                alternative_to := r.alternative_to,
                plain_text := r.plain_text,
                needed := r.needed,
                needed_unit := r.needed_unit,
                effective_from := r.effective_from,
                effective_to := r.effective_to,
                source_urls := r.source_urls,
                is_official := r.is_official
            )
        ) as rule,
        all_hold(
            fact_holds(
                k.facts[r.fact],
                r.operator,
                if(r.value_fact is null, r.value, k.facts[r.value_fact])
            )
        ) as held,
        list(
            distinct row(
                r.base_fact,
                r.fact_name,
                k.facts[r.base_fact],
                coalesce(r.labels[k.facts[r.base_fact]], n.noc_code || ' ' || n.title),
                r.fact_unit,
                not coalesce(r.is_asked and k.facts[r.instead_of] is null, false)
                and not coalesce(
                    list_contains(
                        list_transform(r.inputs, lambda input: k.facts[input]), k.facts[r.base_fact]
                    ),
                    false
                )
            )::struct(
                fact varchar,
                name varchar,
                value varchar,
                label varchar,
                unit varchar,
                is_derived boolean
            )
        ) filter (
            where
            r.purpose = 'test'
            and k.facts[r.base_fact] is not null
            and (r.base_fact not like 'clb_%' or k.facts[r.base_fact] != '0')
        ) as said,
        list(distinct r.base_fact) filter (where r.purpose = 'test') as facts,
        max(k.facts[r.value_fact]) as compared_with,
        max(k.facts[r.value_fact || '_region']) as compared_in
    from estimate_rules as r
    cross join known as k
    left join noc_2021 as n on r.base_fact = 'noc' and k.facts['noc'] = n.noc_code
    where
        r.stream_id = $pathway::varchar
        and (r.effective_from is null or r.effective_from <= $as_of::date)
        and (r.effective_to is null or r.effective_to >= $as_of::date)
    group by r.requirement_id, r.purpose, r.alternative
),

purposes as (
    select
        requirement_id,
        purpose,
        any_value(rule) as rule,
        any_holds(held) as held,
        list_distinct(flatten(list(said))) as said,
        list_distinct(flatten(list(facts))) as facts,
        max(compared_with) as compared_with,
        max(compared_in) as compared_in
    from alternatives
    group by requirement_id, purpose
),

requirements_now as (
    select
        requirement_id,
        any_value(rule) as rule,
        if(
            bool_or(purpose is not distinct from 'condition'),
            any_value(held) filter (where purpose = 'condition'),
            true
        ) as applies,
        any_value(held) filter (where purpose = 'test') as holds,
        any_value(said) filter (where purpose = 'test') as said,
        any_value(facts) filter (where purpose = 'test') as facts,
        max(compared_with) as compared_with,
        max(compared_in) as compared_in
    from purposes
    group by requirement_id
),

-- Of the employer much is asked, and each row that asks nothing speaks of itself alone.
waived_topics as (
    select
        rule['topic'] as topic,
        any_holds(applies) as waived
    from requirements_now
    where
        rule['kind'] = 'not_required'
        and rule['alternative_to'] is null
        and rule['part'] != 'employer'
    group by topic
),

routes as (
    select
        rule['alternative_to'] as requirement_id,
        any_holds(applies and holds) as holds
    from requirements_now
    where rule['alternative_to'] is not null
    group by rule['alternative_to']
),

judged as (
    select
        q.requirement_id,
        q.rule,
        q.said,
        q.facts,
        q.compared_with,
        q.compared_in,
        q.rule['alternative_to'] is null
        and q.rule['kind'] in ('not_required', 'definition', 'claim') as is_note,
        q.applies,
        q.applies and (w.topic is null or not w.waived) as applies_unwaived,
        if(r.requirement_id is null, q.holds, r.holds) as met
    from requirements_now as q
    left join waived_topics as w
        on
            q.rule['topic'] = w.topic
            and q.rule['kind'] not in ('not_required', 'definition', 'claim')
    left join routes as r on q.requirement_id = r.requirement_id
),

outcomes as (
    select
        *,
        case
            when is_note then 'note'
            when not applies_unwaived then 'not_needed'
            when met then 'met'
            when applies_unwaived and not met then 'not_met'
            else 'to_confirm'
        end as outcome
    from judged
)

select
    requirement_id,
    rule['topic'] as topic,
    rule['part'] as part,
    rule['alternative_to'] as alternative_to,
    rule['plain_text'] as plain_text,
    outcome,
    applies,
    coalesce(list_sort(said), []) as said,
    coalesce(list_sort(facts), []) as facts,
    coalesce(compared_with, replace(rule['needed'], '|', ', ')) as needed,
    rule['needed_unit'] as needed_unit,
    compared_in,
    rule['effective_from'] as effective_from,
    rule['effective_to'] as effective_to,
    rule['source_urls'] as source_urls,
    rule['is_official'] as is_official,
    rule['part'] = 'person' and rule['alternative_to'] is null and outcome != 'note' as decides
from outcomes
where outcome != 'note' or applies or applies is null
order by rule['part'] = 'person' desc, rule['topic'] asc, requirement_id asc
