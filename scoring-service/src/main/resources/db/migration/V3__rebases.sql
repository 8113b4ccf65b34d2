-- Each time another model or baseline came to apply, and the cells whose score that moved.
create table rebase (
    number                  bigint generated always as identity primary key,
    day                     date        not null,
    recorded_at             timestamptz not null,
    model                   text        not null,
    baseline_version        text        not null,
    model_before            text,
    baseline_version_before text,
    cells                   integer     not null
);

create table rebase_move (
    rebase bigint           not null references rebase,
    cell   text             not null,
    before double precision not null,
    after  double precision not null,
    primary key (rebase, cell)
);
