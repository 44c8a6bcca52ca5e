-- One row per dated change of the program, newest first.
select
    e.event_id,
    e.happened_on,
    e.ends_on,
    e.kind::varchar as kind,
    e.title,
    e.description,
    e.chart_label,
    r.title as source_title,
    r.url as source_url
from events as e
inner join sources as r on e.source_id = r.source_id
order by e.happened_on desc, e.event_id asc
