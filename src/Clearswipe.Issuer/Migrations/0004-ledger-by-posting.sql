-- The rows of one posting lie side by side, in the table itself: a sale touches one place of the ledger, not six.
create table ledger_by_posting (
    posting text        not null,
    kind    text        not null,
    account text        not null,
    fen     bigint      not null,
    at      bigint      not null,
    primary key (posting, kind, account)
) without rowid;

insert into ledger_by_posting (posting, kind, account, fen, at)
select posting, kind, account, fen, at from ledger;

drop table ledger;
alter table ledger_by_posting rename to ledger;
