-- One row per past draw of a pathway on the grid of a day, newest first, with the gates that a
-- person would have passed, not passed, or of which it is not known. outcome: cleared, stopped,
-- unknown; gate: the first that stops, or else the first that is not known. Rules of the stream are
-- those of the day of the draw. names_occupations: whether the stream asks for an occupation.
-- $pathway: stream id, varchar; $as_of: date; $facts: JSON text that estimate_facts.sql gives;
-- $points: points known, $possible: most points that what is not known may add up to, integer; both
-- null where the person has no score.
with known as (
    select json_transform($facts::varchar, '"MAP(VARCHAR, VARCHAR)"') as facts
),

draws_then as (
    select *
    from estimate_draws
    where
        stream_id = $pathway::varchar
        and issued_on <= $as_of::date
        and score_scale = (
            select max_by(g.score_scale, g.effective_from)
            from estimate_grid as g
            where g.stream_id = $pathway::varchar and g.effective_from <= $as_of::date
        )
),

alternatives as (
    select
        t.draw_id,
        t.gate,
        t.rule,
        any_value(t.source_url) as source_url,
        all_hold(
            coalesce(t.noc_code != k.facts['noc'], false)
            or fact_holds(k.facts[t.fact], t.operator, t.value)
        ) as held
    from estimate_draw_tests as t
    cross join known as k
    where
        t.draw_id in (
            select d.draw_id
            from draws_then as d
        )
    group by t.draw_id, t.gate, t.rule, t.alternative
),

rules as (
    select
        draw_id,
        gate,
        rule,
        any_value(source_url) as source_url,
        any_holds(held) as held
    from alternatives
    group by draw_id, gate, rule
),

rules_held as (
    select
        draw_id,
        all_hold(if(gate = 'stream', held, true)) as stream,
        all_hold(if(gate = 'offer', held, true)) as offer,
        all_hold(if(gate = 'conditions', held, true)) as conditions,
        min(row(rule, source_url)) filter (where gate = 'conditions' and not held) as failed,
        min(row(rule, source_url)) filter (where gate = 'conditions' and held is null) as unsure
    from rules
    group by draw_id
),

gates as (
    select
        d.draw_id,
        d.issued_on,
        d.target,
        d.invitations,
        d.score_min,
        d.occupation_list,
        coalesce(r.failed, r.unsure) as condition,
        (r.draw_id is null or r.stream)
        and case
            when not d.has_list then true
            when k.facts['noc'] is null then null
            when list_contains(d.listed_anywhere, k.facts['noc']) then true
            when list_contains(d.listed_outside_gta, k.facts['noc'])
                then k.facts['work_location'] = 'outside_gta'
            when list_contains(d.listed_perhaps, k.facts['noc']) then null
            else false
        end as stream,
        r.draw_id is null or r.offer as offer,
        case
            when d.occupation_list = 'all' then true
            when k.facts['noc'] is null then null
            when list_contains(d.noc_codes, k.facts['noc']) then true
            when list_contains(d.split_codes, k.facts['noc']) then null
            when d.occupation_list = 'complete' then false
        end as occupation,
        case
            when not d.places_known then null
            when d.census_divisions is null then true
            when not d.area_inferred
                then list_contains(d.census_divisions, k.facts['census_division'])
        end as region,
        (r.draw_id is null or r.conditions) and if(d.conditions_known, true, null) as conditions,
        coalesce(
            try_cast(k.facts['profile_created_on'] as date) >= d.profiles_from
            and try_cast(k.facts['profile_created_on'] as date)
            <= coalesce(d.profiles_to, d.issued_on),
            true
        ) as profile,
        case
            when d.score_min <= $points::integer then true
            when d.score_min > $possible::integer then false
        end as score,
        if($points::integer is null, null, greatest(d.score_min - $points::integer, 0))
            as points_short
    from draws_then as d
    cross join known as k
    left join rules_held as r on d.draw_id = r.draw_id
)

select
    draw_id,
    issued_on,
    target,
    invitations,
    score_min,
    occupation_list,
    issued_on > $as_of::date - interval 12 month as in_last_12_months,
    stream,
    offer,
    occupation,
    region,
    conditions,
    profile,
    score,
    points_short,
    case stream and offer and occupation and region and conditions and profile and score
        when true then 'cleared'
        when false then 'stopped'
        else 'unknown'
    end as outcome,
    case
        when not stream then 'stream'
        when not offer then 'offer'
        when not occupation then 'occupation'
        when not region then 'region'
        when not conditions then 'conditions'
        when not profile then 'profile'
        when not score then 'score'
        when stream is null then 'stream'
        when offer is null then 'offer'
        when occupation is null then 'occupation'
        when region is null then 'region'
        when conditions is null then 'conditions'
        when profile is null then 'profile'
        when score is null then 'score'
    end as gate,
    condition[1] as condition,
    condition[2] as condition_url,
    ($pathway::varchar, 'noc') in (
        select (q.stream_id, q.fact)
        from question_streams as q
    ) as names_occupations
from gates
order by issued_on desc, draw_id asc
