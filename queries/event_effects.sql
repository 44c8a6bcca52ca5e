-- One row per situation that a change of the program meant something for.
-- $event: an event id, varchar.
select
    e.situation::varchar as situation,
    e.plain_text,
    bool_or(r.official) as is_official,
    list(r.title order by r.official desc, r.title asc) as source_titles,
    list(r.url order by r.official desc, r.title asc) as source_urls
from event_effects as e
inner join event_effect_sources as t on e.event_id = t.event_id and e.situation = t.situation
inner join sources as r on t.source_id = r.source_id
where e.event_id = $event::varchar
group by e.situation, e.plain_text
order by e.situation asc
