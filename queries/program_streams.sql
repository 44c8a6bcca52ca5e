-- One row per stream, pathway, pilot or announced stream, open ones first. `rules_on` is the last
-- day up to $today on which its requirements held. $pathway: a stream id or null; $today: date.
with drawn as (
    select
        stream_id,
        count(*) as draws,
        min(issued_on) as first_draw,
        max(coalesce(issued_to, issued_on)) as last_draw
    from draws
    group by stream_id
),

levels as (
    select
        stream_id,
        list(teer order by teer) as teers
    from stream_teers
    group by stream_id
),

origins as (
    select
        t.stream_id,
        bool_or(r.official) as is_official,
        list(r.title order by r.official desc, r.title asc) as source_titles,
        list(r.url order by r.official desc, r.title asc) as source_urls
    from stream_sources as t
    inner join sources as r on t.source_id = r.source_id
    group by t.stream_id
),

ruled as (
    select
        stream_id,
        max(least(coalesce(effective_to, $today::date), $today::date)) as rules_on
    from requirements
    where operator <> 'claim' and coalesce(effective_from <= $today::date, true)
    group by stream_id
)

select
    s.stream_id,
    s.name,
    s.short_name,
    s.family::varchar as family,
    s.kind::varchar as kind,
    s.selection::varchar as selection,
    s.opened_on,
    s.profiles_from,
    s.legal_end_on,
    s.closed_on,
    s.status::varchar as status,
    s.status_note,
    coalesce(d.draws, 0) as draws,
    d.first_draw,
    d.last_draw,
    v.teers,
    r.rules_on,
    o.is_official,
    o.source_titles,
    o.source_urls
from streams as s
left join drawn as d on s.stream_id = d.stream_id
left join levels as v on s.stream_id = v.stream_id
left join origins as o on s.stream_id = o.stream_id
left join ruled as r on s.stream_id = r.stream_id
where $pathway::varchar is null or s.stream_id = $pathway::varchar
order by s.status asc, s.kind asc, s.display_order asc
