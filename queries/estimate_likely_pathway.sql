-- One row for each pathway that is open on a day and takes the TEER level of a person's occupation,
-- in the order in which pathways are listed; none where the level is not known.
-- $as_of: date; $facts: JSON text that estimate_facts.sql gives.
select s.stream_id
from streams as s
inner join stream_teers as t on s.stream_id = t.stream_id
where
    t.teer::varchar = json_extract_string($facts::varchar, '$.teer')
    and s.kind in ('stream', 'pathway')
    and $as_of::date >= coalesce(s.opened_on, s.profiles_from)
    and ($as_of::date <= least(s.legal_end_on, s.closed_on) or s.legal_end_on is null)
order by s.display_order asc
