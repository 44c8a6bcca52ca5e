-- One row per past draw of a pathway on the grid of a day, newest first, with the gates that a
-- person would have passed, not passed, or of which it is not known. outcome: cleared, stopped,
-- unknown; gate: the first that stops, or else the first that is not known.
-- $pathway: stream id, varchar; $as_of: date; $facts: JSON text that estimate_facts.sql gives;
-- $points: points known, $possible: most points that what is not known may add up to, integer.
with known as (
    select json_transform($facts::varchar, '"MAP(VARCHAR, VARCHAR)"') as facts
),

alternatives as (
    select
        d.draw_id,
        d.condition,
        any_value(d) as draw,
        all_hold(
            if(
                d.condition is null or d.condition_noc != k.facts['noc'],
                true,
                fact_holds(k.facts[d.fact], d.operator, d.value)
            )
        ) as held
    from estimate_draws as d
    cross join known as k
    where
        d.stream_id = $pathway::varchar
        and d.issued_on <= $as_of::date
        and d.score_scale = (
            select max_by(g.score_scale, g.effective_from)
            from estimate_grid as g
            where g.stream_id = $pathway::varchar and g.effective_from <= $as_of::date
        )
    group by d.draw_id, d.condition, d.alternative
),

conditions as (
    select
        draw_id,
        condition,
        any_value(draw) as draw,
        any_holds(held) as held
    from alternatives
    group by draw_id, condition
),

draws_then as (
    select
        draw_id,
        any_value(draw) as draw,
        all_hold(held) as conditions,
        min(condition) filter (where not held) as failed_condition,
        min(condition) filter (where held is null) as open_condition
    from conditions
    group by draw_id
),

accepted as (
    select
        bool_or(s.noc_code = k.facts['noc']) as by_occupation,
        count(distinct s.noc_code) = (select count(*) from noc_2021) as takes_all
    from known as k
    left join stream_occupations as s on s.stream_id = $pathway::varchar
),

gates as (
    select
        d.draw_id,
        d.draw,
        d.failed_condition,
        d.open_condition,
        a.takes_all or a.by_occupation as stream,
        case
            when d.draw['occupation_list'] = 'all' then true
            when k.facts['noc'] is null then null
            when list_contains(d.draw['noc_codes'], k.facts['noc']) then true
            when list_contains(d.draw['split_codes'], k.facts['noc']) then null
            when d.draw['occupation_list'] = 'complete' then false
        end as occupation,
        case
            when d.draw['census_divisions'] is null then true
            when not d.draw['area_inferred']
                then list_contains(d.draw['census_divisions'], k.facts['census_division'])
        end as region,
        d.conditions,
        coalesce(
            try_cast(k.facts['profile_created_on'] as date) >= d.draw['profiles_from']
            and try_cast(k.facts['profile_created_on'] as date)
            <= coalesce(d.draw['profiles_to'], d.draw['issued_on']),
            true
        ) as profile,
        case
            when d.draw['score_min'] <= $points::integer then true
            when d.draw['score_min'] > $possible::integer then false
        end as score,
        greatest(d.draw['score_min'] - $points::integer, 0) as points_short
    from draws_then as d
    cross join known as k
    cross join accepted as a
)

select
    draw_id,
    draw['issued_on'] as issued_on,
    draw['target'] as target,
    draw['invitations'] as invitations,
    draw['score_min'] as score_min,
    draw['occupation_list'] as occupation_list,
    draw['issued_on'] > $as_of::date - interval 12 month as in_last_12_months,
    stream,
    occupation,
    region,
    conditions,
    profile,
    score,
    points_short,
    case
        when stream and occupation and region and conditions and profile and score then 'cleared'
        when
            (stream and occupation and region and conditions and profile and score) is null
            then 'unknown'
        else 'stopped'
    end as outcome,
    case
        when not stream then 'stream'
        when not occupation then 'occupation'
        when not region then 'region'
        when not conditions then 'conditions'
        when not profile then 'profile'
        when not score then 'score'
        when stream is null then 'stream'
        when occupation is null then 'occupation'
        when region is null then 'region'
        when conditions is null then 'conditions'
        when profile is null then 'profile'
        when score is null then 'score'
    end as gate,
    coalesce(failed_condition, open_condition) as condition
from gates
order by issued_on desc, draw_id asc
