-- What follows from the facts and is asked so often that it is worked out once, when they are
-- loaded.

-- Occupations: what draws named and streams accept ------------------------------------------------

create table draw_occupations_2021 as
with reached as (
    select
        named.draw_id,
        named.noc_version,
        named.noc_code as named_as,
        if(named.noc_version = '2021', named.noc_code, concordance.noc_2021) as noc_code
    from draw_occupations as named
    left join noc_concordance as concordance
        on named.noc_version = '2016' and named.noc_code = concordance.noc_2016
)

select
    draw_id,
    noc_code,
    noc_version,
    named_as,
    count(*) over (partition by draw_id, noc_version, named_as) > 1 as is_split
from reached
order by noc_code asc, draw_id asc, named_as asc;
comment on table draw_occupations_2021 is
'An occupation of NOC 2021 that a draw named, or that took over part of an older one it named.
An older code that was split gives one row for each newer code.';
comment on column draw_occupations_2021.draw_id is 'The draw.';
comment on column draw_occupations_2021.noc_code is 'Five-digit code of NOC 2021.';
comment on column draw_occupations_2021.noc_version is 'Edition in which the draw named it.';
comment on column draw_occupations_2021.named_as is 'The code as published.';
comment on column draw_occupations_2021.is_split is
'True where the published code became several newer ones, so that it is not known which was meant.';

create table stream_occupations as
with listed as (
    select
        requirements.stream_id,
        members.noc_code,
        min(requirements.effective_from) as listed_from
    from requirements
    inner join occupation_set_members as members on requirements.value = members.occupation_set
    where requirements.topic = 'occupation_list' and requirements.unit = 'occupation_sets'
    group by requirements.stream_id, members.noc_code
    union distinct
    select
        requirements.stream_id,
        entries.noc_code,
        min(entries.effective_from) as listed_from
    from requirements
    inner join in_demand_occupations as entries on entries.noc_version = '2021'
    where requirements.topic = 'occupation_list' and requirements.unit = 'in_demand_occupations'
    group by requirements.stream_id, entries.noc_code
)

select
    streams.stream_id,
    noc_2021.noc_code,
    greatest(levels.effective_from, listed.listed_from) as accepted_from
from streams
cross join noc_2021
left join stream_teers as levels
    on streams.stream_id = levels.stream_id and noc_2021.teer = levels.teer
left join listed
    on streams.stream_id = listed.stream_id and noc_2021.noc_code = listed.noc_code
where
    streams.kind in ('stream', 'pathway')
    and (
        levels.stream_id is not null
        or streams.stream_id not in (select t.stream_id from stream_teers as t)
    )
    and (
        listed.stream_id is not null
        or streams.stream_id not in (select o.stream_id from listed as o)
    );
comment on table stream_occupations is
'An occupation that a stream or pathway accepts, by the last TEER levels and occupation lists that
its rules had. A stream whose rules have neither accepts every occupation.';
comment on column stream_occupations.stream_id is 'The stream or pathway.';
comment on column stream_occupations.noc_code is 'Five-digit code of NOC 2021.';
comment on column stream_occupations.accepted_from is
'First day on which these rules accepted it; null where the stream asks for no occupation. What
older rules, by NOC 2016, accepted is not told by it.';

create table former_list_draws as
with lists as (
    select distinct
        requirements.stream_id,
        requirements.effective_from
    from requirements
    where requirements.topic = 'occupation_list' and requirements.unit = 'in_demand_occupations'
),

-- Draws of the days before the lists were of NOC 2021.
open_draws as (
    select
        draws.draw_id,
        draws.issued_on
    from draws
    inner join lists on draws.stream_id = lists.stream_id
    where
        draws.occupation_list = 'all'
        and draws.issued_on >= lists.effective_from
        and draws.issued_on < (
            select min(entries.effective_from)
            from in_demand_occupations as entries
            where entries.noc_version = '2021'
        )
),

former_codes as (
    select
        open_draws.draw_id,
        concordance.noc_2021 as noc_code,
        bool_or(entries.noc_code is not null) as is_listed,
        bool_or(entries.noc_code is not null and entries.limited_to is null) as is_listed_whole
    from open_draws
    cross join noc_concordance as concordance
    left join in_demand_occupations as entries
        on
            entries.noc_version = '2016'
            and concordance.noc_2016 = entries.noc_code
            and open_draws.issued_on between entries.effective_from and entries.effective_to
    group by open_draws.draw_id, concordance.noc_2021, concordance.noc_2016
)

select
    draw_id,
    noc_code,
    bool_and(is_listed_whole) as accepted
from former_codes
group by draw_id, noc_code
having bool_and(is_listed_whole) or not bool_or(is_listed)
order by draw_id asc, noc_code asc;
comment on table former_list_draws is
'Whether a draw that named no occupations took one of NOC 2021, by the list of NOC 2016 that its
stream had. Where only some of its older codes were on it, or with a limit, there is no row.';
comment on column former_list_draws.draw_id is 'The draw.';
comment on column former_list_draws.noc_code is 'Five-digit code of NOC 2021.';
comment on column former_list_draws.accepted is
'True where each of its older codes was on the list, false where none was.';

create table occupation_totals as
with distinct_mentions as (
    select
        noc_code,
        draw_id,
        bool_and(is_split) as only_by_split
    from draw_occupations_2021
    group by noc_code, draw_id
),

mentions as (
    select
        n.noc_code,
        n.draw_id,
        n.only_by_split,
        d.issued_on,
        d.occupation_list,
        d.score_scale,
        d.score_min,
        d.target,
        s.stream_id,
        s.short_name as stream,
        s.display_order
    from distinct_mentions as n
    inner join draws as d on n.draw_id = d.draw_id
    inner join streams as s on d.stream_id = s.stream_id
),

totals as (
    select
        noc_code,
        count(*) as times_named,
        count(*) filter (where only_by_split) as named_by_split,
        count(*) filter (where occupation_list = 'complete') as complete_lists,
        min(issued_on) as first_named,
        max(issued_on) as last_named,
        string_agg(distinct stream, ', ' order by stream) as streams
    from mentions
    group by noc_code
),

all_years as (
    select unnest(range(year(min(issued_on)), year(max(issued_on)) + 1)) as named_in
    from draws
),

year_counts as (
    select
        n.noc_code,
        y.named_in,
        count(m.draw_id) as times
    from noc_2021 as n
    cross join all_years as y
    left join mentions as m on n.noc_code = m.noc_code and y.named_in = year(m.issued_on)
    group by n.noc_code, y.named_in
),

year_lists as (
    select
        noc_code,
        list(times order by named_in) as times_per_year
    from year_counts
    group by noc_code
),

-- For each occupation the newest scale of Ontario's own on which a draw that named it published a
-- score; the scale of Express Entry where there is none.
newest_scales as (
    select distinct on (m.noc_code)
        m.noc_code,
        m.score_scale,
        c.short_name as scale
    from mentions as m
    inner join score_scales as c on m.score_scale = c.score_scale
    where m.score_min is not null
    order by m.noc_code asc, m.score_scale = 'crs' asc, c.effective_from desc nulls last
),

scored as (
    select
        m.noc_code,
        m.draw_id,
        m.stream_id,
        m.issued_on,
        m.score_min,
        concat(
            m.score_min, ' ', m.stream, ' (', m.target, '), ', m.issued_on, ', ', n.scale
        ) as cut_off,
        row_number() over (
            partition by m.noc_code
            order by m.issued_on desc, m.display_order asc, m.score_min asc, m.draw_id asc
        ) as age
    from mentions as m
    inner join newest_scales as n on m.noc_code = n.noc_code and m.score_scale = n.score_scale
    where m.score_min is not null
),

