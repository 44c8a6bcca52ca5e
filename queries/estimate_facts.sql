-- One row per set of answers, with the facts that follow from it: a JSON text of fact and value.
-- What is not known has no value.
-- $answers: varchar[] of JSON texts, each of answer and value; $as_of: date of the rules.
with given as (
    select
        unnest(range(len($answers::varchar[])))::integer as set_number,
        unnest($answers::varchar[]) as answers
),

answered as (
    select
        set_number,
        unnest(map_entries(json_transform(answers, '"MAP(VARCHAR, VARCHAR)"'))) as entry
    from given
),

looked_up as (
    select
        a.set_number,
        k.fact,
        k.value
    from answered as a
    inner join fact_lookups as k
        on
            a.entry.key = k.answer_key
            and a.entry.value = k.answer
    where
        (k.effective_from is null or k.effective_from <= $as_of::date)
        and (k.effective_to is null or k.effective_to >= $as_of::date)
),

-- What an answer stands for goes before an answer of the same name.
stated as (
    select
        set_number,
        fact,
        arg_min(value, place) as value
    from (
        select
            set_number,
            fact,
            value,
            1 as place
        from looked_up
        union all
        select
            set_number,
            entry['key'] as fact,
            entry['value'] as value,
            2 as place
        from answered
        where entry['value'] is not null
        union all
        select
            set_number,
            'asked_on' as fact,
            $as_of::varchar as value,
            1 as place
        from given
    ) as sayings
    group by set_number, fact
),

maps as (
    select
        set_number,
        map_from_entries(list(row(fact, value))) as f
    from stated
    group by set_number
),

figures as (
    select
        set_number,
        f,
        52 * try_cast(f['hours_per_week'] as double) as hours_per_year,
        case
            when f['median_wage ' || f['economic_region']] is not null then f['economic_region']
            when f['economic_region'] is not null or f['regional_wages'] = 'false' then 'Ontario'
        end as median_region,
        if(f['low_wage ' || f['economic_region']] is null, 'Ontario', f['economic_region'])
            as low_region,
        coalesce(f['english_test taken after']::date < try_cast(f['tested_on'] as date), false)
        or f['english_test taken after'] = '1900-01-01' as english_counts,
        coalesce(f['french_test taken after']::date < try_cast(f['tested_on'] as date), false)
        or f['french_test taken after'] = '1900-01-01' as french_counts
    from maps
),

worked_out as (
    select
        set_number,
        map_concat(
            f,
            map(
                [
                    'hourly_wage', 'median_wage', 'median_wage_region', 'low_wage',
                    'low_wage_region', 'study_region_eoi_2022', 'months_since_graduation',
                    'months_since_test', 'months_since_assessment', 'clb_english', 'clb_french'
                ],
                [
                    case f['wage_unit']
                        when 'hourly' then f['wage']
                        when 'yearly'
                            then (try_cast(f['wage'] as double) / hours_per_year)::varchar
                    end,
                    (
                        f['median_wage ' || median_region]::double
                        / if(f['wage_is_yearly ' || median_region] = 'true', hours_per_year, 1)
                    )::varchar,
                    if(f['median_wage ' || median_region] is not null, median_region, null),
                    (
                        f['low_wage ' || low_region]::double
                        / if(f['wage_is_yearly ' || low_region] = 'true', hours_per_year, 1)
                    )::varchar,
                    if(f['low_wage ' || low_region] is not null, low_region, null),
                    case f['studied_in_person']
                        when 'false' then 'not_in_person'
                        when 'true' then f['study_area']
                    end,
                    months_since(try_cast(f['graduated_on'] as date), $as_of::date)::varchar,
                    months_since(try_cast(f['tested_on'] as date), $as_of::date)::varchar,
                    months_since(try_cast(f['assessed_on'] as date), $as_of::date)::varchar,
                    case
                        when f['english_test'] is null then f['clb_english']
                        when english_counts then list_min([
                            benchmark(f['english_reading'], f['english_reading cuts']),
                            benchmark(f['english_writing'], f['english_writing cuts']),
                            benchmark(f['english_listening'], f['english_listening cuts']),
                            benchmark(f['english_speaking'], f['english_speaking cuts'])
                        ])::varchar
                    end,
                    case
                        when f['french_test'] is null then f['clb_french']
                        when french_counts then list_min([
                            benchmark(f['french_reading'], f['french_reading cuts']),
                            benchmark(f['french_writing'], f['french_writing cuts']),
                            benchmark(f['french_listening'], f['french_listening cuts']),
                            benchmark(f['french_speaking'], f['french_speaking cuts'])
                        ])::varchar
                    end
                ]
            )
        ) as f
    from figures
),

alternatives as (
    select
        w.set_number,
        c.fact,
        any_value(w.f) as f,
        all_hold(
            if(
                c.operator = 'in',
                fact_holds(w.f[c.from_fact || ' in ' || c.value], '=', 'true'),
                fact_holds(w.f[c.from_fact], c.operator, c.value)
            )
        ) as held
    from worked_out as w
    cross join fact_conditions as c
    group by w.set_number, c.fact, c.alternative
),

concluded as (
    select
        set_number,
        fact,
        any_value(f) as f,
        any_holds(held)::varchar as value
    from alternatives
    group by set_number, fact
)

select
    set_number,
    to_json(map_concat(any_value(f), map_from_entries(list(row(fact, value)))))::varchar as facts
from concluded
group by set_number
order by set_number asc
