-- What was asked besides a sale, what it refers to, what undid it, and on which day it is settled.
alter table authorisation add column service varchar(24) not null default 'Sale';
alter table authorisation add column original varchar(64);     -- the key of what it undoes, completes or gives back
alter table authorisation add column undone_by varchar(64);    -- the key of the void that undid it
alter table authorisation add column day varchar(8) not null default '';
alter table authorisation add column balance bigint;           -- what was said of it, where that was asked

create index authorisation_original on authorisation (original) where original is not null;
create index authorisation_day on authorisation (acquirer, day);

-- Money held for a pre-authorisation: what is held stands in the ledger's account of holds.
create table hold (
    authorisation varchar(64) not null primary key,
    token         varchar(64) not null,
    amount        bigint      not null,
    held          bigint      not null check (held >= 0),
    lapses        bigint      not null,
    state         varchar(12) not null
);

create index hold_open on hold (token) where state = 'Open';

-- A day that was settled with an acquirer: what belongs to it is voided no more.
create table settled_day (
    acquirer      varchar(11) not null,
    day           varchar(8)  not null,
    closed        bigint      not null,
    debit_count   bigint      not null,
    debit_amount  bigint      not null,
    credit_count  bigint      not null,
    credit_amount bigint      not null,
    is_balanced   bigint      not null,    -- whether the acquirer had said the same
    primary key (acquirer, day)
);

-- The highest counter of a chip that was approved: a cryptogram serves once, and none from before it.
create table chip_counter (
    token    varchar(64) not null,
    sequence bigint      not null,
    counter  bigint      not null,
    primary key (token, sequence)
);
