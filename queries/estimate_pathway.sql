-- One row: a stream or pathway, and what it was on a day. state: open, not_open_yet, closed.
-- scored is false where only a federal or a former grid decides, and nothing is estimated.
-- closed_on is the first of the day on which the law ended it and the day of Ontario's notice.
-- $pathway: stream id, varchar; $as_of: date.
select
    s.stream_id,
    s.name,
    s.status_note,
    s.opened_on,
    s.profiles_from,
    least(s.legal_end_on, s.closed_on) as closed_on,
    s.legal_end_on,
    s.closed_on as closing_announced_on,
    case
        when $as_of::date < coalesce(s.opened_on, s.profiles_from) then 'not_open_yet'
        when $as_of::date > least(s.legal_end_on, s.closed_on) then 'closed'
        else 'open'
    end as state,
    s.family::varchar as family,
    s.family not in ('express-entry', 'entrepreneur') as scored,
    coalesce($as_of::date < s.profiles_from, false) as before_profiles,
    s.stream_id in (
        select r.stream_id
        from estimate_rules as r
        where r.purpose = 'test' and r.fact = 'job_offer'
    ) as needs_job_offer
from streams as s
where s.stream_id = $pathway::varchar and s.kind in ('stream', 'pathway')
