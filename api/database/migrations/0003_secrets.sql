-- Keys the program makes for itself at first start, where the configuration gives none.

create table secrets (
  name text primary key,
  value text not null
);
