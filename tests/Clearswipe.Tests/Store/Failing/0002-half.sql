create table half (id bigint primary key);
create table note (id bigint primary key);