-- A score is compared within one stream only: that of the newest cut-off.
cut_offs as (
    select
        s.noc_code,
        max(s.cut_off) filter (where s.age = 1) as latest_cut_off,
        min_by(s.cut_off, (s.score_min, -epoch(s.issued_on), s.draw_id)) as lowest_cut_off
    from scored as s
    inner join scored as newest
        on s.noc_code = newest.noc_code and newest.age = 1 and s.stream_id = newest.stream_id
    group by s.noc_code
)

select
    n.noc_code,
    coalesce(t.times_named, 0) as times_named,
    coalesce(t.named_by_split, 0) as named_by_split,
    coalesce(t.complete_lists, 0) as complete_lists,
    t.first_named,
    t.last_named,
    t.streams,
    c.latest_cut_off,
    c.lowest_cut_off,
    y.times_per_year,
    rank() over (order by coalesce(t.times_named, 0) desc) as place
from noc_2021 as n
inner join year_lists as y on n.noc_code = y.noc_code
left join totals as t on n.noc_code = t.noc_code
left join cut_offs as c on n.noc_code = c.noc_code
order by n.noc_code asc;
comment on table occupation_totals is
'How often draws named an occupation, one row for each of NOC 2021.';
comment on column occupation_totals.noc_code is 'Five-digit code of NOC 2021.';
comment on column occupation_totals.times_named is
'Draws that named it, or an older code of which a part became this one.';
comment on column occupation_totals.named_by_split is
'Those among them that named only an older code that became several, so that it is not known which
of these was meant.';
comment on column occupation_totals.complete_lists is
'Draws that named it and whose whole list is known.';
comment on column occupation_totals.first_named is 'Day of the first draw that named it; or null.';
comment on column occupation_totals.last_named is 'Day of the newest draw that named it; or null.';
comment on column occupation_totals.streams is 'Short names of the streams that named it; or null.';
comment on column occupation_totals.latest_cut_off is
'Score, stream, target, day and scale of its newest draw with a published score, on the newest
points grid of Ontario on which a draw named it, else on the scale of Express Entry; or null.';
comment on column occupation_totals.lowest_cut_off is
'The same for the lowest published score of that stream on that scale; or null.';
comment on column occupation_totals.times_per_year is
'Draws that named it in each year, from the year of the first draw on record to the newest.';
comment on column occupation_totals.place is
'Its place among all by times_named; 1 is the most often named, and equals share a place.';

-- Draws: all that a list of draws shows ---------------------------------------------------------
-- In one table, because DuckDB plans a question about one table in half the time that it takes for
-- one about six, and with a few hundred draws planning is most of the work.

create table draw_rows as
with occupation_counts as (
    select
        draw_id,
        count(*) as occupations_named
    from draw_occupations
    group by draw_id
),

code_lists as (
    select
        draw_id,
        list(distinct noc_code order by noc_code) as noc_codes,
        list(distinct noc_code order by noc_code) filter (where not is_split) as certain_codes
    from draw_occupations_2021
    where noc_code is not null
    group by draw_id
),

area_lists as (
    select
        draw_id,
        list(census_division order by census_division) as census_divisions
    from draw_areas
    group by draw_id
),

condition_lists as (
    select
        draw_id,
        string_agg(condition, '; ' order by position) as conditions
    from draw_conditions
    where noc_code is null
    group by draw_id
)

select
    d.draw_id,
    d.issued_on,
    d.issued_to,
    d.stream_id,
    s.short_name as stream,
    s.display_order as stream_order,
    s.family::varchar as family,
    d.kind::varchar as kind,
    d.target,
    d.target_group,
    d.invitations,
    d.score_scale,
    scales.short_name as scale,
    scales.effective_from as scale_from,
    d.score_min,
    d.score_max,
    case
        when d.score_min is null then 'not published'
        when d.score_max is null then d.score_min::varchar
        else d.score_min || ' to ' || d.score_max
    end as score,
    d.profiles_from,
    d.profiles_to,
    d.occupation_list,
    coalesce(o.occupations_named, 0) as occupations_named,
    case d.occupation_list
        when 'all' then 'all'
        when 'complete' then coalesce(o.occupations_named, 0)::varchar
        when 'partial' then coalesce(o.occupations_named, 0) || ' known, list incomplete'
        when 'not_published' then 'not published'
        when 'not_captured' then 'not in our records'
    end as occupations,
    n.noc_codes,
    n.certain_codes,
    coalesce(
        array_to_string(a.census_divisions, ', '), if(p.draw_id is null, null, 'not known')
    ) as areas,
    a.census_divisions,
    if(
        u.draw_id is null, c.conditions, coalesce(c.conditions || '; others not known', 'not known')
    ) as conditions,
    d.draw_id in (
        select x.draw_id
        from discrepancies as x
        where x.draw_id is not null
    ) as disputed,
    d.note,
    d.source_id,
    r.title as source_title,
    r.url as source_url
from draws as d
inner join streams as s on d.stream_id = s.stream_id
inner join score_scales as scales on d.score_scale = scales.score_scale
inner join sources as r on d.source_id = r.source_id
left join occupation_counts as o on d.draw_id = o.draw_id
left join code_lists as n on d.draw_id = n.draw_id
left join area_lists as a on d.draw_id = a.draw_id
left join condition_lists as c on d.draw_id = c.draw_id
left join draw_unknowns as p on d.draw_id = p.draw_id and p.subject = 'places'
left join draw_unknowns as u on d.draw_id = u.draw_id and u.subject = 'conditions'
order by d.issued_on desc, d.draw_id asc;
comment on table draw_rows is 'A draw with all that lists of draws show of it, newest first.';
comment on column draw_rows.draw_id is 'The draw.';
comment on column draw_rows.issued_on is 'Day of issue, or the first of several.';
comment on column draw_rows.issued_to is 'Last day of issue where it took several; or null.';
comment on column draw_rows.stream_id is 'Its stream or pathway.';
comment on column draw_rows.stream is 'Short name of the stream.';
comment on column draw_rows.stream_order is 'Where the stream stands in lists.';
comment on column draw_rows.family is 'Family of the stream.';
comment on column draw_rows.kind is 'general or targeted.';
comment on column draw_rows.target is 'What the draw was for, in words.';
comment on column draw_rows.target_group is 'Id of the group of targets.';
comment on column draw_rows.invitations is 'Number of invitations to apply.';
comment on column draw_rows.score_scale is 'Scale of its scores.';
comment on column draw_rows.scale is 'Short name of the score scale.';
comment on column draw_rows.scale_from is 'First day of the score scale; null for Express Entry.';
comment on column draw_rows.score_min is 'Lowest score invited, in points; null if not published.';
comment on column draw_rows.score_max is 'Highest score of a published range; or null.';
comment on column draw_rows.score is 'The published score or range as text.';
comment on column draw_rows.profiles_from is 'First day on which a profile could be made; or null.';
comment on column draw_rows.profiles_to is 'Last day on which a profile could be made; or null.';
comment on column draw_rows.occupation_list is 'What is known of its list of occupations.';
comment on column draw_rows.occupations_named is 'Codes that it named, as published.';
comment on column draw_rows.occupations is 'What is known of the occupations it named, in words.';
comment on column draw_rows.noc_codes is
'Codes of NOC 2021 that it named, or that took over part of an older one it named; or null.';
comment on column draw_rows.certain_codes is
'Those of them that no split makes doubtful; or null.';
comment on column draw_rows.areas is
'Census divisions where the job offer had to be, joined with commas, or "not known"; null for all of
Ontario.';
comment on column draw_rows.census_divisions is 'The same census divisions as a list; or null.';
comment on column draw_rows.conditions is
'Conditions that hold for all its occupations, joined with semicolons, or that they are not known;
or null.';
comment on column draw_rows.disputed is 'True where official pages disagree about the draw.';
comment on column draw_rows.note is 'What else is to be said of it; or null.';
comment on column draw_rows.source_id is 'The official page that it is from.';
comment on column draw_rows.source_title is 'Title of that page.';
comment on column draw_rows.source_url is 'Address of that page.';

