-- The database of every draw: one table per file in data/tables, in the order in which they load.
-- A table's columns are its file's header. Types, keys and checks here are the rules that
-- data/build.py applies to the files, so a rule is written once; the comments are shown to
-- visitors, so they are plain English with units.
--
-- Scores live on scales: draws name a stream and a scale together, and only pairs that
-- stream_scales lists exist. Occupation codes are text, because 00010 is not 10.

-- Closed sets of values ---------------------------------------------------------------------------

create type stream_family as enum(
    'employer-job-offer', 'graduates', 'express-entry', 'entrepreneur', 'workforce-priority'
);
create type stream_kind as enum('stream', 'pathway', 'pilot', 'announced');
create type stream_selection as enum(
    'expression-of-interest', 'notification-of-interest', 'not-announced'
);
create type stream_status as enum('open', 'closed', 'announced');
create type draw_kind as enum('general', 'targeted');
create type occupation_list_state as enum(
    'all', 'complete', 'partial', 'not_published', 'not_captured'
);
create type noc_version_name as enum('2016', '2021');
create type noc_relationship as enum('one-to-one', 'one-to-many', 'many-to-one', 'many-to-many');
create type title_language as enum('en', 'fr');
create type event_kind as enum('intake', 'rules', 'allocation', 'pause', 'draw');
create type event_situation as enum('profile', 'invitation', 'application', 'job-offer');
create type wage_unit as enum('hourly', 'annual');
create type in_demand_area as enum('anywhere', 'outside_gta');
create type licence_kind as enum(
    'regulated-health-profession', 'regulated-non-health-profession', 'compulsory-trade'
);
create type licence_coverage as enum('whole', 'part', 'title-protected', 'unsure');
create type region_place_type as enum('census-division', 'municipality');
create type region_use as enum(
    'eoi-2021', 'eoi-2022', 'owp-2026', 'employer-thresholds', 'application-fee',
    'in-demand-list', 'owp-employer-revenue', 'redi-launch', 'redi-draws-2025-08-to-2025-10',
    'redi-draws-2025-12-to-2026-04'
);
create type page_kind as enum('invitations', 'notifications', 'updates', 'stream');
create type check_result as enum('read', 'refused', 'unreachable', 'not_tried');
create type corrected_field as enum(
    'invitations', 'score_min', 'score_max', 'profiles_from', 'profiles_to', 'target',
    'occupations', 'listed'
);
create type wording_purpose as enum(
    'column', 'stream', 'stream_in_prose', 'part', 'place', 'condition', 'condition_of_part',
    'no_condition'
);
create type unknown_subject as enum('places', 'conditions');
create type language_ability as enum('reading', 'writing', 'listening', 'speaking');
create type requirement_topic as enum(
    'job_offer', 'hours', 'teer', 'occupation_list', 'wage', 'work_experience', 'education',
    'age_of_credential', 'language', 'licence', 'status', 'residence', 'residence_intent',
    'ontario_ties', 'settlement_funds', 'eoi', 'employer'
);
create type requirement_operator as enum(
    '==', '!=', '<', '<=', '>', '>=', 'in', 'one_of', 'any_of', 'within', 'absent',
    'not_required', 'definition', 'claim'
);
create type condition_operator as enum('=', '!=', 'in', 'not in');
create type bound_operator as enum('=', '!=', '<', '<=', '>', '>=', 'in');
create type fact_kind as enum('choice', 'number', 'date', 'boolean', 'text');
create type question_step as enum(
    'occupation', 'pay_and_place', 'work', 'education', 'language', 'status', 'employer'
);
create type change_kind as enum('add', 'raise', 'start', 'next', 'each');
create type option_list as enum('noc_2021', 'places');
create type municipal_status as enum('city', 'town', 'township', 'municipality');
create type step_actor as enum('candidate', 'employer', 'OINP', 'IRCC', 'other');
create type step_case as enum('job-in-gta', 'job-outside-gta', 'physician-without-job-offer');

-- Where facts come from ---------------------------------------------------------------------------

