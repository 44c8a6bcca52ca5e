-- One row per set of facts and factor of the points grid that a pathway had on a day (its last
-- grid, where it is closed), with the answer of the grid that was matched. What is not known counts
-- 0; points_possible is the most that it may bring. document is what would show the factor, null
-- where Ontario has not said. no_score_because: why the stream gives the person no points at all;
-- null where it does, or where that is not known.
-- $pathway: stream id, varchar; $as_of: date; $facts: varchar[] of JSON texts that
-- estimate_facts.sql gives; $options: JSON text of factor and option id, or null; where it is
-- given, facts do not count.
with sets as (
    select
        unnest(range(len($facts::varchar[])))::integer as set_number,
        json_transform(unnest($facts::varchar[]), '"MAP(VARCHAR, VARCHAR)"') as known
),

grid as (
    select
        *,
        least($as_of::date, coalesce(effective_to, $as_of::date)) as graded_on
    from estimate_grid
    where stream_id = $pathway::varchar and effective_from <= $as_of::date
    qualify effective_from = max(effective_from) over ()
),

unscored as (
    select
        s.set_number,
        min(e.reason) as reason
    from sets as s
    inner join grid_exceptions as e
        on
            e.stream_id = $pathway::varchar
            and fact_holds(s.known[e.fact], '=', 'true')
            and e.score_scale in (
                select g.score_scale
                from grid as g
            )
    group by s.set_number
),

alternatives as (
    select
        s.set_number,
        g.factor,
        g.grid_option_id,
        if(
            $options::varchar is null,
            all_hold(fact_holds(s.known[g.fact], g.operator, g.value)),
            any_value(json_extract_string($options::varchar, g.factor) = g.option_id)
        ) as held,
        bool_and(g.counted or $options::varchar is not null) as counted,
        max(if($options::varchar is null, g.dispute, null)) as dispute
    from sets as s
    cross join grid as g
    where
        g.grid_option_id is null
        or (g.option_from <= g.graded_on and coalesce(g.option_to, g.graded_on) >= g.graded_on)
    group by s.set_number, g.factor, g.grid_option_id, g.alternative
),

entries as (
    select distinct on (factor, grid_option_id)
        factor,
        grid_option_id,
        struct_pack(
            score_scale := score_scale,
            factor := factor,
            factor_name := factor_name,
            factor_note := factor_note,
            factor_order := factor_order,
            maximum := maximum,
            total_maximum := total_maximum,
            total_practical := total_practical,
            effective_from := effective_from,
            effective_to := effective_to,
            option_id := option_id,
            label := label,
            points := points,
            source_urls := source_urls
        ) as entry
    from grid
),

judged as (
    select
        set_number,
        factor,
        grid_option_id,
        any_holds(if(held and not counted, null, held)) as held,
        max(dispute) filter (where held) as dispute
    from alternatives
    group by set_number, factor, grid_option_id
),

candidates as (
    select
        j.set_number,
        j.factor,
        e.entry,
        j.held,
        j.dispute
    from judged as j
    inner join entries as e
        on j.factor = e.factor and j.grid_option_id is not distinct from e.grid_option_id
),

factors as (
    select
        set_number,
        any_value(entry) as entry,
        any_holds(held) as is_matched,
        any_value(entry) filter (where held) as matched,
        count(*) filter (where held) as matches,
        max(entry['points']) filter (where held is null) as best_open,
        bool_or(coalesce(held, true) and entry['points'] is null) as lacks_points,
        max(dispute) as dispute
    from candidates
    group by set_number, factor
),

scored as (
    select
        set_number,
        entry,
        matched,
        matches,
        dispute,
        is_matched is not null and not lacks_points as is_known,
        coalesce(matched['points'], 0) as points,
        case
            when not is_matched then 0
            when lacks_points then entry['maximum']
            else coalesce(matched['points'], best_open)
        end as points_possible
    from factors
)

select
    s.set_number,
    entry['score_scale'] as score_scale,
    entry['factor'] as factor,
    entry['factor_name'] as name,
    matched['option_id'] as option_id,
    matched['label'] as label,
    is_known,
    points,
    points_possible,
    entry['maximum'] as maximum,
    nullif(concat_ws(' ', dispute, entry['factor_note']), '') as note,
    matched['source_urls'] as source_urls,
    d.document,
    r.url as document_url,
    matches,
    (sum(points) over (partition by s.set_number))::integer as total_points,
    (sum(points_possible) over (partition by s.set_number))::integer as total_possible,
    entry['total_maximum'] as total_maximum,
    entry['total_practical'] as total_practical,
    entry['effective_from'] as grid_from,
    entry['effective_to'] as grid_to,
    u.reason as no_score_because
from scored as s
left join unscored as u on s.set_number = u.set_number
left join factor_documents as d
    on entry['score_scale'] = d.score_scale and entry['factor'] = d.factor
left join sources as r on d.source_id = r.source_id
order by s.set_number asc, entry['factor_order'] asc