create macro of_streams(wanted) as (
    wanted is null or list_contains(wanted::varchar[], stream_id)
);
comment on macro of_streams is -- noqa: PRS
'Whether a draw of draw_rows is of one of these stream ids; null wants any, as in the macros below.';

create macro of_days(first_day, last_day) as (
    (first_day is null or coalesce(issued_to, issued_on) >= first_day::date)
    and (last_day is null or issued_on <= last_day::date)
);
comment on macro of_days is -- noqa: PRS
'Whether it was issued on one of these days, from the first to the last; some took several days.';

create macro of_kind(wanted) as (
    wanted is null or kind = wanted::varchar
);
comment on macro of_kind is -- noqa: PRS
'Whether it is general or targeted, as wanted.';

create macro of_groups(wanted) as (
    wanted is null or list_contains(wanted::varchar[], target_group)
);
comment on macro of_groups is -- noqa: PRS
'Whether it is of one of these target groups.';

create macro of_occupations(wanted) as (
    wanted is null or list_has_any(wanted::varchar[], noc_codes)
);
comment on macro of_occupations is -- noqa: PRS
'Whether it named one of these occupations, by code of NOC 2021.';

create macro of_areas(wanted) as (
    wanted is null or list_has_any(wanted::varchar[], census_divisions)
);
comment on macro of_areas is -- noqa: PRS
'Whether it named one of these census divisions.';

create macro passes(
    wanted_streams, first_day, last_day, wanted_kind, wanted_groups, wanted_occupations,
    wanted_areas
) as (
    of_streams(wanted_streams)
    and of_days(first_day, last_day)
    and of_kind(wanted_kind)
    and of_groups(wanted_groups)
    and of_occupations(wanted_occupations)
    and of_areas(wanted_areas)
);
comment on macro passes is -- noqa: PRS
'Whether a draw of draw_rows passes every filter that is not null. Not a table: then each question
would bind all columns, which takes a seventh of it.';

-- What the occupation search reads -----------------------------------------------------------
-- Texts are taken apart here, so that a search only compares words: in lower case, without accents
-- or plural, and in French without the feminine.

create macro search_split(given) as regexp_extract_all(
    regexp_replace(
        regexp_replace(
            replace(replace(strip_accents(lower(given)), 'œ', 'oe'), 'æ', 'ae'),
            '\b([a-z])\.', '\1', 'g'
        ),
        '\b(am|an|and|as|at|by|for|in|is|my|of|on|or|the|to|with|jobs?'
        || '|au|aux|de|des|du|en|et|la|le|les|ou|par|pour|sur|un|une|emplois?)\b',
        ' ', 'g'
    ),
    '[a-z0-9][a-z0-9]+'
);
comment on macro search_split is -- noqa: PRS
'The words of a text that say something, in order, in lower case and without accents. R.N. is one.';

create macro search_stem(word) as
    case
        when length(word) < 4 or word = 'securities' then word -- not the plural of security here
        else
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(word, '([^sui]|[eoa]u)s$|([eoa]u)x$', '\1\2'),
                            '(t)rice$|euse$', '\1eur'
                        ),
                        'ive$', 'if'
                    ),
                    'ie$', 'y'
                ),
                '(n)ne$|(l)le$|(tr)esse$|^(....+?)e{1,2}$', '\1\2\3\4'
            )
    end;
comment on macro search_stem is -- noqa: PRS
'What a word has in common with its plural and its French feminine; not always a word itself.';

create macro search_letters(word) as
    list_reduce(
        list_transform(
            string_split(word, ''),
            lambda letter: 1 << (case when letter >= 'a' then ord(letter) - 97 else 26 end)
        ),
        lambda one, other: one | other
    );
comment on macro search_letters is -- noqa: PRS
'The letters of a word as bits, and one bit for its digits. One typing error changes two at most.';

-- Titles ------------------------------------------------------------------------------------------

create table search_titles as
with titles as (
    select
        noc_code,
        language::varchar as language,
        job_title as title
    from job_titles
    union
    select
        noc_code,
        'en' as language,
        title
    from noc_2021
    union
    select
        noc_code,
        'fr' as language,
        title_fr as title
    from noc_2021
    union all
    select
        noc_code,
        'code' as language,
        title
    from noc_2021
    union all
    select
        c.noc_2021 as noc_code,
        'noc-2016' as language,
        c.noc_2016 || ' ' || n.title as title
    from noc_concordance as c
    inner join noc_2016 as n on c.noc_2016 = n.noc_code
)

select
    (row_number() over (order by noc_code asc, language asc, title asc))::integer as title_id,
    noc_code,
    language,
    title
from titles
order by title_id asc;
comment on table search_titles is
'A title under which an occupation can be found: a job title, an official title, or a code.';
comment on column search_titles.title_id is 'Number of the title, new in every build.';
comment on column search_titles.noc_code is 'Five-digit code of NOC 2021.';
comment on column search_titles.language is
'"en" or "fr" for a title in words, "code" for a code of NOC 2021, "noc-2016" for an older code.';
comment on column search_titles.title is
'The title as printed; for an older code, the code and its title in NOC 2016.';

-- `share` is how much of a title its word makes up, before rare words count more; the main noun of
-- a title, its head, counts more too. A word that is `free` may be searched for, but nothing is
-- missing where it is not: the other gender, everyday words. An everyday word counts as much as the
-- stems of the title that it `stands_for`.
create temporary table title_words as
with everyday as (
    select
        search_split(word) as words,
        list_transform(search_split(stands_for), lambda part: search_stem(part)) as stems
    from everyday_words
),

applicable as (
    select
        title_id,
        language,
        title in (
            select n.title
            from noc_2021 as n
            union all
            select n.title_fr
            from noc_2021 as n
        ) as is_official,
        regexp_replace(
            replace(title, chr(160), ' '), '\((except|sauf|not|non) [^)]*\)', '', 'gi'
        ) as title
    from search_titles
    where language in ('en', 'fr')
),

