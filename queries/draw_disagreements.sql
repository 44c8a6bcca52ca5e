-- One row per place where official pages disagree about one draw.
-- $draw: a draw id, varchar.
select
    x.subject,
    x.figure_used,
    x.other_figure,
    x.explanation,
    x.found_on,
    r.title as source_title,
    r.url as source_url
from discrepancies as x
inner join sources as r on x.source_id = r.source_id
where x.draw_id = $draw::varchar
order by x.discrepancy_id asc
