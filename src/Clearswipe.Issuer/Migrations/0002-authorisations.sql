-- What was once said about a request stands here for ever: the same request again gets the same answer.
create table authorisation (
    acquirer      text    not null,
    terminal      text    not null,
    trace         text    not null,
    sent_at       text    not null,
    at            integer not null,
    rrn           text    not null,
    token         text    not null,
    amount        integer not null,
    code          text    not null,
    approval_code text,
    acknowledged  text,              -- what its reversal was answered; null when none came
    primary key (acquirer, terminal, trace, sent_at)
);

create index authorisation_at on authorisation (at);
