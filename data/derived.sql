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
        members.noc_code
    from requirements
    inner join occupation_set_members as members on requirements.value = members.occupation_set
    where requirements.topic = 'occupation_list' and requirements.unit = 'occupation_sets'
    union distinct
    select
        requirements.stream_id,
        entries.noc_code
    from requirements
    inner join in_demand_occupations as entries on entries.noc_version = '2021'
    where requirements.topic = 'occupation_list' and requirements.unit = 'in_demand_occupations'
)

select
    streams.stream_id,
    noc_2021.noc_code
from streams
cross join noc_2021
where
    streams.kind in ('stream', 'pathway')
    and (
        streams.stream_id not in (select stream_teers.stream_id from stream_teers)
        or (streams.stream_id, noc_2021.teer) in (
            select (stream_teers.stream_id, stream_teers.teer)
            from stream_teers
        )
    )
    and (
        streams.stream_id not in (select listed.stream_id from listed)
        or (streams.stream_id, noc_2021.noc_code) in (
            select (listed.stream_id, listed.noc_code)
            from listed
        )
    );
comment on table stream_occupations is
'An occupation that a stream or pathway accepts, by the last TEER levels and occupation lists that
its rules had. A stream whose rules have neither accepts every occupation.';
comment on column stream_occupations.stream_id is 'The stream or pathway.';
comment on column stream_occupations.noc_code is 'Five-digit code of NOC 2021.';

create table occupation_totals as
with distinct_mentions as (
    select distinct
        noc_code,
        draw_id
    from draw_occupations_2021
),

