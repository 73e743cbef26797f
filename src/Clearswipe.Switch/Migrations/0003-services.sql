-- What was asked besides a sale, the attempt that it refers to, and the day on which it is settled with its issuer.
alter table attempt add column service varchar(24) not null default 'Sale';
alter table attempt add column original bigint;
alter table attempt add column day varchar(8) not null default '';
alter table attempt add column balance bigint;
alter table attempt add column chip blob;

-- One void or completion of an original at a time: a second one finds the first.
create unique index attempt_of_original on attempt (original)
    where original is not null and service not in ('Refund', 'ScriptResult')
        and state in ('Forwarded', 'Advising', 'Reversing', 'Approved');

-- What was given back of a sale.
create index attempt_refund on attempt (original) where service = 'Refund';

-- A completion may come from another terminal, by the card and the approval code alone.
create index attempt_held on attempt (token, approval_code) where service = 'PreAuthorisation';

create index attempt_advising on attempt (issuer, due) where state = 'Advising';
create index attempt_day on attempt (issuer, day);

-- A batch that was closed, with what the terminal and we had counted; the first close stands.
create table batch (
    terminal           varchar(8)  not null,
    batch              bigint      not null,
    closed             bigint      not null,
    day                varchar(8)  not null,    -- on which it was closed
    debits             bigint      not null,
    debit_count        bigint      not null,
    credits            bigint      not null,
    credit_count       bigint      not null,
    told_debits        bigint      not null,
    told_debit_count   bigint      not null,
    told_credits       bigint      not null,
    told_credit_count  bigint      not null,
    is_balanced        bigint      not null,
    primary key (terminal, batch)
);

create index batch_day on batch (day);

-- What terminals uploaded of batches that did not balance.
create table uploaded (
    terminal varchar(8)  not null,
    batch    bigint      not null,
    trace    bigint      not null,
    token    varchar(64) not null,
    amount   bigint      not null,
    primary key (terminal, batch, trace)
);

-- A day that was settled with an issuer, with what it and we had counted.
create table settled_day (
    issuer             varchar(32) not null,
    day                varchar(8)  not null,
    settled            bigint      not null,
    debits             bigint      not null,
    debit_count        bigint      not null,
    credits            bigint      not null,
    credit_count       bigint      not null,
    told_debits        bigint      not null,
    told_debit_count   bigint      not null,
    told_credits       bigint      not null,
    told_credit_count  bigint      not null,
    is_balanced        bigint      not null,
    primary key (issuer, day)
);

-- What two sides of a settlement do not agree on, each once.
create table difference (
    day      varchar(8)  not null,
    reason   varchar(32) not null,
    terminal varchar(8)  not null,
    batch    bigint      not null,
    trace    bigint      not null,
    rrn      varchar(12) not null,
    issuer   varchar(32) not null,    -- empty when it is between a terminal and us
    ours     bigint,
    theirs   bigint,
    code     varchar(2),
    found    bigint      not null,
    primary key (reason, terminal, batch, trace, rrn, issuer)
);

create index difference_day on difference (day);

-- The key for tracks, where a terminal asked for one, and whether it has signed off: its batch stays, its keys rest.
alter table terminal add column track_key blob;
alter table terminal add column signed_off bigint not null default 0;