parts as (
    select
        title_id,
        language,
        is_official,
        title,
        split_part(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ', 1) as main,
        array_to_string(
            string_split(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ')[2:], ' '
        ) as field,
        array_to_string(regexp_extract_all(title, '\(([^)]*)\)', 1), ' ') as aside
    from applicable
),

-- Its main noun ends a title in English and begins it in French; an official title may have several.
heads as (
    select
        title_id,
        unnest(
            case
                when not is_official then [main]
                else regexp_split_to_array(main, ' and | et |, ')
            end
        ) as title,
        language
    from parts
),

lists as (
    select
        title_id,
        list_transform(search_split(title), lambda part: search_stem(part)) as stems,
        search_split(regexp_replace(main, '/[^ /]+', '', 'g')) as main,
        search_split(array_to_string(regexp_extract_all(main, '/([^ /]+)', 1), ' '))
            as other_gender,
        search_split(field) as field,
        search_split(aside) as aside
    from parts
),

words as (
    select
        title_id,
        unnest(main) as word,
        1.0 as share,
        false as free,
        null::varchar[] as stands_for
    from lists
    union all
    select
        title_id,
        case
            when language = 'en'
                then search_split(split_part(regexp_replace(title, '/[^ /]+', '', 'g'), ' of ', 1))[-1]
            else search_split(regexp_replace(title, '/[^ /]+', '', 'g'))[1]
        end as word,
        1.3 as share,
        false as free,
        null as stands_for
    from heads
    union all
    select
        title_id,
        unnest(other_gender) as word,
        1.0 as share,
        true as free,
        null as stands_for
    from lists
    union all
    select
        title_id,
        unnest(field) as word,
        0.4 / length(field) as share,
        false as free,
        null as stands_for
    from lists
    union all
    select
        title_id,
        unnest(aside) as word,
        0.2 / length(aside) as share,
        false as free,
        null as stands_for
    from lists
    union all
    select
        l.title_id,
        unnest(e.words) as word,
        1.0 / length(e.words) as share,
        true as free,
        e.stems as stands_for
    from lists as l
    inner join everyday as e
        on contains(
            format(' {} ', array_to_string(l.stems, ' ')),
            format(' {} ', array_to_string(e.stems, ' '))
        )
)

select
    title_id,
    word,
    search_stem(word) as stem,
    max(share) as share,
    bool_and(free) as free,
    max(share) > 1 as is_head,
    max(stands_for) as stands_for,
    max(share) filter (where stands_for is not null) as part
from words
where word is not null and not (free and word in ('woman', 'women'))
group by title_id, word;

-- What a code may be typed as: itself and, for today's codes, without the zeros it begins with.
create temporary table title_codes as
select
    title_id,
    title[1:4] as word,
    0.8 as share
from search_titles
where language = 'noc-2016'
union all
select
    t.title_id,
    t.noc_code[d.first_digit:] as word,
    1.0 as share
from search_titles as t
inner join range(1, 5) as d (first_digit)
    on regexp_full_match(t.noc_code[1:d.first_digit - 1], '0*')
where t.language = 'code';

-- Words -------------------------------------------------------------------------------------------

create table search_words as
with stems as (
    select
        w.stem,
        ln(1 + 516 / count(distinct t.noc_code)) as weight
    from title_words as w
    inner join search_titles as t on w.title_id = t.title_id
    group by w.stem
),

words as (
    select distinct
        w.word,
        w.stem,
        s.weight
    from title_words as w
    inner join stems as s on w.stem = s.stem
    union
    select
        word,
        word as stem,
        ln(517) as weight
    from title_codes
)

select
    word,
    stem,
    (dense_rank() over (order by stem asc))::integer as stem_id,
    max(weight) over (partition by stem)::float as weight,
    length(word)::integer as length,
    search_letters(word)::integer as letters
from words
order by word asc;
comment on table search_words is
'A word of the titles that can be searched, in the form in which it stands there.';
comment on column search_words.word is 'The word in lower case, without accents.';
comment on column search_words.stem is 'What it has in common with its plural and feminine.';
comment on column search_words.stem_id is 'Number of the stem, new in every build.';
comment on column search_words.weight is
'How much the word tells: the fewer occupations have it, the more. No unit.';
comment on column search_words.length is 'Number of letters.';
comment on column search_words.letters is
'Which letters it has, as bits, to pass over quickly what cannot be a misspelling of it.';

create table search_title_words as
with stems as (
    select distinct
        stem,
        stem_id,
        weight
    from search_words
),

weighed as (
    select
        w.title_id,
        s.stem_id,
        s.stem,
        (s.weight * max(w.share))::decimal(9, 6) as weight, -- sums are then the same every time
        bool_and(w.free) as free,
        bool_or(w.is_head) as is_head,
        max(w.stands_for) as stands_for,
        max(w.part) as part
    from title_words as w
    inner join stems as s on w.stem = s.stem
    group by w.title_id, s.stem_id, s.stem, s.weight
),

-- What an everyday word stands for in a title. The very word of the title comes before it.
meant as (
    select
        e.title_id,
        e.stem_id,
        sum(w.weight) * any_value(e.part * if(e.free, 0.95, 1)) as weight,
        not any_value(e.free) as is_title_word,
        bool_or(w.is_head) as is_head
    from weighed as e
    inner join weighed as w
        on e.title_id = w.title_id and list_contains(e.stands_for, w.stem) and not w.free
    group by e.title_id, e.stem_id
),

-- A word of the title for which there is a row in everyday_words means that title when alone.
shares as (
    select
        w.title_id,
        w.stem_id,
        if(w.free, coalesce(m.weight, w.weight), greatest(w.weight, coalesce(m.weight, 0)))
        / greatest(sum(w.weight) filter (where not w.free) over (partition by w.title_id), 0.1)
            as share,
        coalesce(m.is_title_word, false) as is_meant,
        w.is_head or coalesce(m.is_head, false) as is_head
    from weighed as w
    left join meant as m on w.title_id = m.title_id and w.stem_id = m.stem_id
    union all
    select
        c.title_id,
        s.stem_id,
        c.share,
        false as is_meant,
        true as is_head
    from title_codes as c
    inner join stems as s on c.word = s.stem
)

select
    s.stem_id,
    t.noc_code,
    s.title_id,
    least(1, s.share * case when t.title in (n.title, n.title_fr) then 1.1 else 1 end)::float
        as share,
    case
        when s.is_meant then 8
        when t.title in (n.title, n.title_fr) then 3
        else 1
    end::tinyint as votes,
    s.is_head
from shares as s
inner join search_titles as t on s.title_id = t.title_id
inner join noc_2021 as n on t.noc_code = n.noc_code
order by s.stem_id asc, t.noc_code asc, s.title_id asc;
comment on table search_title_words is 'A word of a title that can be searched.';
comment on column search_title_words.stem_id is 'The stem of the word, in search_words.';
comment on column search_title_words.noc_code is 'Five-digit code of NOC 2021.';
comment on column search_title_words.title_id is 'The title, in search_titles.';
comment on column search_title_words.share is
'How much of what the title tells is told by this word, from 0 to 1; more in an official title.';
comment on column search_title_words.votes is
'For how many titles it counts: more in an official title, most where people mean just this title.';
comment on column search_title_words.is_head is
'True for the main noun of the title, or a word that stands for it.';

drop table title_words;
drop table title_codes;

-- What follows from a person's answers -------------------------------------------------------------
-- True, false and null are met, not met and not known. An answer that is missing is null, and null
-- is never taken for yes.

create macro fact_holds(given, operator, wanted) as
    case operator
        when '=' then
            coalesce(try_cast(given as double) = try_cast(wanted as double), given = wanted)
        when '!=' then
            coalesce(try_cast(given as double) != try_cast(wanted as double), given != wanted)
        when '<' then try_cast(given as double) < try_cast(wanted as double)
        when '<=' then try_cast(given as double) <= try_cast(wanted as double)
        when '>' then try_cast(given as double) > try_cast(wanted as double)
        when '>=' then
            coalesce(
                try_cast(given as double) >= try_cast(wanted as double),
                try_cast(given as date) >= try_cast(wanted as date)
            )
        when 'one_of' then list_contains(string_split(wanted, '|'), given)
    end;
comment on macro fact_holds is -- noqa: PRS
'Whether a fact compares with a value as a rule says; null where the fact is not known. A day is
only compared with the first day of something.';

create macro all_hold(held) as
    case
        when bool_or(not held) then false
        when bool_or(held is null) then null
        else true
    end;
comment on macro all_hold is -- noqa: PRS
'Whether all of a group hold; null where it depends on one that is not known.';

create macro any_holds(held) as
    case
        when bool_or(held) then true
        when bool_or(held is null) then null
        else false
    end;
comment on macro any_holds is -- noqa: PRS
'Whether one of a group holds; null where it depends on one that is not known.';

create macro months_since(day, on_day) as
    datesub('month', day, on_day)
    + date_diff('day', (day + to_months(datesub('month', day, on_day)))::date, on_day) / 31.0;
comment on macro months_since is -- noqa: PRS
'Months from a day to another: whole months, and a part of one for the days left over.';

create macro benchmark(score, cuts) as
    case
        when try_cast(score as double) is not null
            then 3 + len(list_filter(cuts::double[], lambda cut: cut <= score::double))
    end;
comment on macro benchmark is -- noqa: PRS
'Benchmark of a test score, from the lowest scores (a list as text) of the benchmarks 4 to 10; 3 is
below 4.';

create table places as
with alone as (
    select
        census_division,
        any_value(municipality) as municipality
    from municipalities
    group by census_division
    having count(*) = 1
)

select
    d.census_division as place_id,
    coalesce(a.municipality, d.census_division || ' (county, district or region)') as label,
    d.census_division,
    null::varchar as municipality
from census_divisions as d
left join alone as a on d.census_division = a.census_division
union all
select
    m.sgc_code as place_id,
    format(
        '{} ({})', m.municipality, concat_ws(', ', m.municipal_status::varchar, m.census_division)
    ) as label,
    m.census_division,
    m.municipality
from municipalities as m
where m.census_division not in (
    select a.census_division
    from alone as a
)
order by label asc;
comment on table places is
'A place in Ontario that an answer can name: a census division, or a municipality in one that has
several.';
comment on column places.place_id is
'The answer: the name of the census division, or the code of the municipality.';
comment on column places.label is 'The place in words, told apart from others of the same name.';
comment on column places.census_division is 'The census division that it is or lies in.';
comment on column places.municipality is 'The municipality; null for a census division.';

create table fact_lookups as
with place_regions as (
    select
        p.place_id,
        p.census_division,
        r.applies_to::varchar as applies_to,
        arg_max(r.region_group, r.place_type = 'municipality') as region_group
    from places as p
    inner join region_places as r
        on
            r.place_type = 'census-division' and p.census_division = r.place
            or r.place_type = 'municipality' and p.municipality = r.place
    where r.applies_to in ('eoi-2022', 'owp-2026')
    group by p.place_id, p.census_division, r.applies_to
),

work_places as (
    select
        p.place_id,
        unnest([
            struct_pack(fact := 'census_division', value := d.census_division),
            struct_pack(fact := 'work_location', value := if(d.gta, 'gta', 'outside_gta')),
            struct_pack(fact := 'economic_region', value := e.economic_region),
            struct_pack(fact := 'work_region_eoi_2022', value := g.region_group),
            struct_pack(fact := 'work_region_owp_2026', value := w.region_group)
        ]) as known
    from places as p
    inner join census_divisions as d on p.census_division = d.census_division
    left join economic_regions as e on p.census_division = e.census_division
    left join place_regions as g on p.place_id = g.place_id and g.applies_to = 'eoi-2022'
    left join place_regions as w on p.place_id = w.place_id and w.applies_to = 'owp-2026'
),

occupations as (
    select
        n.noc_code,
        unnest([
            struct_pack(fact := 'teer', value := n.teer::varchar),
            struct_pack(fact := 'broad_category', value := n.broad_category::varchar),
            struct_pack(
                fact := 'mandatory_licence',
                value := case
                    when l.noc_code is null then 'false'
                    when l.coverage = 'whole' then 'true'
                end
            )
        ]) as known
    from noc_2021 as n
    left join licensed_occupations as l on n.noc_code = l.noc_code
),

wage_figures as (
    select
        noc_code,
        unnest([
            struct_pack(fact := 'median_wage ' || region, value := median::varchar),
            struct_pack(fact := 'low_wage ' || region, value := low::varchar),
            struct_pack(fact := 'wage_is_yearly ' || region, value := (unit = 'annual')::varchar),
            struct_pack(
                fact := 'regional_wages',
                value := (count(*) over (partition by noc_code) > 1)::varchar
            )
        ]) as known
    from wages
),

tests as (
    select
        t.language_test,
        if(t.language = 'en', 'english', 'french') as language,
        t.taken_after,
        b.ability,
        list(b.min_score order by b.clb) as cuts
    from language_tests as t
    inner join language_benchmarks as b on t.language_test = b.language_test
    group by t.language_test, t.language, t.taken_after, b.ability
),

lookups as (
    select
        'noc' as answer_key,
        noc_code as answer,
        known.fact,
        known.value,
        null::date as effective_from,
        null::date as effective_to
    from occupations
    union
    select
        'noc' as answer_key,
        noc_code as answer,
        known.fact,
        known.value,
        null as effective_from,
        null as effective_to
    from wage_figures
    union
    select
        'noc' as answer_key,
        n.noc_code as answer,
        'noc in ' || s.occupation_set as fact,
        ((s.occupation_set, n.noc_code) in (
            select (m.occupation_set, m.noc_code)
            from occupation_set_members as m
        ))::varchar as value,
        null as effective_from,
        null as effective_to
    from noc_2021 as n
    cross join occupation_sets as s
    union
    select
        'work_place' as answer_key,
        place_id as answer,
        known.fact,
        known.value,
        null as effective_from,
        null as effective_to
    from work_places
    union
    select
        'work_place' as answer_key,
        p.place_id as answer,
        'census_division in ' || g.region_group as fact,
        case
            when (g.region_group, p.census_division) in (
                select (r.region_group, r.place)
                from region_places as r
            ) then 'true'
            when g.is_complete then 'false'
        end as value,
        null as effective_from,
        null as effective_to
    from places as p
    cross join region_groups as g
    union
    select
        'study_place' as answer_key,
        place_id as answer,
        'study_area' as fact,
        region_group as value,
        null as effective_from,
        null as effective_to
    from place_regions
    where applies_to = 'eoi-2022'
    union
    select
        'study_place' as answer_key,
        p.place_id as answer,
        'study_region_eoi_2021' as fact,
        if(d.gta, 'gta', 'outside_gta') as value,
        null as effective_from,
        null as effective_to
    from places as p
    inner join census_divisions as d on p.census_division = d.census_division
    union
    select
        t.language || '_test' as answer_key,
        t.language_test as answer,
        t.language || '_' || t.ability::varchar || ' cuts' as fact,
        t.cuts::varchar as value,
        null as effective_from,
        null as effective_to
    from tests as t
    union
    select
        t.language || '_test' as answer_key,
        t.language_test as answer,
        t.language || '_test taken after' as fact,
        coalesce(t.taken_after, date '1900-01-01')::varchar as value,
        null as effective_from,
        null as effective_to
    from tests as t
    union
    select
        'noc' as answer_key,
        i.noc_code as answer,
        'in_demand_area' as fact,
        i.work_area::varchar as value,
        i.effective_from,
        i.effective_to
    from in_demand_occupations as i
    where i.noc_version = '2021' and i.limited_to is null
    union
    select
        'noc' as answer_key,
        n.noc_code as answer,
        'in_demand_area' as fact,
        'not_listed' as value,
        first.day as effective_from,
        i.effective_from - 1 as effective_to
    from noc_2021 as n
    cross join (
        select min(effective_from) as day
        from in_demand_occupations
        where noc_version = '2021'
    ) as first
    left join in_demand_occupations as i on i.noc_version = '2021' and n.noc_code = i.noc_code
    where i.noc_code is null or i.effective_from > first.day
    union
    select
        * -- noqa: AM04
    from (
        values
        ('study_place', 'outside_ontario', 'study_area', 'outside_ontario', null, null),
        ('residence', 'outside_canada', 'status', 'outside_canada', null, null),
        ('languages_tested', 'none', 'clb_english', '0', null, null),
        ('languages_tested', 'none', 'clb_french', '0', null, null),
        ('languages_tested', 'english', 'clb_french', '0', null, null),
        ('languages_tested', 'french', 'clb_english', '0', null, null)
    ) as meanings
)

select *
from lookups
where value is not null
order by answer_key asc, answer asc, fact asc;
comment on table fact_lookups is
'A fact that follows from one answer alone: what an occupation, a place or a test stands for.';
comment on column fact_lookups.answer_key is 'Key of the answer.';
comment on column fact_lookups.answer is 'The answer, as text.';
comment on column fact_lookups.fact is
'The fact, or the name of a list or figure from which facts are worked out.';
comment on column fact_lookups.value is 'Its value, as text.';
comment on column fact_lookups.effective_from is 'First day; null where it has none.';
comment on column fact_lookups.effective_to is 'Last day; null where it has none.';

-- The grids laid out, so that a score is one pass over one table -----------------------------------

create table estimate_grid as
with option_sources as (
    select
        s.grid_option_id,
        list(r.url order by r.official desc, r.source_id asc) filter (where r.url is not null)
            as source_urls
    from grid_option_sources as s
    inner join sources as r on s.source_id = r.source_id
    group by s.grid_option_id
),

options as (
    select
        t.stream_id,
        o.*,
        s.source_urls
    from grid_option_streams as t
    inner join grid_options as o on t.grid_option_id = o.grid_option_id
    left join option_sources as s on o.grid_option_id = s.grid_option_id
)

select
    t.stream_id,
    t.score_scale,
    c.effective_from,
    c.effective_to,
    p.maximum as total_maximum,
    p.practical_max as total_practical,
    t.factor,
    f.name as factor_name,
    f.maximum,
    f.note as factor_note,
    f.display_order as factor_order,
    o.grid_option_id,
    o.option_id,
    o.label,
    o.points,
    o.effective_from as option_from,
    o.effective_to as option_to,
    o.display_order as option_order,
    o.source_urls,
    b.alternative,
    b.fact,
    b.operator::varchar as operator,
    b.value,
    coalesce(b.counted, true) as counted,
    b.dispute
from stream_factors as t
inner join stream_scales as p on t.stream_id = p.stream_id and t.score_scale = p.score_scale
inner join score_scales as c on t.score_scale = c.score_scale
inner join grid_factors as f on t.score_scale = f.score_scale and t.factor = f.factor
left join options as o
    on t.stream_id = o.stream_id and t.score_scale = o.score_scale and t.factor = o.factor
left join grid_option_bounds as b on o.grid_option_id = b.grid_option_id
order by
    t.stream_id asc, c.effective_from asc, f.display_order asc, o.display_order asc,
    b.alternative asc, b.position asc;
comment on table estimate_grid is
'A comparison that decides an answer of a points grid for a stream, with all that is known of the
answer and its factor. A factor without answers, and an answer without comparisons, have one row.';
comment on column estimate_grid.stream_id is 'The stream.';
comment on column estimate_grid.score_scale is 'The score scale of the grid.';
comment on column estimate_grid.effective_from is 'First day of the grid; null where not known.';
comment on column estimate_grid.effective_to is 'Last day of the grid; null while in use.';
comment on column estimate_grid.total_maximum is 'Highest total of the stream, in points.';
comment on column estimate_grid.total_practical is
'Most that a person can really reach in the stream, in points.';
comment on column estimate_grid.factor is 'The factor.';
comment on column estimate_grid.factor_name is 'Its name in plain words.';
comment on column estimate_grid.maximum is 'Most points that the factor gives.';
comment on column estimate_grid.factor_note is 'What is not known of the factor; or null.';
comment on column estimate_grid.factor_order is 'Place of the factor in the grid, from 1.';
comment on column estimate_grid.grid_option_id is 'The answer; null where none is known.';
comment on column estimate_grid.option_id is 'Short name of the answer, used by the API.';
comment on column estimate_grid.label is 'The answer in words.';
comment on column estimate_grid.points is 'Points that it gives; null where they are not known.';
comment on column estimate_grid.option_from is 'First day of the answer.';
comment on column estimate_grid.option_to is 'Last day of the answer; null while it holds.';
comment on column estimate_grid.option_order is 'Place of the answer in the factor, from 1.';
comment on column estimate_grid.source_urls is 'Addresses of its sources, official ones first.';
comment on column estimate_grid.alternative is 'Number of the alternative in grid_option_bounds.';
comment on column estimate_grid.fact is 'The fact that is looked at.';
comment on column estimate_grid.operator is 'How it is compared.';
comment on column estimate_grid.value is 'What it is compared with.';
comment on column estimate_grid.counted is
'False where sources leave open whether the alternative gives the answer.';
comment on column estimate_grid.dispute is 'What they leave open; or null.';

-- The rules of eligibility, laid out in the same way -----------------------------------------------

create table estimate_rules as
with several as (
    select
        requirement_id,
        string_agg(value, '|' order by position) as wanted
    from requirement_values
    group by requirement_id
),

comparisons as (
    select
        t.requirement_id,
        'test' as purpose,
        t.alternative,
        t.position,
        if(
            t.operator is null and r.unit = 'occupation_sets', 'noc in ' || r.value, t.fact
        ) as fact,
        case
            when t.operator is not null then t.operator::varchar
            when r.unit = 'occupation_sets' or r.operator = '==' then '='
            when r.operator in ('in', 'one_of') then 'one_of'
            else r.operator::varchar
        end as operator,
        case
            when t.operator is null and r.unit = 'occupation_sets' then 'true'
            else coalesce(t.value, s.wanted, r.value)
        end as value
    from requirement_tests as t
    inner join requirements as r on t.requirement_id = r.requirement_id
    left join several as s on t.requirement_id = s.requirement_id
    union all
    select
        requirement_id,
        'condition' as purpose,
        alternative,
        position,
        if(operator in ('in', 'not in'), fact || ' in ' || value, fact) as fact,
        if(operator in ('in', 'not in'), '=', operator::varchar) as operator,
        case operator
            when 'in' then 'true'
            when 'not in' then 'false'
            else value
        end as value
    from requirement_conditions
),

-- What a fact is called and what its values are called: also those that its inputs hand on.
inputs as (
    select
        f.fact,
        list(i.input order by i.input) filter (where i.input is not null) as inputs
    from facts as f
    left join fact_inputs as i on f.fact = i.fact
    group by f.fact
),

options as (
    select
        fact,
        map_from_entries(list(row(option_id, label) order by option_id)) as labels
    from (
        select
            fact,
            option_id,
            label
        from question_options
        union
        select
            i.fact,
            o.option_id,
            o.label
        from fact_inputs as i
        inner join question_options as o on i.input = o.fact
        where (i.fact, o.option_id) not in (
            select (own.fact, own.option_id)
            from question_options as own
        )
    ) as labelled
    group by fact
),

source_lists as (
    select
        q.requirement_id,
        list(r.url order by r.official desc, r.source_id asc) filter (where r.url is not null)
            as source_urls,
        bool_or(r.official) as is_official
    from requirement_sources as q
    inner join sources as r on q.source_id = r.source_id
    group by q.requirement_id
)

select
    r.requirement_id,
    r.stream_id,
    r.topic::varchar as topic,
    case
        when r.operator = 'claim' then 'claim'
        when r.topic = 'employer' then 'employer'
        when r.topic = 'eoi' then 'later'
        else 'person'
    end as part,
    r.operator::varchar as kind,
    coalesce(s.wanted, r.value) as needed,
    r.unit as needed_unit,
    r.alternative_to,
    r.plain_text,
    r.effective_from,
    r.effective_to,
    l.source_urls,
    coalesce(l.is_official, false) as is_official,
    c.purpose,
    c.alternative,
    c.fact,
    coalesce(f.name, o.name) as fact_name,
    f.unit as fact_unit,
    c.operator,
    c.value,
    w.fact as value_fact,
    coalesce(f.fact, o.fact) as base_fact,
    b.fact is not null as is_asked,
    b.instead_of,
    i.inputs,
    p.labels
from requirements as r
left join comparisons as c on r.requirement_id = c.requirement_id
left join facts as f on c.fact = f.fact
left join facts as o on o.fact = split_part(c.fact, ' in ', 1)
left join facts as w on c.value = w.fact and w.fact in ('median_wage', 'low_wage', 'current_wage')
left join questions as b on coalesce(f.fact, o.fact) = b.fact
left join inputs as i on coalesce(f.fact, o.fact) = i.fact
left join options as p on coalesce(f.fact, o.fact) = p.fact
left join several as s on r.requirement_id = s.requirement_id
left join source_lists as l on r.requirement_id = l.requirement_id
order by
    r.stream_id asc, r.topic asc, r.requirement_id asc, c.purpose asc, c.alternative asc,
    c.position asc;
comment on table estimate_rules is
'A comparison that decides whether a requirement applies or is met, with all that is known of the
requirement. One without comparisons has one row.';
comment on column estimate_rules.requirement_id is 'The requirement.';
comment on column estimate_rules.stream_id is 'The stream.';
comment on column estimate_rules.topic is 'What the requirement is about.';
comment on column estimate_rules.part is
'Whom it asks: person (decides), employer (ask your employer), later (after an invitation), or claim
(a note that decides nothing).';
comment on column estimate_rules.kind is 'Operator of the requirement.';
comment on column estimate_rules.needed is 'Its value; several are split by bars.';
comment on column estimate_rules.needed_unit is 'Unit of the value.';
comment on column estimate_rules.alternative_to is 'Requirement that this one is a way to meet.';
comment on column estimate_rules.plain_text is 'The requirement in plain words.';
comment on column estimate_rules.effective_from is 'First day; null where older than the records.';
comment on column estimate_rules.effective_to is 'Last day; null while it holds.';
comment on column estimate_rules.source_urls is 'Addresses of its sources, official ones first.';
comment on column estimate_rules.is_official is 'Whether one of its sources is an official page.';
comment on column estimate_rules.purpose is 'Condition (it applies) or test (it is met).';
comment on column estimate_rules.alternative is 'Number of the alternative.';
comment on column estimate_rules.fact is 'The fact that is looked at.';
comment on column estimate_rules.fact_name is 'Its name in plain words.';
comment on column estimate_rules.fact_unit is 'Its unit; or null.';
comment on column estimate_rules.operator is 'How it is compared.';
comment on column estimate_rules.value is 'What it is compared with.';
comment on column estimate_rules.value_fact is
'The fact about the occupation or job that it is compared with instead of a fixed value; or null.';
comment on column estimate_rules.base_fact is
'The fact whose value is shown: the fact itself, or what is looked up in a set.';
comment on column estimate_rules.is_asked is 'True where a question asks for it.';
comment on column estimate_rules.instead_of is
'Question that the one of this fact stands in for; or null.';
comment on column estimate_rules.inputs is 'Answers from which it is worked out; or null.';
comment on column estimate_rules.labels is 'What its values are called; or null.';

create table question_streams as
with recursive asked as (
    select
        stream_id,
        split_part(fact, ' in ', 1) as fact
    from estimate_rules
    where fact is not null
    union
    select
        stream_id,
        value_fact as fact
    from estimate_rules
    where value_fact is not null
    union
    select
        stream_id,
        fact
    from estimate_grid
    where fact is not null
    union
    select
        d.stream_id,
        t.fact
    from draws as d
    inner join draw_conditions as c on d.draw_id = c.draw_id
    inner join draw_condition_tests as t on c.condition = t.condition
),

steps as (
    select
        fact,
        input
    from fact_inputs
    union
    select
        fact,
        from_fact as input
    from fact_conditions
    union
    select
        fact,
        from_fact as input
    from question_conditions
    union
    select
        instead_of as fact,
        fact as input
    from questions
    where instead_of is not null
),

wanted as (
    select
        stream_id,
        fact
    from asked
    union
    select
        w.stream_id,
        t.input as fact
    from wanted as w
    inner join steps as t on w.fact = t.fact
)

select distinct
    w.stream_id,
    w.fact
from wanted as w
inner join questions as q on w.fact = q.fact
order by w.stream_id asc, w.fact asc;
comment on table question_streams is 'A question whose answer a stream looks at.';
comment on column question_streams.stream_id is 'The stream.';
comment on column question_streams.fact is 'The question.';

create table estimate_draw_tests as
with days as (
    select
        draw_id,
        stream_id,
        issued_on
    from draws
    where score_scale in (
        select g.score_scale
        from estimate_grid as g
    )
),

rules as (
    select
        *,
        if(topic = 'teer', 'stream', 'offer') as gate
    from estimate_rules
    where kind != 'claim' and (topic = 'teer' or (topic = 'job_offer' and fact = 'job_offer'))
),

-- A stream that has such rules had them before our records of them begin, too: not known which.
gates as (
    select distinct
        stream_id,
        gate
    from rules
),

rules_then as (
    select
        d.draw_id,
        d.issued_on,
        g.gate,
        r.requirement_id,
        r.alternative,
        r.fact,
        r.operator,
        r.value
    from days as d
    inner join gates as g on d.stream_id = g.stream_id
    left join rules as r
        on
            g.stream_id = r.stream_id
            and g.gate = r.gate
            and r.purpose is distinct from 'condition'
            and d.issued_on >= coalesce(r.effective_from, d.issued_on)
            and d.issued_on <= coalesce(r.effective_to, d.issued_on)
),

-- Whom a rule excuses, it does not stop: a condition of the rule that is false on the day.
excuses as (
    select
        t.draw_id,
        t.gate,
        t.requirement_id,
        c.fact || ' ' || f.alternative as alternative,
        f.from_fact,
        f.operator::varchar as operator,
        f.value,
        bool_and(
            f.from_fact != 'asked_on'
            or fact_holds(t.issued_on::varchar, f.operator::varchar, f.value)
        ) over (partition by t.draw_id, t.requirement_id, c.fact, f.alternative) as held_then
    from (
        select distinct
            draw_id,
            issued_on,
            gate,
            requirement_id
        from rules_then
    ) as t
    inner join requirement_conditions as c
        on t.requirement_id = c.requirement_id and c.operator = '=' and c.value = 'false'
    inner join fact_conditions as f on c.fact = f.fact
),

tests as (
    select
        draw_id,
        gate,
        coalesce(requirement_id, '') as rule,
        null as noc_code,
        null as source_url,
        coalesce(alternative::varchar, '') as alternative,
        fact,
        operator,
        value
    from rules_then
    union all
    select
        draw_id,
        gate,
        requirement_id as rule,
        null as noc_code,
        null as source_url,
        alternative,
        if(operator = 'in', from_fact || ' in ' || value, from_fact) as fact,
        if(operator = 'in', '=', operator) as operator,
        if(operator = 'in', 'true', value) as value
    from excuses
    where held_then and from_fact != 'asked_on'
    union all
    select
        d.draw_id,
        'conditions' as gate,
        c.condition as rule,
        c.noc_code,
        r.url as source_url,
        coalesce(t.alternative::varchar, '') as alternative,
        t.fact,
        t.operator::varchar as operator,
        t.value
    from days as d
    inner join draw_conditions as c on d.draw_id = c.draw_id
    inner join sources as r on c.source_id = r.source_id
    left join draw_condition_tests as t on c.condition = t.condition
)

select *
from tests
order by draw_id asc, gate asc, rule asc, alternative asc, fact asc;
comment on table estimate_draw_tests is
'A comparison that decides whether a person could be invited by a draw: by the rules of its stream
on its day, or by a condition of its own. A rule that is not known has one row without a fact.';
comment on column estimate_draw_tests.draw_id is 'The draw.';
comment on column estimate_draw_tests.gate is
'Stream (the TEER level), offer (the job offer) or conditions (of the draw itself).';
comment on column estimate_draw_tests.rule is 'The requirement, or the condition in words.';
comment on column estimate_draw_tests.noc_code is
'Occupation that the condition is about; null for all.';
comment on column estimate_draw_tests.source_url is 'Where the condition is stated; or null.';
comment on column estimate_draw_tests.alternative is
'Name of the alternative; one that holds is enough.';
comment on column estimate_draw_tests.fact is 'The fact that is looked at.';
comment on column estimate_draw_tests.operator is 'How it is compared.';
comment on column estimate_draw_tests.value is 'What it is compared with.';

create table estimate_draws as
with areas as (
    select
        draw_id,
        list(census_division order by census_division) as census_divisions,
        bool_or(inferred) as inferred
    from draw_areas
    group by draw_id
),

splits as (
    select
        draw_id,
        list(distinct noc_code order by noc_code) as split_codes
    from draw_occupations_2021
    where is_split
    group by draw_id
),

-- An older code on a list says only that today's codes for it may have been on it.
listed as (
    select
        l.work_area,
        l.effective_from,
        l.effective_to,
        l.noc_version = '2021' as is_sure,
        coalesce(c.noc_2021, l.noc_code) as noc_code
    from in_demand_occupations as l
    left join noc_concordance as c on l.noc_version = '2016' and l.noc_code = c.noc_2016
),

lists as (
    select
        d.draw_id,
        list(l.noc_code order by l.noc_code) filter (where l.is_sure and l.work_area = 'anywhere') as anywhere,
        list(l.noc_code order by l.noc_code) filter (where l.is_sure and l.work_area = 'outside_gta') as outside_gta,
        list(l.noc_code order by l.noc_code) filter (where not l.is_sure) as perhaps
    from draws as d
    left join listed as l
        on
            d.issued_on >= l.effective_from
            and d.issued_on <= coalesce(l.effective_to, d.issued_on)
    where d.stream_id in (
        select r.stream_id
        from requirements as r
        where r.topic = 'occupation_list' and r.unit = 'in_demand_occupations'
    )
    group by d.draw_id
)

select
    d.draw_id,
    d.stream_id,
    d.score_scale,
    d.issued_on,
    d.target,
    d.invitations,
    d.score_min,
    d.profiles_from,
    d.profiles_to,
    d.occupation_list::varchar as occupation_list,
    n.certain_codes as noc_codes,
    s.split_codes,
    a.census_divisions,
    coalesce(a.inferred, false) as area_inferred,
    p.draw_id is null as places_known,
    c.draw_id is null as conditions_known,
    l.draw_id is not null as has_list,
    l.anywhere as listed_anywhere,
    l.outside_gta as listed_outside_gta,
    l.perhaps as listed_perhaps
from draws as d
left join draw_rows as n on d.draw_id = n.draw_id
left join splits as s on d.draw_id = s.draw_id
left join areas as a on d.draw_id = a.draw_id
left join lists as l on d.draw_id = l.draw_id
left join draw_unknowns as p on d.draw_id = p.draw_id and p.subject = 'places'
left join draw_unknowns as c on d.draw_id = c.draw_id and c.subject = 'conditions'
where d.score_scale in (
    select g.score_scale
    from estimate_grid as g
)
order by d.stream_id asc, d.issued_on asc, d.draw_id asc;
comment on table estimate_draws is
'A draw on a points grid, with all that is known of it but its conditions: see
estimate_draw_tests.';
comment on column estimate_draws.draw_id is 'The draw.';
comment on column estimate_draws.stream_id is 'Its stream.';
comment on column estimate_draws.score_scale is 'Scale of its score.';
comment on column estimate_draws.issued_on is 'Day of the draw.';
comment on column estimate_draws.target is 'Whom it was for, in words.';
comment on column estimate_draws.invitations is 'Invitations issued, in people.';
comment on column estimate_draws.score_min is 'Lowest score invited, in points; or null.';
comment on column estimate_draws.profiles_from is 'First day of the profiles considered; or null.';
comment on column estimate_draws.profiles_to is 'Last day of the profiles considered; or null.';
comment on column estimate_draws.occupation_list is 'What is known of the occupations named.';
comment on column estimate_draws.noc_codes is 'Codes of NOC 2021 that it named; or null.';
comment on column estimate_draws.split_codes is
'Codes of NOC 2021 that took over part of an older one that it named; or null.';
comment on column estimate_draws.census_divisions is
'Where the job offer had to be; null for all of Ontario, or where that is not known.';
comment on column estimate_draws.area_inferred is 'True where the notice itself names no place.';
comment on column estimate_draws.places_known is 'False where it had places that are not known.';
comment on column estimate_draws.conditions_known is
'False where it may have had conditions that are not known, as its notice was not read.';
comment on column estimate_draws.has_list is
'True where the stream itself took only occupations of a list.';
comment on column estimate_draws.listed_anywhere is
'Codes of NOC 2021 on that list on the day of the draw, for a job anywhere in Ontario; or null.';
comment on column estimate_draws.listed_outside_gta is
'Codes on it for a job outside the Greater Toronto Area only; or null.';
comment on column estimate_draws.listed_perhaps is
'Codes that took over part of an older one on it; or null.';
