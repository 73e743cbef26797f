create table sale (id bigint not null primary key, amount bigint not null);
