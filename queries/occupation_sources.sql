-- One row per source of the occupations and of the draws that named them.
select
    r.source_id,
    r.title,
    r.url,
    r.last_changed,
    r.last_checked
from sources as r
where
    r.source_id in (select d.source_id from draws as d)
    or r.source_id in (
        select t.source_id
        from table_sources as t
        where t.table_name in ('noc_2021', 'noc_concordance', 'job_titles')
    )
    or r.source_id in (select w.source_id from wages as w)
order by r.official desc, r.title asc
