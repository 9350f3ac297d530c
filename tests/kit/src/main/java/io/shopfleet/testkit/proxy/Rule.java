package io.shopfleet.testkit.proxy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Which requests are disturbed, and how. It catches every request that matches, or as many as {@link #nth}, {@link #first} say;
 * it does nothing until it is told what. Of several rules for one request the latest wins.
 *
 * @param <R> the requests of the proxy
 */
public final class Rule<R> {
    private final Predicate<R> matches;
    private final boolean http;
    private final AtomicInteger hits = new AtomicInteger();
    private volatile int from = 1;
    private volatile int to = Integer.MAX_VALUE;
    private volatile Action action = new Action.Pass();

    Rule(Predicate<R> matches, boolean http) {
        this.matches = matches;
        this.http = http;
    }

    /** Only the nth request that matches from now on. */
    public Rule<R> nth(int n) {
        from = hits.get() + n;
        to = from;
        return this;
    }

    /** Only the first requests that match from now on. */
    public Rule<R> first(int count) {
        from = hits.get() + 1;
        to = hits.get() + count;
        return this;
    }

    /** The request reaches the server later. */
    public Rule<R> delay(Duration time) {
        return with(new Action.Delay(time));
    }

    /** The connection ends, and the server never gets the request. */
    public Rule<R> cutBefore() {
        return with(new Action.Cut(false));
    }

    /** The server does what it was asked, and the connection ends instead of an answer. */
    public Rule<R> cutAfter() {
        return with(new Action.Cut(true));
    }

    /** No byte passes either way until {@link #end}. Without a number it also holds what still comes for earlier requests. */
    public Rule<R> freeze() {
        return with(new Action.Freeze(new Gate(false)));
    }

    /** The proxy answers with this status and these header lines, and the server hears nothing. For HTTP only. */
    public Rule<R> answer(int status, String... headers) {
        if (!http) {
            throw new IllegalStateException("only HTTP has a status to answer with");
        }
        return with(new Action.Answer(status, List.of(headers)));
    }

    /** From now on the rule does nothing; what it holds goes on. */
    public void end() {
        with(new Action.Pass());
    }

    /** How many requests have matched so far, caught or not. */
    public int hits() {
        return hits.get();
    }

    private synchronized Rule<R> with(Action next) {
        if (action instanceof Action.Freeze(Gate gate)) {
            gate.set(true);
        }
        action = next;
        return this;
    }

    boolean matches(R request) {
        return matches.test(request);
    }

    /** What to do with a request that matches; it counts. */
    Action hit() {
        int number = hits.incrementAndGet();
        return number >= from && number <= to ? action : new Action.Pass();
    }

    /** Waits while this rule holds everything that belongs to such requests. */
    void hold(R request) throws InterruptedException {
        if (to == Integer.MAX_VALUE && action instanceof Action.Freeze(Gate gate) && matches(request)) {
            gate.pass();
        }
    }
}
