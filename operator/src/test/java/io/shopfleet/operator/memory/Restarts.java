package io.shopfleet.operator.memory;

import static io.shopfleet.operator.memory.Scenarios.A_SERVES;
import static io.shopfleet.operator.memory.Scenarios.A_STARTS;
import static io.shopfleet.operator.memory.Scenarios.B_SERVES;
import static io.shopfleet.operator.memory.Scenarios.B_STARTS;
import static io.shopfleet.operator.memory.Scenarios.apply;
import static io.shopfleet.operator.memory.Scenarios.rests;
import static io.shopfleet.operator.memory.Scenarios.runs;
import static io.shopfleet.operator.memory.Scenarios.steps;
import static io.shopfleet.operator.memory.Scenarios.yaml;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stories of Secrets and ConfigMaps that come, change and go. A letter is a revision with its epoch. */
final class Restarts {
    private static final String TOKEN = "  env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]\n";
    private static final String CURRENCY = "  env: [{name: CURRENCY, configMapKeyRef: {name: prices, key: currency}}]\n";
    private static final String MISSING = "SecretMissing: there is no Secret card in the service's namespace;"
            + " create it with the label shopfleet.io/bindable=true";
    private static final String B_SAME_STARTS = "RolloutStarted: version 1.0.0 (revision B) sets out";
    private static final String B_SAME_SERVES = "Promoted: version 1.0.0 (revision B) has all the traffic";
    private static final String CRASH = "CrashLooping: version 1.0.0 (revision B) failed: the container ends again and again;"
            + " kubectl logs --previous shows why; returning to version 1.0.0 (revision A)";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "a Secret comes and is refreshed",
                    yaml("1.0.0", 2) + TOKEN,
                    List.of(new Act(rests("Blocked"), card("one")), new Act(runs("1.0.0"), card("two"))),
                    List.of("- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0"),
                    Set.of(MISSING, A_STARTS, A_SERVES, B_SAME_STARTS, B_SAME_SERVES)),
            new Scenario(
                    "a Secret is refreshed in mid-roll, and the new revision arrives before the new credentials",
                    yaml("1.0.0", 2) + TOKEN,
                    List.of(
                            new Act(rests("Blocked"), card("one")),
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 2) + TOKEN)),
                            new Act(steps(1, 2), card("two"))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0", "B > C 2+1", "B > C 1+2",
                            "C > - 0+0"),
                    Set.of(
                            MISSING, A_STARTS, A_SERVES, B_STARTS, B_SERVES,
                            "RolloutStarted: version 2.0.0 (revision C) sets out",
                            "Promoted: version 2.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "a Secret is put back in mid-roll",
                    yaml("1.0.0", 3) + TOKEN,
                    List.of(
                            new Act(rests("Blocked"), card("one")),
                            new Act(runs("1.0.0"), card("two")),
                            new Act(steps(2, 2), card("one"))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B back 3+1", "A > - 0+0"),
                    Set.of(
                            MISSING, A_STARTS, A_SERVES, B_SAME_STARTS,
                            "Superseded: the spec changed; version 1.0.0 (revision B) leaves before it was promoted")),
            new Scenario(
                    "credentials that break the service, mended",
                    yaml("1.0.0", 2) + TOKEN,
                    List.of(
                            new Act(rests("Blocked"), card("one")),
                            new Act(runs("1.0.0"), card("broken")),
                            new Act(rests("Failed"), card("three"))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B back 2+0 failed B CrashLooping",
                            "A > - 0+0 failed B CrashLooping", "A > C 2+1", "A > C 1+2", "C > - 0+0"),
                    Set.of(
                            MISSING, A_STARTS, A_SERVES, B_SAME_STARTS, CRASH,
                            "RolloutStarted: version 1.0.0 (revision C) sets out",
                            "Promoted: version 1.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "a copy is deleted",
                    yaml("1.0.0", 1) + TOKEN,
                    List.of(
                            new Act(rests("Blocked"), card("one")),
                            new Act(runs("1.0.0"), shop -> shop.world.ids("Secret")
                                    .filter(id -> id.name().startsWith("orders-epoch-"))
                                    .forEach(shop.world::delete))),
                    List.of("- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0"),
                    Set.of(
                            MISSING, A_STARTS, A_SERVES, B_SAME_STARTS, B_SAME_SERVES,
                            "EpochMissing: Secret orders-epoch-1 is gone, from which revision A reads its credentials;"
                                    + " the revision is rolled out again with a new copy; leave the operator's Secrets alone")),
            new Scenario(
                    "a ConfigMap changes and changes back",
                    yaml("1.0.0", 1) + CURRENCY,
                    List.of(
                            new Act(rests("Blocked"), currency("EUR")),
                            new Act(runs("1.0.0"), currency("USD")),
                            new Act(runs("1.0.0").and(after(4)), currency("EUR"))),
                    List.of("- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0", "B > A 1+1", "A > - 0+0"),
                    Set.of(
                            "ConfigMapMissing: there is no ConfigMap prices in the service's namespace;"
                                    + " create it with the label shopfleet.io/bindable=true",
                            A_STARTS, A_SERVES, B_SAME_STARTS, B_SAME_SERVES)));

    private Restarts() {}

    private static Consumer<Shop> card(String token) {
        return shop -> shop.keep("Secret", "card", Map.of("token", token, "unused", token));
    }

    private static Consumer<Shop> currency(String currency) {
        return shop -> shop.keep("ConfigMap", "prices", Map.of("currency", currency));
    }

    private static Predicate<ShopService> after(long beat) {
        return service -> service.getStatus().rollout().beat() >= beat;
    }
}
