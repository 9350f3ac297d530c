create table placed_order (
    -- Version 7: sorts by the time at which the order was placed.
    id uuid primary key,
    placed_at timestamptz not null,
    -- What the caller sent with the order, so that a repeated request finds it.
    idempotency_key text unique,
    -- [{"sku": …, "quantity": …, "amountMinor": …, "currency": …}, …]: read with the order and never without it.
    lines jsonb not null
);

-- What products cost now, as catalog tells in events.
create table price (
    sku text primary key,
    -- Catalog's count of the prices of this product: an event that comes late has a smaller one.
    version bigint not null,
    amount_minor bigint not null check (amount_minor >= 0),
    currency char(3) not null
);

-- Events that cannot be understood, kept for a person to look at.
create table dead_letter (
    topic text not null,
    partition int not null,
    "offset" bigint not null,
    key bytea,
    value bytea,
    reason text not null,
    received_at timestamptz not null default now(),
    primary key (topic, partition, "offset")
);
