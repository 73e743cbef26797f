create table thing (id integer not null primary key, text text, bytes blob, large integer);
