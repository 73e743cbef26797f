-- The working keys of each terminal, sealed, so that a restart of the switch asks nobody to sign on again.
create table terminal (
    terminal  text    not null primary key,
    batch     integer not null,
    pin_key   blob    not null,
    mac_key   blob    not null,
    signed_on integer not null
);