mentions as (
    select
        n.noc_code,
        n.draw_id,
        d.issued_on,
        d.occupation_list,
        d.score_scale,
        d.score_min,
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

-- The newest grid of Ontario's own on which a draw was held.
newest_grid as (
    select c.score_scale
    from score_scales as c
    inner join draws as d on c.score_scale = d.score_scale
    where c.score_scale != 'crs'
    group by c.score_scale, c.effective_from
    order by c.effective_from desc
    limit 1
),

cut_offs as (
    select
        m.noc_code,
        m.score_min || ' ' || m.stream || ', ' || m.issued_on as cut_off,
        row_number() over (
            partition by m.noc_code
            order by m.issued_on desc, m.display_order asc, m.score_min asc
        ) as age,
        row_number() over (
            partition by m.noc_code
            order by m.score_min asc, m.issued_on desc
        ) as height
    from mentions as m
    inner join newest_grid as g on m.score_scale = g.score_scale
    where m.score_min is not null
)

select
    n.noc_code,
    coalesce(t.times_named, 0) as times_named,
    coalesce(t.complete_lists, 0) as complete_lists,
    t.first_named,
    t.last_named,
    t.streams,
    newest.cut_off as latest_cut_off,
    lowest.cut_off as lowest_cut_off,
    y.times_per_year,
    rank() over (order by coalesce(t.times_named, 0) desc) as place
from noc_2021 as n
inner join year_lists as y on n.noc_code = y.noc_code
left join totals as t on n.noc_code = t.noc_code
left join cut_offs as newest on n.noc_code = newest.noc_code and newest.age = 1
left join cut_offs as lowest on n.noc_code = lowest.noc_code and lowest.height = 1
order by n.noc_code asc;
comment on table occupation_totals is
'How often draws named an occupation, one row for each of NOC 2021.';
comment on column occupation_totals.noc_code is 'Five-digit code of NOC 2021.';
comment on column occupation_totals.times_named is 'Draws that named it.';
comment on column occupation_totals.complete_lists is
'Draws that named it and whose whole list is known.';
comment on column occupation_totals.first_named is 'Day of the first draw that named it; or null.';
comment on column occupation_totals.last_named is 'Day of the newest draw that named it; or null.';
comment on column occupation_totals.streams is 'Short names of the streams that named it; or null.';
comment on column occupation_totals.latest_cut_off is
'Score, stream and day of its newest draw with a published score, on the newest grid of points that
a draw used; or null.';
comment on column occupation_totals.lowest_cut_off is
'Score, stream and day of its draw with the lowest published score on that grid; or null.';
comment on column occupation_totals.times_per_year is
'Draws that named it in each year, from the year of the first draw on record to the newest.';
comment on column occupation_totals.place is
'Its place among all by times_named; 1 is the most often named, and equals share a place.';

create table draw_details as
with occupation_counts as (
    select
        draw_id,
        count(*) as occupations_named
    from draw_occupations
    group by draw_id
),

area_lists as (
    select
        draw_id,
        string_agg(census_division, ', ' order by census_division) as areas
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
    coalesce(o.occupations_named, 0) as occupations_named,
    a.areas,
    c.conditions,
    d.draw_id in (
        select x.draw_id
        from discrepancies as x
        where x.draw_id is not null
    ) as disputed
from draws as d
left join occupation_counts as o on d.draw_id = o.draw_id
left join area_lists as a on d.draw_id = a.draw_id
left join condition_lists as c on d.draw_id = c.draw_id
order by d.draw_id asc;
comment on table draw_details is 'What belongs to a draw, put together for lists of draws.';
comment on column draw_details.draw_id is 'The draw.';
comment on column draw_details.occupations_named is 'Codes that it named, as published.';
comment on column draw_details.areas is
'Census divisions where the job offer had to be, joined with commas; null for all of Ontario.';
comment on column draw_details.conditions is
'Conditions that hold for all its occupations, joined with semicolons; or null.';
comment on column draw_details.disputed is 'True where official pages disagree about the draw.';

-- What the occupation search reads -----------------------------------------------------------
-- Texts are taken apart here, so that a search only compares words: in lower case, without accents
-- or plural, and in French without the feminine.

create macro search_split(given) as regexp_extract_all(
    regexp_replace(
        regexp_replace(
            replace(replace(strip_accents(lower(given)), 'œ', 'oe'), 'æ', 'ae'),
            '\b([a-z])\.', '\1', 'g'
        ),
        '\b(an|and|at|by|for|in|of|on|or|the|to|with|jobs?'
        || '|au|aux|de|des|du|en|et|la|le|les|ou|par|pour|sur|un|une|emplois?)\b',
        ' ', 'g'
    ),
    '[a-z0-9][a-z0-9]+'
);
comment on macro search_split is -- noqa: PRS
'The words of a text that say something, in order, in lower case and without accents. R.N. is one.';

create macro search_stem(word) as
    case
        when length(word) < 4 then word
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

-- `share` is how much of a title its word makes up, before rare words count more. A word that is
-- `free` may be searched for, but nothing is missing where it is not: the other gender, short forms.
create temporary table title_words as
with short_forms as (
    select * -- noqa: AM04
    from (
        values
        ('auto', 'automobile'),
        ('auto', 'automotive'),
        ('gp', 'general practitioner'),
        ('hr', 'human resources'),
        ('psw', 'personal support worker')
    ) as known (word, stands_for)
),

applicable as (
    select
        title_id,
        regexp_replace(
            replace(title, chr(160), ' '), '\((except|sauf|not|non) [^)]*\)', '', 'gi'
        ) as title
    from search_titles
    where language in ('en', 'fr')
),

parts as (
    select
        title_id,
        title,
        split_part(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ', 1) as main,
        array_to_string(
            string_split(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ')[2:], ' '
        ) as field,
        array_to_string(regexp_extract_all(title, '\(([^)]*)\)', 1), ' ') as aside
    from applicable
),

lists as (
    select
        title_id,
        array_to_string(search_split(title), ' ') as plain,
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
        false as free
    from lists
    union all
    select
        title_id,
        unnest(other_gender) as word,
        1.0 as share,
        true as free
    from lists
    union all
    select
        title_id,
        unnest(field) as word,
        0.3 / length(field) as share,
        false as free
    from lists
    union all
    select
        title_id,
        unnest(aside) as word,
        0.2 / length(aside) as share,
        false as free
    from lists
    union all
    select
        l.title_id,
        s.word,
        1.0 as share,
        true as free
    from lists as l
    inner join short_forms as s on contains(l.plain, s.stands_for)
)

select
    title_id,
    word,
    search_stem(word) as stem,
    max(share) as share,
    bool_and(free) as free
from words
where not (free and word in ('woman', 'women'))
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
        (s.weight * max(w.share))::decimal(9, 6) as weight, -- sums are then the same every time
        bool_and(w.free) as free
    from title_words as w
    inner join stems as s on w.stem = s.stem
    group by w.title_id, s.stem_id, s.weight
),

shares as (
    select
        title_id,
        stem_id,
        weight / greatest(sum(weight) filter (where not free) over (partition by title_id), 0.1)
            as share
    from weighed
    union all
    select
        c.title_id,
        s.stem_id,
        c.share
    from title_codes as c
    inner join stems as s on c.word = s.stem
)

select
    s.stem_id,
    t.noc_code,
    s.title_id,
    least(1, s.share * case when t.title in (n.title, n.title_fr) then 1.1 else 1 end)::float
        as share
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

drop table title_words;
drop table title_codes;
