create table product (
    sku text primary key,
    name text not null,
    amount_minor bigint not null check (amount_minor >= 0),
    currency char(3) not null,
    -- Counts the prices of this product. Events carry it, so that readers can tell an old one from a new one.
    price_version bigint not null default 1
);

-- Events that are to be published. A row is written with the change that it tells of, and goes when Kafka has the event.
create table outbox (
    id bigint generated always as identity primary key,
    sku text not null,
    price_version bigint not null,
    amount_minor bigint not null,
    currency char(3) not null,
    occurred_at timestamptz not null default now(),
    -- W3C trace context of the request that made the change.
    traceparent text
);
