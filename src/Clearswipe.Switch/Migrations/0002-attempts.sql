-- The journal of attempts. A row is there before anything of it is sent, and each step is written before it is told.
create table attempt (
    number        integer not null primary key,   -- the retrieval reference number
    terminal      text    not null,
    batch         integer not null,
    trace         integer not null,
    merchant      text    not null,
    at            integer not null,
    local_time    text    not null,
    local_date    text    not null,
    issuer        text,                           -- null when none was found
    token         text    not null,
    masked        text    not null,
    card          blob,                           -- sealed, while a reversal may need it
    amount        integer not null,
    state         text    not null,
    code          text,
    approval_code text,
    acknowledged  text,                           -- what the terminal's reversal was answered
    reason        text,                           -- why it is reversed (field 39 of the reversal)
    tries         integer not null,
    due           integer not null,
    unique (terminal, batch, trace)
);

create index attempt_forwarded on attempt (number) where state = 'Forwarded';
create index attempt_reversing on attempt (issuer, due) where state = 'Reversing';
