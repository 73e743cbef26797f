-- A card is named by its token, a keyed hash of its number; the number itself is not here.
create table card (
    token        text    not null primary key,
    masked       text    not null,
    expiry       text    not null,
    pin          blob    not null,   -- reference value and tries, sealed for this card; only the vault reads it
    status       text    not null,
    tries_left   integer not null   -- as the sealed record says
                 check (tries_left between 0 and 3),
    balance      integer not null check (balance >= 0),
    limit_amount integer not null,
    limit_count  integer not null,
    used_day     text    not null,
    used_amount  integer not null,
    used_count   integer not null
);

-- Double entry: the rows of one posting sum to zero, and a posting of a kind is made once.
create table ledger (
    account text    not null,
    posting text    not null,
    kind    text    not null,
    fen     integer not null,
    at      integer not null,
    primary key (account, posting, kind)
);

-- Who gave a card its PIN tries back, and why.
create table unlocking (
    token        text    not null references card (token),
    officer      text    not null,
    second       text    not null,   -- another officer
    reason       text    not null,
    tries_before integer not null,
    at           integer not null
);
