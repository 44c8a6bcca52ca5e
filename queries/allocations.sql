-- One row per year, newest first: the nominations that Ontario was allowed and those it issued,
-- beside the invitations of the draws on record, which are not nominations.
with invitation_counts as (
    select
        year(issued_on) as year,
        count(*) as draws,
        sum(invitations)::bigint as invitations
    from draws
    group by year(issued_on)
),

source_lists as (
    select
        a.year,
        list(r.url order by r.official desc, r.source_id asc) filter (where r.url is not null)
            as source_urls
    from allocation_sources as a
    inner join sources as r on a.source_id = r.source_id
    group by a.year
)

select
    a.year,
    a.allocation,
    a.nominations_issued,
    c.draws,
    c.invitations,
    a.note,
    l.source_urls
from allocations as a
left join invitation_counts as c on a.year = c.year
left join source_lists as l on a.year = l.year
order by a.year desc
