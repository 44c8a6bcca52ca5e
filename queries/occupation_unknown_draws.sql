-- One row per draw of which it is not known whether it named one occupation, newest first: its list
-- is partial, not published or not captured, and it did not name the occupation as far as is known.
-- $noc: NOC 2021 code, varchar.
select
    d.draw_id,
    d.issued_on,
    s.short_name as stream,
    d.target,
    d.occupation_list::varchar as occupation_list
from draws as d
inner join streams as s on d.stream_id = s.stream_id
where
    d.occupation_list in ('partial', 'not_published', 'not_captured')
    and d.draw_id not in (
        select n.draw_id
        from draw_occupations_2021 as n
        where n.noc_code = $noc::varchar
    )
order by d.issued_on desc, d.draw_id asc
