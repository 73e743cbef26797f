-- The same rows with less to write for each: the number names the row itself, what is open is found by its node, and
-- only what belongs to a day of ours is found by it.
create table attempt_lean (
    number        integer     not null primary key,   -- the retrieval reference number towards the issuer
    terminal      varchar(16) not null,
    batch         bigint      not null,
    trace         bigint      not null,
    acquirer      varchar(11) not null,               -- empty for a terminal of ours, and so are the next two
    sent_at       varchar(10) not null,
    rrn           varchar(12) not null,
    merchant      varchar(16) not null,
    at            bigint      not null,
    local_time    varchar(6)  not null,
    local_date    varchar(4)  not null,
    issuer        varchar(32),                        -- null when none was found
    token         varchar(64) not null,
    masked        varchar(24) not null,
    card          blob,                               -- sealed, while a later message may need it
    amount        bigint      not null,
    state         varchar(16) not null,
    code          varchar(2),
    approval_code varchar(6),
    acknowledged  varchar(2),                         -- what the terminal's reversal was answered
    reason        varchar(2),                         -- why it is reversed (field 39 of the reversal)
    tries         bigint      not null,
    due           bigint      not null,
    service       varchar(24) not null,
    original      bigint,
    day           varchar(8)  not null,               -- empty for what is not ours to settle
    balance       bigint,
    chip          blob,
    node          bigint      not null,               -- who forwards or reverses it now
    unique (terminal, trace, batch, acquirer, sent_at, rrn)
);

insert into attempt_lean
select number, terminal, batch, trace, acquirer, sent_at, rrn, merchant, at, local_time, local_date, issuer, token,
       masked, card, amount, state, code, approval_code, acknowledged, reason, tries, due, service, original, day,
       balance, chip, node
from attempt;

drop table attempt;
alter table attempt_lean rename to attempt;

create index attempt_open on attempt (node) where state in ('Forwarded', 'Reversing', 'Advising');
create index attempt_reversing on attempt (issuer, due) where state = 'Reversing';
create index attempt_advising on attempt (issuer, due) where state = 'Advising';
create unique index attempt_of_original on attempt (original)
    where original is not null and service not in ('Refund', 'ScriptResult')
        and state in ('Forwarded', 'Advising', 'Reversing', 'Approved');
create index attempt_refund on attempt (original) where service = 'Refund';
create index attempt_held on attempt (token, approval_code) where service = 'PreAuthorisation';
create index attempt_day on attempt (issuer, day) where day <> '';
