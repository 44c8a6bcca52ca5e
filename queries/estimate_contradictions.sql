-- One row per pair of answers that do not fit together: the field to look at again, and a question.
-- Nothing is refused for it: the person may be right.
-- $facts: JSON text that estimate_facts.sql gives.
with known as (
    select json_transform(coalesce($facts::varchar, '[]'), '"MAP(VARCHAR, VARCHAR)"') as f
),

figures as (
    select
        try_cast(f['wage'] as double) as wage,
        f['wage_unit'] = 'hourly' as is_hourly,
        try_cast(f['hours_per_week'] as double) as weekly_hours,
        try_cast(f['hours_per_year'] as double) as yearly_hours,
        try_cast(f['months_in_position'] as double) as in_position,
        try_cast(f['months_ontario_work'] as double) as in_ontario,
        try_cast(f['consecutive_months_in_position'] as double) as in_a_row,
        try_cast(f['months_in_position_last_24'] as double) as in_last_24,
        try_cast(f['months_in_noc_last_60'] as double) as in_noc,
        try_cast(f['months_in_noc_ontario_last_36'] as double) as in_noc_ontario,
        try_cast(f['months_since_test'] as double) as test_age,
        f['ontario_credential'] in (
            'degree_or_diploma_2_years', 'masters', 'phd', 'college_graduate_certificate'
        ) as has_long_credential,
        try_cast(f['canadian_credentials'] as double) as credentials,
        f['education_level'] in ('secondary', 'less') as is_school,
        -- Education from abroad is assessed after it ends; a credential from Canada may be newer.
        try_cast(f['assessed_on'] as date) < try_cast(f['graduated_on'] as date)
        and f['ontario_credential'] = 'none'
        and f['canadian_credentials'] = '0' as is_assessed_early
    from known
),

-- Where the hours are not known, a wage by the year is too low only if one hour a week makes it so.
wages as (
    select
        *,
        wage / (52 * coalesce(weekly_hours, 1)) as hourly_wage
    from figures
),

looked_at as (
    select
        unnest([
            row('hourly-wage-of-a-year', is_hourly and wage > 1000, wage, null, null),
            row('yearly-wage-of-an-hour', not is_hourly and hourly_wage < 5, wage, null, null),
            row(
                'few-hours-for-the-wage',
                not is_hourly and weekly_hours is not null and hourly_wage > 1000,
                wage,
                weekly_hours,
                hourly_wage
            ),
            row(
                'more-hours-than-weeks',
                yearly_hours > 53 * weekly_hours,
                yearly_hours,
                weekly_hours,
                null
            ),
            row(
                'job-longer-than-all-work', in_position > in_ontario, in_position, in_ontario, null
            ),
            row('months-in-a-row', in_a_row > in_position, in_a_row, in_position, null),
            row('months-in-last-24', in_last_24 > in_position, in_last_24, in_position, null),
            row(
                'ontario-longer-than-anywhere',
                in_noc_ontario > in_noc,
                in_noc_ontario,
                in_noc,
                null
            ),
            row(
                'occupation-longer-than-all-work',
                in_noc_ontario > in_ontario,
                in_noc_ontario,
                in_ontario,
                null
            ),
            row('assessed-before-finished', is_assessed_early, null, null, null),
            row(
                'job-longer-than-occupation',
                in_position > in_noc and in_noc < 60,
                in_position,
                in_noc,
                null
            ),
            row(
                'credential-not-counted', has_long_credential and credentials = 0, null, null, null
            ),
            row(
                'credential-above-education',
                is_school
                and (coalesce(has_long_credential, false) or coalesce(credentials, 0) > 0),
                null,
                null,
                null
            ),
            row('test-long-ago', test_age > 24, floor(test_age), null, null)
        ]::struct(doubt varchar, is_odd boolean, one double, two double, three double)[]) as look
    from wages
)

select
    d.fact as field,
    format(
        d.message, coalesce(look['one'], 0), coalesce(look['two'], 0), coalesce(look['three'], 0)
    ) as message
from looked_at
inner join answer_doubts as d on look['doubt'] = d.doubt
where look['is_odd']
order by d.position asc