create table sources (
    source_id varchar primary key check (regexp_full_match(source_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    title varchar not null,
    publisher varchar not null,
    url varchar unique check (regexp_full_match(url, 'https?://\S+')),
    licence varchar not null,
    official boolean not null,
    last_changed date,
    last_checked date,
    check (last_changed <= last_checked)
);
comment on table sources is
'A page, regulation, data set or article that a fact comes from; one row each.';
comment on column sources.source_id is 'Short stable name of the source.';
comment on column sources.title is 'Title of the page, or a plain description where none is known.';
comment on column sources.publisher is 'Who publishes it; a site name for third parties.';
comment on column sources.url is 'Web address; null where the address was not kept.';
comment on column sources.licence is
'Licence of the source; "not stated" where none is given and only facts are used.';
comment on column sources.official is
'True for a government page, regulation or data set; false for third parties.';
comment on column sources.last_changed is
'Date on which the source says it last changed; null where not known.';
comment on column sources.last_checked is
'Date of the last copy that was read; null where not known.';

create table page_checks (
    source_id varchar primary key references sources (source_id),
    page_kind page_kind not null,
    attempted_on date,
    result check_result not null,
    message varchar,
    check ((attempted_on is null) = (result = 'not_tried')),
    check ((message is null) = (result in ('read', 'not_tried')))
);
comment on table page_checks is
'An official page that the update reads, and how the last attempt went. The dates on which it was
last read whole and last changed are those of its source.';
comment on column page_checks.source_id is 'The page.';
comment on column page_checks.page_kind is
'Draws of invitations, notifications of Express Entry, updates in prose, or the open stream.';
comment on column page_checks.attempted_on is
'Day of the last attempt to read it, whether it worked or not; null where none was made.';
comment on column page_checks.result is
'Read whole; refused (not the page that was expected, so nothing was taken from it); unreachable; or
not tried yet.';
comment on column page_checks.message is
'Why it was refused or could not be reached, in a sentence; otherwise null.';

create table page_wordings (
    purpose wording_purpose not null,
    wording varchar not null,
    meaning varchar not null,
    primary key (purpose, wording)
);
comment on table page_wordings is
'Words by which the update knows parts of an official page; read without regard to case, spaces and
marks. A page with other words is refused, and a row added here lets it in.';
comment on column page_wordings.purpose is
'What the words stand for: the header of a column, the heading of a stream, a stream named in a
sentence, the heading of a part of a notice, a place, a condition, a condition of a part, or a
sentence of a notice that says what people must do and asks nothing of a draw (no_condition).';
comment on column page_wordings.wording is 'The words.';
comment on column page_wordings.meaning is
'The column, stream, census division or condition that they mean.';

create table page_headings (
    source_id varchar not null references sources (source_id),
    heading varchar not null,
    first_seen date not null,
    primary key (source_id, heading)
);
comment on table page_headings is
'A heading of an official page that the update has seen: the news of a page of updates with their
day, and on a page of draws what stands beside its tables. A heading that is not here is news.';
comment on column page_headings.source_id is 'The page.';
comment on column page_headings.heading is 'The heading, after its day where it has one.';
comment on column page_headings.first_seen is 'Date of the first copy in which it was seen.';

-- Score scales and streams ------------------------------------------------------------------------

create table score_scales (
    score_scale varchar primary key,
    name varchar not null unique,
    short_name varchar not null unique,
    maximum integer not null check (maximum > 0),
    effective_from date,
    effective_to date,
    description varchar not null,
    source_id varchar not null references sources (source_id),
    check (effective_from <= effective_to)
);
comment on table score_scales is
'A system of points. Scores of two scales are never compared, averaged or drawn on one axis.';
comment on column score_scales.score_scale is 'Short stable name of the scale.';
comment on column score_scales.name is 'Name in plain words.';
comment on column score_scales.short_name is 'Name for chart panels and table cells.';
comment on column score_scales.maximum is
'Highest total that any stream can reach on this scale, in points.';
comment on column score_scales.effective_from is
'First day on which Ontario used the scale; null where it is older than the records here.';
comment on column score_scales.effective_to is 'Last day of use; null while in use or not set.';
comment on column score_scales.description is 'What the scale is and what is not known about it.';
comment on column score_scales.source_id is 'Main source of the scale.';

create table streams (
    stream_id varchar primary key check (regexp_full_match(stream_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    name varchar not null unique,
    short_name varchar not null unique,
    family stream_family,
    kind stream_kind not null,
    selection stream_selection not null,
    opened_on date,
    profiles_from date,
    legal_end_on date,
    closed_on date,
    status stream_status not null,
    status_note varchar not null,
    display_order integer not null unique,
    check (family is not null or kind = 'announced'),
    check ((status = 'announced') = (kind = 'announced')),
    check (closed_on is null or status = 'closed'),
    check (opened_on <= profiles_from),
    check (opened_on <= closed_on),
    check (profiles_from <= closed_on)
);
comment on table streams is
'A stream or pathway of the program, a pilot run inside other streams, or an announced stream.';
comment on column streams.stream_id is 'Short stable name, used in addresses.';
comment on column streams.name is 'Full name.';
comment on column streams.short_name is 'Name for filters, legends and table cells.';
comment on column streams.family is 'Group of related streams; null for streams only announced.';
comment on column streams.kind is
'Stream; pathway of the Workforce Priority stream; pilot (targeted draws, not a stream of its own);
or announced (no rules yet).';
comment on column streams.selection is
'How people are chosen: invited from expressions of interest, or notified from Express Entry.';
comment on column streams.opened_on is 'Date on which it began to exist; null where not known.';
comment on column streams.profiles_from is
'Date from which expressions of interest were taken; null where not known or not used.';
comment on column streams.legal_end_on is
'Date on which the regulation that created the category was revoked; null where none was.';
comment on column streams.closed_on is
'Date of the notice that closed it to new invitations; null while open, or for pilots without one.';
comment on column streams.status is 'Open, closed, or announced only.';
comment on column streams.status_note is 'What is known about opening, suspension and closing.';
comment on column streams.display_order is 'Place in lists, from 1.';

create table stream_sources (
    stream_id varchar not null references streams (stream_id),
    source_id varchar not null references sources (source_id),
    primary key (stream_id, source_id)
);
comment on table stream_sources is 'A source of a row of streams.';
comment on column stream_sources.stream_id is 'The stream.';
comment on column stream_sources.source_id is 'The source.';

create table stream_teers (
    stream_id varchar not null references streams (stream_id),
    teer integer not null check (teer between 0 and 5),
    effective_from date not null,
    primary key (stream_id, teer)
);
comment on table stream_teers is
'A TEER level that a stream accepts; a stream without rows does not test the level.';
comment on column stream_teers.stream_id is 'The stream.';
comment on column stream_teers.teer is
'Training, Education, Experience and Responsibilities level, 0 to 5.';
comment on column stream_teers.effective_from is
'First day of the rule. Before NOC 2021 the streams looked at the skill level of NOC 2016, which a
TEER level does not tell; for Express Entry streams it is the day on which NOC 2021 took effect.';

create table stream_scales (
    stream_id varchar not null references streams (stream_id),
    score_scale varchar not null references score_scales (score_scale),
    maximum integer check (maximum > 0),
    practical_max integer check (practical_max > 0),
    note varchar,
    primary key (stream_id, score_scale),
    check (practical_max <= maximum)
);
comment on table stream_scales is
'A scale on which a stream scores people. A draw can only have a scale of its own stream.';
comment on column stream_scales.stream_id is 'The stream.';
comment on column stream_scales.score_scale is 'The scale.';
comment on column stream_scales.maximum is
'Sum of the maxima of the factors that count for the stream, in points; null where not known.';
comment on column stream_scales.practical_max is
'Most that a person can really reach in the stream, in points; null where not worked out.';
comment on column stream_scales.note is 'How the maximum was found and what is disputed.';

create table stream_scale_sources (
    stream_id varchar not null,
    score_scale varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (stream_id, score_scale, source_id),
    foreign key (stream_id, score_scale) references stream_scales (stream_id, score_scale)
);
comment on table stream_scale_sources is 'A source of a row of stream_scales.';
comment on column stream_scale_sources.stream_id is 'The stream.';
comment on column stream_scale_sources.score_scale is 'The scale.';
comment on column stream_scale_sources.source_id is 'The source.';

-- Occupations -------------------------------------------------------------------------------------

create table noc_2021 (
    noc_code varchar primary key check (regexp_full_match(noc_code, '\d{5}')),
    title varchar not null unique,
    title_fr varchar not null,
    teer integer not null check (teer between 0 and 5),
    broad_category integer not null check (broad_category between 0 and 9),
    broad_category_title varchar not null,
    major_group varchar not null check (regexp_full_match(major_group, '\d{2}')),
    check (broad_category = try_cast(noc_code[1] as integer)),
    check (teer = try_cast(noc_code[2] as integer)),
    check (major_group = noc_code[1:2])
);
comment on table noc_2021 is
'A unit group of the National Occupational Classification 2021: the five-digit occupations.';
comment on column noc_2021.noc_code is 'Five-digit code, as text with its leading zeros.';
comment on column noc_2021.title is 'English title.';
comment on column noc_2021.title_fr is 'French title.';
comment on column noc_2021.teer is
'Training, Education, Experience and Responsibilities level, 0 to 5: the second digit.';
comment on column noc_2021.broad_category is
'Broad occupational category, 0 to 9: the first digit.';
comment on column noc_2021.broad_category_title is 'English title of the broad category.';
comment on column noc_2021.major_group is 'Major group: the first two digits, as text.';

create table noc_2016 (
    noc_code varchar primary key check (regexp_full_match(noc_code, '\d{4}')),
    title varchar not null
);
comment on table noc_2016 is
'A unit group of the National Occupational Classification 2016: the older four-digit occupations.';
comment on column noc_2016.noc_code is 'Four-digit code, as text with its leading zeros.';
comment on column noc_2016.title is 'English title.';

create table noc_concordance (
    noc_2016 varchar not null references noc_2016 (noc_code),
    noc_2021 varchar not null references noc_2021 (noc_code),
    relationship noc_relationship not null,
    primary key (noc_2016, noc_2021)
);
comment on table noc_concordance is
'An older occupation and a newer one that took over all or part of it. A code with several rows
was split: all are shown and none is picked.';
comment on column noc_concordance.noc_2016 is 'Four-digit code of NOC 2016.';
comment on column noc_concordance.noc_2021 is 'Five-digit code of NOC 2021.';
comment on column noc_concordance.relationship is
'How many older and newer codes take part, as Statistics Canada states it.';

create table job_titles (
    noc_code varchar not null references noc_2021 (noc_code),
    language title_language not null,
    job_title varchar not null,
    primary key (noc_code, language, job_title)
);
comment on table job_titles is 'A job title that belongs to an occupation, for search.';
comment on column job_titles.noc_code is 'Five-digit code of NOC 2021.';
comment on column job_titles.language is 'Language of the title.';
comment on column job_titles.job_title is 'The title as the index prints it.';

create table everyday_words (
    word varchar not null,
    stands_for varchar not null,
    reason varchar not null,
    primary key (word, stands_for)
);
comment on table everyday_words is
'A word or short form that people type, and the words of official job titles that it stands for in
the search. It is a help for finding, and says nothing about an occupation.';
comment on column everyday_words.word is 'What is typed: a word, or a few.';
comment on column everyday_words.stands_for is
'Words that follow each other in a title, as printed there; each title that has them is found.';
comment on column everyday_words.reason is 'Why it stands for them, in plain words.';

create table sectors (
    sector_id varchar primary key,
    name varchar not null unique,
    display_order integer not null unique,
    source_id varchar not null references sources (source_id)
);
comment on table sectors is
'A group of the 77 priority occupations of 3 September 2025, as a press article groups them.';
comment on column sectors.sector_id is 'Short stable name.';
comment on column sectors.name is 'Name in plain words.';
comment on column sectors.display_order is 'Place in lists, from 1.';
comment on column sectors.source_id is 'The article.';

create table sector_occupations (
    sector_id varchar not null references sectors (sector_id),
    noc_code varchar not null unique references noc_2021 (noc_code),
    primary key (sector_id, noc_code)
);
comment on table sector_occupations is
'An occupation of a sector. An occupation is in one sector at most; most are in none.';
comment on column sector_occupations.sector_id is 'The sector.';
comment on column sector_occupations.noc_code is 'Five-digit code of NOC 2021.';

-- Places ------------------------------------------------------------------------------------------

create table census_divisions (
    census_division varchar primary key,
    gta boolean not null
);
comment on table census_divisions is
'A census division of Ontario (a county, district, region or single city).';
comment on column census_divisions.census_division is 'Its name.';
comment on column census_divisions.gta is
'True for the five that make up the Greater Toronto Area: Durham, Halton, Peel, Toronto and York.';

create table municipalities (
    sgc_code varchar primary key check (regexp_full_match(sgc_code, '35\d{5}')),
    municipality varchar not null,
    municipal_status municipal_status,
    census_division varchar not null references census_divisions (census_division),
    unique (municipality, census_division)
);
comment on table municipalities is
'A local municipality of Ontario (a city, town, township or village): all 414. Reserves and areas
without a municipality are left out; people there name their census division.';
comment on column municipalities.sgc_code is
'Code of the census subdivision in the Standard Geographical Classification 2021, as text: 35 for
Ontario, two digits for the census division, three for the municipality.';
comment on column municipalities.municipality is 'Its name, in English.';
comment on column municipalities.municipal_status is
'What it is, where a census division has the same name; null where none has.';
comment on column municipalities.census_division is 'The census division that it lies in.';

-- Draws -------------------------------------------------------------------------------------------

create table target_groups (
    target_group varchar primary key,
    name varchar not null unique,
    description varchar not null,
    display_order integer not null unique
);
comment on table target_groups is 'A kind of target that draws had in common, for filters.';
comment on column target_groups.target_group is 'Short stable name, used in addresses.';
comment on column target_groups.name is 'Name in plain words.';
comment on column target_groups.description is 'What draws of this group had in common.';
comment on column target_groups.display_order is 'Place in lists, from 1.';

create table draws (
    draw_id varchar primary key,
    issued_on date not null,
    issued_to date,
    stream_id varchar not null references streams (stream_id),
    kind draw_kind not null,
    target varchar not null,
    target_group varchar not null references target_groups (target_group),
    invitations integer not null check (invitations >= 0),
    score_scale varchar not null,
    score_min integer check (score_min >= 0),
    score_max integer check (score_max >= 0),
    profiles_from date,
    profiles_to date,
    occupation_list occupation_list_state not null,
    note varchar,
    source_id varchar not null references sources (source_id),
    foreign key (stream_id, score_scale) references stream_scales (stream_id, score_scale),
    check (regexp_full_match(draw_id, '\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+')),
    check (try_cast(draw_id[1:10] as date) = issued_on),
    check (score_min <= score_max),
    check (score_min is not null or score_max is null),
    check (profiles_from <= profiles_to),
    check (profiles_to <= coalesce(issued_to, issued_on)),
    check (issued_on < issued_to),
    check ((kind = 'general') = (target_group = 'general')),
    check (kind = 'targeted' or occupation_list = 'all')
);
comment on table draws is
'A draw: one line of the official tables. Several can share a date, stream, score and count, so
draw_id is the only key.';
comment on column draws.draw_id is 'Stable name: date, stream and target.';
comment on column draws.issued_on is 'Day of the draw; the first day of one that took several.';
comment on column draws.issued_to is 'Last day of a draw that took several days; otherwise null.';
comment on column draws.stream_id is 'Stream whose candidates were invited.';
comment on column draws.kind is 'General (everyone in the pool of the stream) or targeted.';
comment on column draws.target is 'Whom the draw was for, in words.';
comment on column draws.target_group is 'Kind of target, for filters.';
comment on column draws.invitations is
'Invitations or notifications issued, in people. Invitations are not nominations.';
comment on column draws.score_scale is 'Scale of the scores; always one of the stream.';
comment on column draws.score_min is
'Lowest score invited in this draw, in points of its scale; null where none was published.';
comment on column draws.score_max is
'Highest score invited, in points, where a range was published; otherwise null.';
comment on column draws.profiles_from is
'First day of the profiles considered; null where not published.';
comment on column draws.profiles_to is
'Last day of the profiles considered; null where not published.';
comment on column draws.occupation_list is
'What is known of the occupations named: all (open to every occupation), complete, partial,
not_published (a list existed and was not published) or not_captured (published, not recorded).';
comment on column draws.note is 'Anything else that the official page says of the draw.';
comment on column draws.source_id is 'Official page that lists the draw.';

create table draw_targets (
    target_id varchar primary key check (regexp_full_match(target_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    target varchar not null unique,
    target_group varchar not null references target_groups (target_group),
    list_when_none occupation_list_state not null
    check (list_when_none in ('all', 'not_published', 'not_captured'))
);
comment on table draw_targets is
'A target that a draw can have, for the update: how a new draw with it is named and filed.';
comment on column draw_targets.target_id is 'End of the draw_id of a draw with this target.';
comment on column draw_targets.target is 'Whom such a draw is for, in words.';
comment on column draw_targets.target_group is 'Kind of target, for filters.';
comment on column draw_targets.list_when_none is
'State of the occupation list of such a draw until a notice that names occupations is found.';

create table target_wordings (
    wording varchar primary key,
    target_id varchar not null references draw_targets (target_id)
);
comment on table target_wordings is
'Words in which an official page or notice names a target; read without regard to case, spaces and
marks.';
comment on column target_wordings.wording is 'The words.';
comment on column target_wordings.target_id is 'The target.';

create table draw_occupations (
    draw_id varchar not null references draws (draw_id),
    noc_version noc_version_name not null,
    noc_code varchar not null,
    primary key (draw_id, noc_version, noc_code),
    unique (draw_id, noc_code),
    check (length(noc_code) = if(noc_version = '2016', 4, 5))
);
comment on table draw_occupations is 'An occupation that a draw named.';
comment on column draw_occupations.draw_id is 'The draw.';
comment on column draw_occupations.noc_version is
'Edition of the classification that the code belongs to: 2016 (four digits) or 2021 (five).';
comment on column draw_occupations.noc_code is 'The code as published, as text.';

create table draw_areas (
    draw_id varchar not null references draws (draw_id),
    census_division varchar not null references census_divisions (census_division),
    inferred boolean not null,
    primary key (draw_id, census_division)
);
comment on table draw_areas is
'A census division where the job offer had to be. A draw without rows was open to all Ontario, but
where draw_unknowns says that its places are not known.';
comment on column draw_areas.draw_id is 'The draw.';
comment on column draw_areas.census_division is 'The census division.';
comment on column draw_areas.inferred is
'True where the notice of the draw names no place and the area is that of the pilot it served.';

create table draw_conditions (
    draw_id varchar not null references draws (draw_id),
    position integer not null check (position >= 1),
    noc_code varchar,
    condition varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (draw_id, position),
    foreign key (draw_id, noc_code) references draw_occupations (draw_id, noc_code)
);
comment on table draw_conditions is
'A further condition of a draw, or of one occupation in its list.';
comment on column draw_conditions.draw_id is 'The draw.';
comment on column draw_conditions.position is 'Place in the list of the draw, from 1.';
comment on column draw_conditions.noc_code is
'Occupation that the condition is about, as the draw named it; null where it is about all.';
comment on column draw_conditions.condition is 'The condition in words.';
comment on column draw_conditions.source_id is 'Official notice that states it.';

create table draw_unknowns (
    draw_id varchar not null references draws (draw_id),
    subject unknown_subject not null,
    reason varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (draw_id, subject)
);
comment on table draw_unknowns is
'Something that is not known of a draw: without a row here, a draw without places was open to all
Ontario, and one without conditions asked nothing beyond the rules of its stream.';
comment on column draw_unknowns.draw_id is 'The draw.';
comment on column draw_unknowns.subject is
'What is not known: the places where the job offer had to be, or all or some of the conditions.';
comment on column draw_unknowns.reason is 'Why, in a few words.';
comment on column draw_unknowns.source_id is 'Official page that lists the draw.';

-- What happened, and what officials counted -------------------------------------------------------

create table events (
    event_id varchar primary key,
    happened_on date not null,
    ends_on date,
    kind event_kind not null,
    title varchar not null,
    description varchar,
    chart_label varchar,
    source_id varchar not null references sources (source_id),
    check (happened_on <= ends_on)
);
comment on table events is 'A dated change of the program.';
comment on column events.event_id is 'Stable name: date and title.';
comment on column events.happened_on is 'Day on which it happened or began.';
comment on column events.ends_on is
'Last day of something that lasted; otherwise null. For a pause both days are those of a draw.';
comment on column events.kind is 'Intake, rules, allocation, pause or draw.';
comment on column events.title is 'What happened, in a few words.';
comment on column events.description is 'What it meant, in a sentence or two.';
comment on column events.chart_label is
'Short words for the mark on charts over time; null where charts do not show the event.';
comment on column events.source_id is 'The source.';

create table event_effects (
    event_id varchar not null references events (event_id),
    situation event_situation not null,
    plain_text varchar not null,
    primary key (event_id, situation)
);
comment on table event_effects is
'What a change of the program meant for people in one situation, as sources say it.';
comment on column event_effects.event_id is 'The event.';
comment on column event_effects.situation is
'Whom it is about: people with a profile, an invitation, an application, or a job offer.';
comment on column event_effects.plain_text is 'What it meant for them, in plain words.';

create table event_effect_sources (
    event_id varchar not null,
    situation event_situation not null,
    source_id varchar not null references sources (source_id),
    primary key (event_id, situation, source_id),
    foreign key (event_id, situation) references event_effects (event_id, situation)
);
comment on table event_effect_sources is 'A source of a row of event_effects.';
comment on column event_effect_sources.event_id is 'The event.';
comment on column event_effect_sources.situation is 'The situation.';
comment on column event_effect_sources.source_id is 'The source.';

create table official_totals (
    year integer not null check (year between 2018 and 2100),
    stream_id varchar not null references streams (stream_id),
    invitations integer not null check (invitations >= 0),
    source_id varchar not null references sources (source_id),
    primary key (year, stream_id)
);
comment on table official_totals is
'Invitations in a year as the official page prints the total, to check the sum of the draws.';
comment on column official_totals.year is 'Calendar year.';
comment on column official_totals.stream_id is 'The stream.';
comment on column official_totals.invitations is 'Invitations or notifications issued, in people.';
comment on column official_totals.source_id is 'Official page that prints the total.';

create table discrepancies (
    discrepancy_id varchar primary key,
    found_on date not null,
    draw_id varchar references draws (draw_id),
    year integer,
    stream_id varchar,
    subject varchar not null,
    figure_used varchar,
    other_figure varchar,
    explanation varchar not null,
    source_id varchar not null references sources (source_id),
    foreign key (year, stream_id) references official_totals (year, stream_id),
    check ((year is null) = (stream_id is null)),
    check (year is null or draw_id is null)
);
comment on table discrepancies is
'A place where official pages disagree with themselves, and the figure that is used here.';
comment on column discrepancies.discrepancy_id is 'Stable name.';
comment on column discrepancies.found_on is 'Date of the copy in which it was found.';
comment on column discrepancies.draw_id is 'Draw that it is about; null where it is not about one.';
comment on column discrepancies.year is 'Year of a yearly total; otherwise null.';
comment on column discrepancies.stream_id is 'Stream of a yearly total; otherwise null.';
comment on column discrepancies.subject is 'What the figures are.';
comment on column discrepancies.figure_used is 'The figure used here, as text; null where none.';
comment on column discrepancies.other_figure is 'The figure not used, as text; null where none.';
comment on column discrepancies.explanation is 'What was seen where, in a sentence or two.';
comment on column discrepancies.source_id is 'Official page that was compared.';

create table corrections (
    correction_id varchar primary key
    check (regexp_full_match(correction_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    draw_id varchar not null references draws (draw_id),
    field corrected_field not null,
    before varchar,
    after varchar,
    first_seen date not null,
    source_id varchar not null references sources (source_id),
    unique (draw_id, field, first_seen),
    check (before is distinct from after)
);
comment on table corrections is
'A figure that Ontario changed after it was first recorded. The rows are kept for good; draws and
draw_occupations hold what the official page says now.';
comment on column corrections.correction_id is 'Stable name: day, draw and field.';
comment on column corrections.draw_id is 'The draw.';
comment on column corrections.field is
'What changed: a column of draws, occupations (codes added or taken away), or listed (whether the
official page still lists the draw: yes or no).';
comment on column corrections.before is 'What it was, as text; null where nothing was published.';
comment on column corrections.after is 'What it became, as text; null where nothing is published.';
comment on column corrections.first_seen is 'Date of the first copy in which the change was seen.';
comment on column corrections.source_id is 'Official page that changed.';

-- Wages and lists of occupations ------------------------------------------------------------------

create table wages (
    noc_code varchar not null references noc_2021 (noc_code),
    region varchar not null,
    low decimal(9, 2) check (low > 0),
    median decimal(9, 2) not null check (median > 0),
    high decimal(9, 2) check (high > 0),
    unit wage_unit not null,
    reference_period varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (noc_code, region),
    check (low <= median),
    check (median <= high)
);
comment on table wages is
'Job Bank wages of an occupation in Ontario, or in an economic region of it that has a median of
its own. Where a region has no row, the program uses Ontario.';
comment on column wages.noc_code is 'Five-digit code of NOC 2021.';
comment on column wages.region is 'Ontario, or the name of an economic region.';
comment on column wages.low is
'Low wage, in Canadian dollars per unit; null where not kept (economic regions).';
comment on column wages.median is 'Median wage, in Canadian dollars per unit.';
comment on column wages.high is
'High wage, in Canadian dollars per unit; null where not kept (economic regions).';
comment on column wages.unit is
'Hourly, or annual for occupations whose pay is stated by the year.';
comment on column wages.reference_period is 'Year or years that the wages describe.';
comment on column wages.source_id is 'The release.';

create table in_demand_occupations (
    noc_version noc_version_name not null,
    noc_code varchar not null,
    work_area in_demand_area not null,
    limited_to varchar,
    effective_from date not null,
    effective_to date,
    primary key (noc_version, noc_code),
    check (length(noc_code) = if(noc_version = '2016', 4, 5)),
    check (effective_from <= effective_to)
);
comment on table in_demand_occupations is
'An occupation on the list of the In-Demand Skills stream, with the time it was on the list.';
comment on column in_demand_occupations.noc_version is
'Edition of the classification: 2016 (four digits) or 2021 (five).';
comment on column in_demand_occupations.noc_code is 'The code, as text.';
comment on column in_demand_occupations.work_area is
'Anywhere in Ontario, or only where the job is outside the Greater Toronto Area.';
comment on column in_demand_occupations.limited_to is
'The part of the occupation that is meant; null where all of it is.';
comment on column in_demand_occupations.effective_from is 'First day on the list.';
comment on column in_demand_occupations.effective_to is 'Last day on the list; null while on it.';

create table in_demand_occupation_sources (
    noc_version noc_version_name not null,
    noc_code varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (noc_version, noc_code, source_id),
    foreign key (noc_version, noc_code) references in_demand_occupations (noc_version, noc_code)
);
comment on table in_demand_occupation_sources is 'A source of a row of in_demand_occupations.';
comment on column in_demand_occupation_sources.noc_version is 'Edition of the classification.';
comment on column in_demand_occupation_sources.noc_code is 'The code, as text.';
comment on column in_demand_occupation_sources.source_id is 'The source.';

create table licensed_occupations (
    noc_code varchar primary key references noc_2021 (noc_code),
    licensed_work varchar not null,
    regulator varchar not null,
    kind licence_kind not null,
    coverage licence_coverage not null,
    coverage_note varchar
);
comment on table licensed_occupations is
'An occupation of which all or part needs a licence in Ontario. The match of licences to codes was
made for this project and is not official.';
comment on column licensed_occupations.noc_code is 'Five-digit code of NOC 2021.';
comment on column licensed_occupations.licensed_work is
'The profession or trades that are licensed.';
comment on column licensed_occupations.regulator is 'Who gives the licence.';
comment on column licensed_occupations.kind is
'Regulated health profession, other regulated profession, or compulsory trade.';
comment on column licensed_occupations.coverage is
'Whole occupation, part of it, only the title protected, or unsure that the code is the right one.';
comment on column licensed_occupations.coverage_note is 'Which part; null where nothing is to add.';

create table licensed_occupation_sources (
    noc_code varchar not null references licensed_occupations (noc_code),
    source_id varchar not null references sources (source_id),
    primary key (noc_code, source_id)
);
comment on table licensed_occupation_sources is 'A source of a row of licensed_occupations.';
comment on column licensed_occupation_sources.noc_code is 'Five-digit code of NOC 2021.';
comment on column licensed_occupation_sources.source_id is 'The source.';

create table occupation_sets (
    occupation_set varchar primary key,
    name varchar not null unique
);
comment on table occupation_sets is
'A set of occupations that a rule names by groups of codes; its members are in
occupation_set_members.';
comment on column occupation_sets.occupation_set is 'Short stable name, used in rules.';
comment on column occupation_sets.name is 'Name in plain words.';

create table occupation_set_prefixes (
    occupation_set varchar not null references occupation_sets (occupation_set),
    prefix varchar not null check (regexp_full_match(prefix, '\d{1,5}')),
    included boolean not null,
    primary key (occupation_set, prefix)
);
comment on table occupation_set_prefixes is
'The first digits of NOC 2021 codes that a set takes in or leaves out.';
comment on column occupation_set_prefixes.occupation_set is 'The set.';
comment on column occupation_set_prefixes.prefix is
'First digits of the codes: two for a major group, five for one occupation.';
comment on column occupation_set_prefixes.included is
'True where the set takes them in, false where it leaves them out of a wider group.';

-- Regions -----------------------------------------------------------------------------------------

create table region_groups (
    region_group varchar primary key,
    name varchar not null unique,
    is_complete boolean not null,
    note varchar
);
comment on table region_groups is
'A part of Ontario that a points grid, a threshold, a fee or a pilot tells apart.';
comment on column region_groups.region_group is
'Short stable name; where a points grid has a region option it is the id of that option.';
comment on column region_groups.name is 'Name in plain words.';
comment on column region_groups.is_complete is
'False where not every place of the group is known, so that a place not listed may belong to it.';
comment on column region_groups.note is 'What else is known; null where nothing is.';

create table region_places (
    place varchar not null,
    place_type region_place_type not null,
    region_group varchar not null references region_groups (region_group),
    applies_to region_use not null,
    primary key (place, region_group, applies_to)
);
comment on table region_places is 'A place that belongs to a region group for one use.';
comment on column region_places.place is 'Name of the census division or municipality.';
comment on column region_places.place_type is 'Census division or municipality.';
comment on column region_places.region_group is 'The region group.';
comment on column region_places.applies_to is
'What the group is used for: a points grid, a rule, or a time of the REDI pilot.';

create table region_place_sources (
    place varchar not null,
    region_group varchar not null,
    applies_to region_use not null,
    source_id varchar not null references sources (source_id),
    primary key (place, region_group, applies_to, source_id),
    foreign key (place, region_group, applies_to)
    references region_places (place, region_group, applies_to)
);
comment on table region_place_sources is 'A source of a row of region_places.';
comment on column region_place_sources.place is 'The place.';
comment on column region_place_sources.region_group is 'The region group.';
comment on column region_place_sources.applies_to is 'The use.';
comment on column region_place_sources.source_id is 'The source.';

-- What a person can tell, and what follows from it ------------------------------------------------

create table economic_regions (
    census_division varchar primary key references census_divisions (census_division),
    economic_region varchar not null
);
comment on table economic_regions is
'The economic region of Statistics Canada that a census division lies in, for regional wages.';
comment on column economic_regions.census_division is 'The census division.';
comment on column economic_regions.economic_region is 'Its economic region, as wages names it.';

create table facts (
    fact varchar primary key check (regexp_full_match(fact, '[a-z0-9]+(_[a-z0-9]+)*')),
    kind fact_kind not null,
    unit varchar,
    name varchar not null
);
comment on table facts is
'Something about a person, a job or a place that a rule can ask for: answered, or following from
answers. A fact that is not known is never taken for yes or no.';
comment on column facts.fact is
'Short stable name; where it can be asked for, the key of the answer.';
comment on column facts.kind is 'Choice, number, date, boolean or text.';
comment on column facts.unit is 'Unit of a number; null where it has none.';
comment on column facts.name is 'Name in plain words.';

create table fact_conditions (
    fact varchar not null references facts (fact),
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    from_fact varchar not null references facts (fact),
    operator bound_operator not null,
    value varchar not null,
    primary key (fact, alternative, position)
);
comment on table fact_conditions is
'When a fact of yes or no follows from others. Rows of one alternative must all hold; one
alternative that holds is enough.';
comment on column fact_conditions.fact is 'The fact that follows.';
comment on column fact_conditions.alternative is 'Number of the alternative, from 1.';
comment on column fact_conditions.position is 'Place in the alternative, from 1.';
comment on column fact_conditions.from_fact is 'The fact that is looked at.';
comment on column fact_conditions.operator is
'How it is compared: =, !=, <, <=, >, >=; in for a set of occupation_sets (fact noc).';
comment on column fact_conditions.value is 'What it is compared with.';

create table fact_sources (
    fact varchar not null references facts (fact),
    source_id varchar not null references sources (source_id),
    primary key (fact, source_id)
);
comment on table fact_sources is 'A source of the rule in fact_conditions by which a fact follows.';
comment on column fact_sources.fact is 'The fact that follows.';
comment on column fact_sources.source_id is 'The source.';

create table draw_condition_tests (
    condition varchar not null,
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    fact varchar not null references facts (fact),
    operator bound_operator not null,
    value varchar not null,
    primary key (condition, alternative, position)
);
comment on table draw_condition_tests is
'The facts by which a person meets a condition of draw_conditions. Rows of one alternative must all
hold; one alternative that holds is enough. A condition without rows is not known to be met.';
comment on column draw_condition_tests.condition is
'The condition as draw_conditions words it.';
comment on column draw_condition_tests.alternative is 'Number of the alternative, from 1.';
comment on column draw_condition_tests.position is 'Place in the alternative, from 1.';
comment on column draw_condition_tests.fact is 'The fact that is looked at.';
comment on column draw_condition_tests.operator is 'How it is compared.';
comment on column draw_condition_tests.value is 'What it is compared with.';

create table fact_inputs (
    fact varchar not null references facts (fact),
    input varchar not null references facts (fact),
    primary key (fact, input)
);
comment on table fact_inputs is 'An answer from which a fact is worked out.';
comment on column fact_inputs.fact is 'The fact.';
comment on column fact_inputs.input is 'The answer.';

create table changes (
    change_id varchar primary key,
    position integer not null unique,
    name varchar not null
);
comment on table changes is
'A single change that a person could make, tried out to see what it would bring.';
comment on column changes.change_id is 'Short stable name.';
comment on column changes.position is 'Place in lists, from 1.';
comment on column changes.name is 'The change in plain words.';

create table change_facts (
    change_id varchar not null references changes (change_id),
    fact varchar not null references facts (fact),
    kind change_kind not null,
    value integer,
    primary key (change_id, fact),
    check ((value is null) = (kind in ('next', 'each')))
);
comment on table change_facts is 'What a change does to a fact that is known.';
comment on column change_facts.change_id is 'The change.';
comment on column change_facts.fact is 'The fact.';
comment on column change_facts.kind is
'add (that much more), raise (that much more, where there is something), start (from nothing to it),
next (the next bound of the grid above), each (every other value that the grid tells apart, one at a
time).';
comment on column change_facts.value is
'How much, in the unit of the fact; null for next and each.';

create table questions (
    fact varchar primary key references facts (fact),
    step question_step not null,
    position integer not null unique,
    wording varchar not null,
    help varchar,
    minimum decimal(15, 2),
    maximum decimal(15, 2),
    whole boolean not null,
    options_from option_list,
    instead_of varchar references facts (fact),
    check (minimum <= maximum)
);
comment on table questions is
'A question of the estimator. "I do not know" is always an answer: nothing is then given.';
comment on column questions.fact is 'The fact that it asks for: the key of the answer.';
comment on column questions.step is 'Step of the form.';
comment on column questions.position is 'Place among all questions, from 1.';
comment on column questions.wording is 'The question in plain words.';
comment on column questions.help is 'What else to know; null where nothing is.';
comment on column questions.minimum is
'Lowest number taken, in the unit of the fact; null for none.';
comment on column questions.maximum is
'Highest number taken, in the unit of the fact; null for none.';
comment on column questions.whole is 'True where only whole numbers are taken.';
comment on column questions.options_from is
'Table of which each row is a choice, beside those of question_options; null for none.';
comment on column questions.instead_of is
'Question that this one stands in for: only one of both is answered; null for none.';

create table question_options (
    fact varchar not null references questions (fact),
    option_id varchar not null,
    position integer not null check (position >= 1),
    label varchar not null,
    primary key (fact, option_id),
    unique (fact, position)
);
comment on table question_options is 'A choice of a question.';
comment on column question_options.fact is 'The question.';
comment on column question_options.option_id is 'The answer.';
comment on column question_options.position is 'Place among the choices, from 1.';
comment on column question_options.label is 'The choice in plain words.';

create table question_conditions (
    fact varchar not null references questions (fact),
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    from_fact varchar not null references facts (fact),
    operator bound_operator not null,
    value varchar not null,
    primary key (fact, alternative, position)
);
comment on table question_conditions is
'When a question is asked; without rows, always. Rows of one alternative must all hold; one
alternative that holds is enough.';
comment on column question_conditions.fact is 'The question.';
comment on column question_conditions.alternative is 'Number of the alternative, from 1.';
comment on column question_conditions.position is 'Place in the alternative, from 1.';
comment on column question_conditions.from_fact is 'The fact that is looked at.';
comment on column question_conditions.operator is 'How it is compared, as in fact_conditions.';
comment on column question_conditions.value is 'What it is compared with.';

create table answer_doubts (
    doubt varchar primary key check (regexp_full_match(doubt, '[a-z0-9]+(-[a-z0-9]+)*')),
    position integer not null unique check (position >= 1),
    fact varchar not null references questions (fact),
    message varchar not null
);
comment on table answer_doubts is
'A question to a person whose answers do not fit together. It refuses nothing.';
comment on column answer_doubts.doubt is 'Short stable name.';
comment on column answer_doubts.position is 'Place among the doubts, from 1.';
comment on column answer_doubts.fact is 'The answer to look at again.';
comment on column answer_doubts.message is
'The question in plain words; braces stand for the figures that do not fit, in order.';

-- Points ------------------------------------------------------------------------------------------

create table grid_factors (
    score_scale varchar not null references score_scales (score_scale),
    factor varchar not null,
    name varchar not null,
    maximum integer not null check (maximum > 0),
    part_of varchar,
    note varchar,
    display_order integer not null,
    primary key (score_scale, factor),
    unique (score_scale, display_order),
    check (part_of <> factor)
);
comment on table grid_factors is 'A factor of a points grid. A grid is named by its score scale.';
comment on column grid_factors.score_scale is 'The score scale that the grid makes.';
comment on column grid_factors.factor is 'Short stable name, used by the API.';
comment on column grid_factors.name is 'Name in plain words.';
comment on column grid_factors.maximum is 'Most points that the factor gives.';
comment on column grid_factors.part_of is
'Wider factor of the same grid that already counts these points; otherwise null.';
comment on column grid_factors.note is 'What is not known of the factor; null where nothing is.';
comment on column grid_factors.display_order is 'Place in the grid, from 1.';

create table grid_factor_sources (
    score_scale varchar not null,
    factor varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (score_scale, factor, source_id),
    foreign key (score_scale, factor) references grid_factors (score_scale, factor)
);
comment on table grid_factor_sources is
'A source of a factor that has no options with sources of their own.';
comment on column grid_factor_sources.score_scale is 'The score scale of the grid.';
comment on column grid_factor_sources.factor is 'The factor.';
comment on column grid_factor_sources.source_id is 'The source.';

create table factor_documents (
    score_scale varchar not null,
    factor varchar not null,
    document varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (score_scale, factor),
    foreign key (score_scale, factor) references grid_factors (score_scale, factor)
);
comment on table factor_documents is
'The document by which an applicant shows a factor, as far as Ontario says so. For a factor without
a row none was found.';
comment on column factor_documents.score_scale is 'The scale.';
comment on column factor_documents.factor is 'The factor.';
comment on column factor_documents.document is 'The document, in plain words.';
comment on column factor_documents.source_id is 'The page of Ontario that asks for it.';

create table stream_factors (
    stream_id varchar not null,
    score_scale varchar not null,
    factor varchar not null,
    primary key (stream_id, score_scale, factor),
    foreign key (stream_id, score_scale) references stream_scales (stream_id, score_scale),
    foreign key (score_scale, factor) references grid_factors (score_scale, factor)
);
comment on table stream_factors is
'A factor that counts for a stream. The maxima of the factors of a stream add up to its maximum.';
comment on column stream_factors.stream_id is 'The stream.';
comment on column stream_factors.score_scale is 'The score scale of the grid.';
comment on column stream_factors.factor is 'The factor.';

create table grid_exceptions (
    stream_id varchar not null,
    score_scale varchar not null,
    fact varchar not null references facts (fact),
    reason varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (stream_id, score_scale, fact),
    foreign key (stream_id, score_scale) references stream_scales (stream_id, score_scale)
);
comment on table grid_exceptions is
'People whom a stream takes without giving them points: those of whom the fact is true.';
comment on column grid_exceptions.stream_id is 'The stream.';
comment on column grid_exceptions.score_scale is 'The score scale of the grid.';
comment on column grid_exceptions.fact is 'The fact of yes or no.';
comment on column grid_exceptions.reason is 'Why there is no score, in plain words.';
comment on column grid_exceptions.source_id is 'The source.';

create table grid_options (
    grid_option_id varchar primary key,
    score_scale varchar not null,
    factor varchar not null,
    option_id varchar not null,
    label varchar not null,
    points integer check (points >= 0),
    effective_from date not null,
    effective_to date,
    display_order integer not null,
    foreign key (score_scale, factor) references grid_factors (score_scale, factor),
    unique (score_scale, factor, display_order),
    check (effective_from <= effective_to)
);
comment on table grid_options is
'An answer to a factor of a points grid, and the points that it gives.';
comment on column grid_options.grid_option_id is 'Stable name of the row.';
comment on column grid_options.score_scale is 'The score scale of the grid.';
comment on column grid_options.factor is 'The factor.';
comment on column grid_options.option_id is
'Short name of the answer, used by the API; one of its kind for a stream, factor and day.';
comment on column grid_options.label is 'The answer in words, near those of the page.';
comment on column grid_options.points is 'Points that it gives; null where they are not known.';
comment on column grid_options.effective_from is 'First day on which it gives these points.';
comment on column grid_options.effective_to is 'Last such day; null while it does.';
comment on column grid_options.display_order is 'Place in the factor, from 1.';

create table grid_option_bounds (
    grid_option_id varchar not null references grid_options (grid_option_id),
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    fact varchar not null references facts (fact),
    operator bound_operator not null,
    value varchar not null,
    counted boolean not null,
    dispute varchar,
    primary key (grid_option_id, alternative, position),
    check (counted or position > 1 or dispute is not null)
);
comment on table grid_option_bounds is
'The facts for which an answer of a points grid is the right one. Rows of one alternative must all
hold; one alternative that holds is enough. An answer without rows can only be chosen by hand.';
comment on column grid_option_bounds.grid_option_id is 'The answer of the grid.';
comment on column grid_option_bounds.alternative is 'Number of the alternative, from 1.';
comment on column grid_option_bounds.position is 'Place in the alternative, from 1.';
comment on column grid_option_bounds.fact is 'The fact that is looked at.';
comment on column grid_option_bounds.operator is 'How it is compared: =, !=, <, <=, >, >=.';
comment on column grid_option_bounds.value is 'What it is compared with.';
comment on column grid_option_bounds.counted is
'False where sources leave open whether the alternative gives the answer: its points are then
neither given nor ruled out.';
comment on column grid_option_bounds.dispute is
'What sources leave open, in a sentence, in the first row of the alternative; otherwise null.';

create table grid_option_streams (
    grid_option_id varchar not null references grid_options (grid_option_id),
    stream_id varchar not null references streams (stream_id),
    primary key (grid_option_id, stream_id)
);
comment on table grid_option_streams is 'A stream for which an answer can be given.';
comment on column grid_option_streams.grid_option_id is 'The answer.';
comment on column grid_option_streams.stream_id is 'The stream.';

create table grid_option_sources (
    grid_option_id varchar not null references grid_options (grid_option_id),
    source_id varchar not null references sources (source_id),
    primary key (grid_option_id, source_id)
);
comment on table grid_option_sources is 'A source of a row of grid_options.';
comment on column grid_option_sources.grid_option_id is 'The answer.';
comment on column grid_option_sources.source_id is 'The source.';

create table language_tests (
    language_test varchar primary key,
    name varchar not null unique,
    language title_language not null,
    taken_after date
);
comment on table language_tests is 'A language test whose scores turn into benchmarks.';
comment on column language_tests.language_test is 'Short stable name.';
comment on column language_tests.name is 'Name of the test.';
comment on column language_tests.language is 'Language tested: en (English) or fr (French).';
comment on column language_tests.taken_after is
'The scores in language_benchmarks are for tests taken after this day; null for any day.';

create table language_test_sources (
    language_test varchar not null references language_tests (language_test),
    source_id varchar not null references sources (source_id),
    primary key (language_test, source_id)
);
comment on table language_test_sources is 'A source of the benchmarks of a test.';
comment on column language_test_sources.language_test is 'The test.';
comment on column language_test_sources.source_id is 'The source.';

create table language_benchmarks (
    language_test varchar not null references language_tests (language_test),
    ability language_ability not null,
    clb integer not null check (clb between 4 and 10),
    min_score decimal(5, 1) not null check (min_score >= 0),
    max_score decimal(5, 1),
    primary key (language_test, ability, clb),
    check (min_score <= max_score)
);
comment on table language_benchmarks is
'The test scores in one ability that make a Canadian Language Benchmark (CLB; NCLC in French).';
comment on column language_benchmarks.language_test is 'The test.';
comment on column language_benchmarks.ability is 'Reading, writing, listening or speaking.';
comment on column language_benchmarks.clb is 'Benchmark, 4 to 10; 10 stands for 10 and above.';
comment on column language_benchmarks.min_score is 'Lowest score, in the points of the test.';
comment on column language_benchmarks.max_score is
'Highest score, in the points of the test; null where there is no upper end.';

create table language_score_limits (
    language_test varchar not null references language_tests (language_test),
    ability language_ability not null,
    minimum decimal(5, 1) not null check (minimum >= 0),
    maximum decimal(5, 1) not null,
    step decimal(5, 1) not null check (step > 0),
    source_id varchar not null references sources (source_id),
    primary key (language_test, ability),
    check (minimum < maximum)
);
comment on table language_score_limits is
'The scores that a test can give in one ability; any other score is a mistake.';
comment on column language_score_limits.language_test is 'The test.';
comment on column language_score_limits.ability is 'Reading, writing, listening or speaking.';
comment on column language_score_limits.minimum is
'Lowest score, in the points of the test; a CELPIP result of M counts as 0.';
comment on column language_score_limits.maximum is 'Highest score, in the points of the test.';
comment on column language_score_limits.step is 'Scores are whole multiples of it.';
comment on column language_score_limits.source_id is 'Where the scale of the test is described.';

-- Rules of eligibility ----------------------------------------------------------------------------

create table requirements (
    requirement_id varchar primary key,
    stream_id varchar not null references streams (stream_id),
    topic requirement_topic not null,
    operator requirement_operator not null,
    value varchar,
    unit varchar,
    window_months integer check (window_months > 0),
    alternative_to varchar,
    plain_text varchar not null,
    effective_from date,
    effective_to date,
    check (effective_from <= effective_to),
    check (operator <> 'not_required' or value is null),
    check (alternative_to <> requirement_id)
);
comment on table requirements is
'One requirement of a stream, with the days on which it held. A requirement with rows in
requirement_conditions holds only where they do.';
comment on column requirements.requirement_id is 'Stable name.';
comment on column requirements.stream_id is 'The stream.';
comment on column requirements.topic is 'What the requirement is about.';
comment on column requirements.operator is
'How the fact is compared with the value: ==, !=, <, <=, >, >=; in, one_of, any_of (one of several
values: see requirement_values, or the list that unit names); within (a period before applying);
absent (must not be the case); not_required (nothing is asked on this topic, and other rows of the
same topic then do not apply, but for the employer, where such a row speaks of itself alone);
definition (what a word of other rules means: a note, never a test); claim (what a press article or an old proposal says: a note, never a
test).';
comment on column requirements.value is
'What the fact is compared with: a number, a short name in words, or the name of a list; null where
requirement_values holds several or nothing is compared.';
comment on column requirements.unit is
'Unit of the value; in_demand_occupations and occupation_sets say that the value names a work area
or a set of that table; null where the value says all.';
comment on column requirements.window_months is
'Only what happened in this many months before applying counts; null where there is no such limit.';
comment on column requirements.alternative_to is
'The requirement that this one is a way to meet; any one of its alternatives is enough.';
comment on column requirements.plain_text is 'The requirement in plain words.';
comment on column requirements.effective_from is 'First day; null where older than the records.';
comment on column requirements.effective_to is 'Last day; null while it holds.';

create table requirement_values (
    requirement_id varchar not null references requirements (requirement_id),
    position integer not null check (position >= 1),
    value varchar not null,
    primary key (requirement_id, position),
    unique (requirement_id, value)
);
comment on table requirement_values is 'One of several values of a requirement.';
comment on column requirement_values.requirement_id is 'The requirement.';
comment on column requirement_values.position is 'Place in the list, from 1.';
comment on column requirement_values.value is 'The value.';

create table requirement_conditions (
    requirement_id varchar not null references requirements (requirement_id),
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    fact varchar not null,
    operator condition_operator not null,
    value varchar not null,
    primary key (requirement_id, alternative, position)
);
comment on table requirement_conditions is
'A condition under which a requirement applies. Rows of one alternative must all hold; one
alternative that holds is enough. No rows: the requirement always applies.';
comment on column requirement_conditions.requirement_id is 'The requirement.';
comment on column requirement_conditions.alternative is 'Number of the alternative, from 1.';
comment on column requirement_conditions.position is 'Place in the alternative, from 1.';
comment on column requirement_conditions.fact is 'The fact about the person, job or place.';
comment on column requirement_conditions.operator is
'= or != for one value; in or not in for a set of occupation_sets (fact noc) or a group of
region_groups (fact census_division).';
comment on column requirement_conditions.value is
'true, false, a short name, or the name of a set or group.';

create table requirement_tests (
    requirement_id varchar not null references requirements (requirement_id),
    alternative integer not null check (alternative >= 1),
    position integer not null check (position >= 1),
    fact varchar not null references facts (fact),
    operator bound_operator,
    value varchar,
    primary key (requirement_id, alternative, position),
    check ((operator is null) = (value is null))
);
comment on table requirement_tests is
'The facts by which a requirement is met. Rows of one alternative must all hold; one alternative
that holds is enough. A requirement without rows cannot be told from answers: it is to confirm.';
comment on column requirement_tests.requirement_id is 'The requirement.';
comment on column requirement_tests.alternative is 'Number of the alternative, from 1.';
comment on column requirement_tests.position is 'Place in the alternative, from 1.';
comment on column requirement_tests.fact is 'The fact that is looked at.';
comment on column requirement_tests.operator is
'How it is compared; null where operator and value of the requirement itself say so.';
comment on column requirement_tests.value is 'What it is compared with; null as operator.';

create table requirement_sources (
    requirement_id varchar not null references requirements (requirement_id),
    source_id varchar not null references sources (source_id),
    primary key (requirement_id, source_id)
);
comment on table requirement_sources is 'A source of a row of requirements.';
comment on column requirement_sources.requirement_id is 'The requirement.';
comment on column requirement_sources.source_id is 'The source.';

-- Steps, deadlines and fees -----------------------------------------------------------------------

create table process_steps (
    step_id varchar primary key,
    step_order integer not null check (step_order >= 0),
    actor step_actor not null,
    description varchar not null,
    deadline_days integer check (deadline_days > 0),
    deadline_months integer check (deadline_months > 0),
    counted_from varchar,
    fee_cad integer check (fee_cad >= 0),
    fee_note varchar,
    only_for step_case,
    is_claim boolean not null,
    effective_from date,
    effective_to date,
    check (effective_from <= effective_to),
    check (deadline_days is null or deadline_months is null),
    check ((counted_from is null) = (deadline_days is null and deadline_months is null)),
    check (fee_cad is null or fee_note is null)
);
comment on table process_steps is
'A step on the way from an expression of interest to permanent residence, with its deadline and
fee, for those invited or applying between its dates.';
comment on column process_steps.step_id is 'Stable name.';
comment on column process_steps.step_order is
'Place among the steps of a stream; 0 for what happens to all, outside the order.';
comment on column process_steps.actor is
'Who acts: the candidate, the employer, the program (OINP), the federal department (IRCC), other.';
comment on column process_steps.description is 'The step in plain words.';
comment on column process_steps.deadline_days is
'Days allowed, in calendar days from the day of counted_from; null where none or in months.';
comment on column process_steps.deadline_months is
'Months allowed, from the day of counted_from; null where none or in days.';
comment on column process_steps.counted_from is 'What the deadline is counted from.';
comment on column process_steps.fee_cad is
'Fee in Canadian dollars; 0 where the step is free; null where not stated or none applies.';
comment on column process_steps.fee_note is 'What is said of a fee that is not one amount.';
comment on column process_steps.only_for is
'Case that the step is limited to: job in or outside the Greater Toronto Area, or a physician
without a job offer; null where it is for all.';
comment on column process_steps.is_claim is
'True for what only a press article says: a note, never a deadline or a fee to rely on.';
comment on column process_steps.effective_from is
'First day of invitations, or of applying, to which it belongs; null where not known.';
comment on column process_steps.effective_to is 'Last such day; null while it holds.';

create table process_step_streams (
    step_id varchar not null references process_steps (step_id),
    stream_id varchar not null references streams (stream_id),
    primary key (step_id, stream_id)
);
comment on table process_step_streams is 'A stream that a step belongs to.';
comment on column process_step_streams.step_id is 'The step.';
comment on column process_step_streams.stream_id is 'The stream.';

create table process_step_sources (
    step_id varchar not null references process_steps (step_id),
    source_id varchar not null references sources (source_id),
    primary key (step_id, source_id)
);
comment on table process_step_sources is 'A source of a row of process_steps.';
comment on column process_step_sources.step_id is 'The step.';
comment on column process_step_sources.source_id is 'The source.';

-- Allocations and nominations ---------------------------------------------------------------------

create table allocations (
    year integer primary key check (year between 2015 and 2100),
    allocation integer not null check (allocation >= 0),
    nominations_issued integer check (nominations_issued >= 0),
    note varchar
);
comment on table allocations is
'Nominations that Ontario was allowed in a year. Nominations are not invitations.';
comment on column allocations.year is 'Calendar year.';
comment on column allocations.allocation is 'Nominations allowed, in people.';
comment on column allocations.nominations_issued is
'Nominations issued, in people; null where the figure was not found.';
comment on column allocations.note is 'What the figures include and how sure they are.';

create table allocation_sources (
    year integer not null references allocations (year),
    source_id varchar not null references sources (source_id),
    primary key (year, source_id)
);
comment on table allocation_sources is 'A source of a row of allocations.';
comment on column allocation_sources.year is 'Calendar year.';
comment on column allocation_sources.source_id is 'The source.';

create table nominations (
    year integer not null references allocations (year),
    stream_id varchar not null references streams (stream_id),
    nominations integer not null check (nominations >= 0),
    source_id varchar not null references sources (source_id),
    primary key (year, stream_id)
);
comment on table nominations is 'Nominations issued to a stream in a year.';
comment on column nominations.year is 'Calendar year.';
comment on column nominations.stream_id is 'The stream.';
comment on column nominations.nominations is 'Nominations issued, in people.';
comment on column nominations.source_id is 'The source.';

-- Which source a whole table comes from -----------------------------------------------------------

create table table_sources (
    table_name varchar not null,
    source_id varchar not null references sources (source_id),
    primary key (table_name, source_id)
);
comment on table table_sources is
'The source of a table whose rows all come from one place and so do not name it.';
comment on column table_sources.table_name is 'Name of the table.';
comment on column table_sources.source_id is 'The source.';

-- Made by the build -------------------------------------------------------------------------------

create table build_info (
    data_version varchar not null,
    newest_draw date not null,
    draws integer not null
);
comment on table build_info is 'What this database holds; one row.';
comment on column build_info.data_version is
'First twelve hexadecimal digits of a hash of the tables, the schema and the code that builds.';
comment on column build_info.newest_draw is 'Date of the newest draw recorded.';
comment on column build_info.draws is 'Number of draws recorded.';

create table fact_tables (
    table_name varchar primary key
);
comment on table fact_tables is
'A table that is read from a file of facts. The others are worked out when the data is built.';
comment on column fact_tables.table_name is 'Name of the table, and of its file.';

create view occupation_set_members as
select
    taken.occupation_set,
    noc_2021.noc_code
from noc_2021
inner join occupation_set_prefixes as taken
    on taken.included and starts_with(noc_2021.noc_code, taken.prefix)
where
    not exists (
        select 1
        from occupation_set_prefixes as excepted
        where
            not excepted.included
            and excepted.occupation_set = taken.occupation_set
            and starts_with(noc_2021.noc_code, excepted.prefix)
    );
comment on view occupation_set_members is 'An occupation of a set of occupation_sets.';
comment on column occupation_set_members.occupation_set is 'The set.';
comment on column occupation_set_members.noc_code is 'Five-digit code of NOC 2021.';
