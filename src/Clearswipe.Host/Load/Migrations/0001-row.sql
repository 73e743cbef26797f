-- What the bare group commit is measured with.
create table row (
    id     integer not null primary key,
    amount integer not null
);
