package io.shopfleet.operator.dependency;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What edges to something that is called contribute: its address, as a variable and as a fact. */
record Address(String kind, String target, Optional<String> url) {

    Contribution contribution(String edge, Judgement judgement, boolean gates) {
        return new Contribution(
                edge,
                kind + "/" + target,
                env(edge),
                facts(),
                Optional.empty(),
                judgement.verdict(),
                judgement.reason(),
                judgement.message(),
                gates);
    }

    private SortedMap<String, String> env(String edge) {
        var env = new TreeMap<String, String>();
        url.ifPresent(known -> env.put(
                "SHOPFLEET_" + edge.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", known));
        return env;
    }

    private SortedMap<String, String> facts() {
        var facts = new TreeMap<>(Map.of("kind", kind));
        url.ifPresent(known -> facts.put("url", known));
        return facts;
    }
}
