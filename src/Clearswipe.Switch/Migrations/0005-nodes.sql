-- Any number of switch machines over one database. Each run of a machine is a node with a version of its own, which only
-- ever rises; a node that others take for dead is fenced by its heir and writes nothing more.
create table node (
    version integer not null primary key,
    name    text    not null,           -- of the machine: a new run of it takes the place of the last one
    beats   integer not null,           -- rises with every group that the node writes
    heir    integer                     -- the version that took over its open work; null while it lives
);

-- Numbers are handed out to nodes in blocks, so that no two nodes use the same one.
create table number_block (
    next integer not null primary key   -- the first that nobody has
);

insert into number_block (next) values (0);

-- Who forwards or reverses it now. 0 is the time before there were nodes.
alter table attempt add column node integer not null default 0;

create index attempt_open on attempt (node) where state in ('Forwarded', 'Reversing', 'Advising');
