-- What a till keeps. No track, PIN block or verification code has a column here, and a card number only a sealed one.

create table counter (
    name text primary key,
    value bigint not null
);

create table sale (
    id text primary key,
    amount bigint not null,
    paid bigint not null,
    state text not null,
    issuer text,
    token text not null unique,
    opened_at text not null,
    changed_at text not null
);

create index sale_state on sale (state);

-- The intent is written before the first byte leaves; a trace number serves one attempt of a batch, ever.
create table attempt (
    batch bigint not null,
    trace bigint not null,
    sale text not null references sale (id),
    amount bigint not null,
    outcome text not null,
    has_left bigint not null,
    reversal_reason text,
    contradicted bigint not null,
    code text,
    approved bigint,
    approval_code text,
    reference text,
    issuer text,
    card text not null,
    masked text not null,
    sealed_pan blob not null,
    entry_mode text not null,
    sequence text,
    local_time text not null,
    local_date text not null,
    at text not null,
    tries bigint not null,
    primary key (batch, trace)
);

create index attempt_outcome on attempt (outcome);
create index attempt_sale on attempt (sale);

-- Cash and wallet codes. A wallet order is written before its code is shown.
create table payment (
    reference text primary key,
    sale text not null references sale (id),
    means text not null,
    amount bigint not null,
    state text not null,
    at text not null
);

-- Attempts of another till, from a hand-over: while one stands here, no card is charged for that sale.
create table foreign_attempt (
    sale text not null references sale (id),
    attempt text not null,
    masked text not null,
    amount bigint not null,
    primary key (sale, attempt)
);

create table receipt (
    token text primary key,
    sale text not null references sale (id),
    paper text not null,
    printed bigint not null,
    at text not null
);

-- Learned from answers, so that a notice about a bank reaches its cards before they are charged.
create table issuer_of_bin (
    bin text primary key,
    issuer text not null
);

create table evidence (
    sale text not null,
    number bigint not null,
    at text not null,
    kind text not null,
    body text not null,
    hash text not null,
    primary key (sale, number)
);
