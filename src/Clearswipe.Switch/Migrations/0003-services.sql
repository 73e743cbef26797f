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

-- A completion may come from another terminal, by the card and the approval code alone.
create index attempt_held on attempt (token, approval_code) where service = 'PreAuthorisation';

create index attempt_advising on attempt (issuer, due) where state = 'Advising';
create index attempt_day on attempt (day, issuer);
