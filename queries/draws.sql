-- One row per draw that matches the filters, newest first.
-- $streams, $target_groups, $occupations (NOC 2021 codes), $areas (census divisions): varchar[]
-- or null; $issued_from, $issued_to: date or null; $kind: 'general', 'targeted' or null;
-- $chosen: varchar[] of draw ids, or null; $most: the most rows to give, integer or null.
with matches as (
    select *
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
),

chosen_draws as (
    select *
    from matches
    where $chosen::varchar[] is null or list_contains($chosen::varchar[], draw_id)
    order by issued_on desc, draw_id asc
    limit coalesce($most::bigint, 9223372036854775807)
)

select
    d.draw_id,
    d.issued_on,
    d.issued_to,
    d.stream_id,
    s.short_name as stream,
    s.family::varchar as family,
    d.kind::varchar as kind,
    d.target,
    d.target_group,
    d.invitations,
    d.score_scale,
    c.short_name as scale,
    d.score_min,
    d.score_max,
    case
        when d.score_min is null then 'not published'
        when d.score_max is null then d.score_min::varchar
        else d.score_min || ' to ' || d.score_max
    end as score,
    d.profiles_from,
    d.profiles_to,
    d.occupation_list::varchar as occupation_list,
    b.occupations_named,
    case d.occupation_list
        when 'all' then 'all'
        when 'complete' then b.occupations_named::varchar
        when 'partial' then b.occupations_named || ' known, list incomplete'
        when 'not_published' then 'not published'
        when 'not_captured' then 'not in our records'
    end as occupations,
    b.areas,
    b.conditions,
    b.disputed,
    d.note,
    r.title as source_title,
    r.url as source_url
from chosen_draws as d
inner join streams as s on d.stream_id = s.stream_id
inner join score_scales as c on d.score_scale = c.score_scale
inner join sources as r on d.source_id = r.source_id
inner join draw_details as b on d.draw_id = b.draw_id
order by d.issued_on desc, d.draw_id asc
