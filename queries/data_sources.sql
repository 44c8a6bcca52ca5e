-- One row per source of the data, official ones first, those that were read last before others.
select
    source_id,
    title,
    publisher,
    url,
    licence,
    official,
    last_changed,
    last_checked
from sources
order by official desc, last_checked desc nulls last, publisher asc, title asc
