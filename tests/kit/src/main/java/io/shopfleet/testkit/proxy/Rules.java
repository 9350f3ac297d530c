package io.shopfleet.testkit.proxy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The rules of one proxy, and the gate that holds everything. */
final class Rules<R> {
    private final List<Rule<R>> rules = new CopyOnWriteArrayList<>();
    private final boolean http;
    final Gate all = new Gate(true);

    Rules(boolean http) {
        this.http = http;
    }

    Rule<R> add(Predicate<R> matches) {
        var rule = new Rule<R>(matches, http);
        rules.add(rule);
        return rule;
    }

    void clear() {
        rules.forEach(Rule::end);
        rules.clear();
        all.set(true);
    }

    /** What to do with a request. Rules that have counted it already are asked no more: it may arrive in several pieces. */
    Action action(R request, Set<Rule<R>> counted) {
        Action action = new Action.Pass();
        for (Rule<R> rule : rules) {
            if (!counted.contains(rule) && rule.matches(request)) {
                counted.add(rule);
                Action one = rule.hit();
                action = one instanceof Action.Pass ? action : one;
            }
        }
        return action;
    }

    /** Waits while a rule holds what comes for this request, or everything is held. */
    void hold(R request) throws InterruptedException {
        all.pass();
        for (Rule<R> rule : rules) {
            rule.hold(request);
        }
    }
}
