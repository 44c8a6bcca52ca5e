-- One row where Ontario licenses all or part of one occupation. $noc: NOC 2021 code, varchar.
select
    licensed_work,
    regulator,
    kind::varchar as kind,
    coverage::varchar as coverage,
    coverage_note
from licensed_occupations
where noc_code = $noc::varchar
