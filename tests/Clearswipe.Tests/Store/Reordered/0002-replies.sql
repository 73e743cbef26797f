create table reply
(
    id bigint primary key,
    -- Checked at the commit only: the one way for a test to make a commit itself fail.
    note_id bigint not null references note (id) deferrable initially deferred
);
