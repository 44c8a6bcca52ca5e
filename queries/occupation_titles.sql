-- One row per job title of one occupation, shortest first: the everyday ones are short.
-- $noc: NOC 2021 code, varchar; $language: 'en' or 'fr'.
select job_title
from job_titles
where
    noc_code = $noc::varchar
    and language::varchar = $language::varchar
order by length(job_title) asc, job_title asc
limit 12
