-- What stays open too long, is contradicted, or does not agree: a row from when it was noticed, closed with its evidence.
create table open_case (
    kind     varchar(24)  not null,
    subject  varchar(64)  not null,    -- what it is about: a reference number, or an attempt of a terminal
    terminal varchar(16)  not null,
    trace    bigint       not null,
    issuer   varchar(32)  not null,    -- empty when it is between a terminal and us
    day      varchar(8)   not null,    -- on which it is settled, or was to be
    reason   varchar(32)  not null,    -- the state it was in, or why two sides differ
    code     varchar(2),               -- field 39 that spoke against it
    opened   bigint       not null,
    closed   bigint,                   -- null while it is open
    evidence varchar(200),             -- what closed it
    primary key (kind, subject)
);

create index open_case_open on open_case (opened) where closed is null;
