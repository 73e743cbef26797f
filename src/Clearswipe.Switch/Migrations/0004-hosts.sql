-- Attempts of acquirers' hosts stand beside those of our own terminals: a host's terminals and trace numbers are its
-- own, so its acquirer, the moment when it sent and its own reference belong to the name of an attempt.
create table attempt_with_host (
    number        integer not null primary key,   -- the retrieval reference number towards the issuer
    terminal      text    not null,
    batch         integer not null,
    trace         integer not null,
    acquirer      text    not null,               -- '' for a terminal of ours, and so are the next two
    sent_at       text    not null,
    rrn           text    not null,
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
    unique (terminal, trace, batch, acquirer, sent_at, rrn)
);

insert into attempt_with_host
select number, terminal, batch, trace, '', '', '', merchant, at, local_time, local_date, issuer, token, masked, card,
       amount, state, code, approval_code, acknowledged, reason, tries, due
from attempt;

drop table attempt;
alter table attempt_with_host rename to attempt;

create index attempt_forwarded on attempt (number) where state = 'Forwarded';
create index attempt_reversing on attempt (issuer, due) where state = 'Reversing';
