package io.shopfleet.operator.cachespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what a server holds to what it should hold. */
public final class CachePlan {

    private CachePlan() {}

    /** None where all is as it should be. Who must not get in goes first. */
    public static List<Step> steps(KeySpace wanted, Snapshot seen) {
        Map<String, User> there = seen.users().stream().collect(Collectors.toMap(User::name, Function.identity()));
        Stream<Step> removed = drops(seen).filter(drop -> !wanted.consumers().containsKey(drop.user())).map(drop -> drop);
        Stream<Step> set = wanted.consumers().entrySet().stream()
                .flatMap(entry -> set(wanted, seen, entry.getKey(), entry.getValue(), there).stream());
        return kept(Stream.concat(removed, set).toList(), seen);
    }

    /** Users first: whoever is still connected would write the keys anew. */
    public static List<Step> removal(String keySpace, Snapshot seen) {
        var steps = new ArrayList<Step>(kept(drops(seen).map(Step.class::cast).toList(), seen));
        steps.add(new Step.DropKeys(KeySpace.prefix(keySpace)));
        return steps;
    }

    private static Stream<Step.DropUser> drops(Snapshot seen) {
        return seen.users().stream().map(User::name).sorted().map(Step.DropUser::new);
    }

    private static Optional<Step> set(
            KeySpace space, Snapshot seen, String user, Consumer consumer, Map<String, User> there) {
        User wanted = User.of(user, consumer, space.prefix(), seen.categories());
        Optional<User> now = Optional.ofNullable(there.get(user));
        return now.filter(wanted::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Step.SetUser(
                        user, rules(space, consumer), now.map(was -> was.differences(wanted)).orElse(List.of())));
    }

    private static List<String> rules(KeySpace space, Consumer consumer) {
        var rules = new ArrayList<>(List.of("reset", "on"));
        consumer.passwords().forEach(password -> rules.add("#" + password));
        rules.add(Rights.keys(consumer.access(), space.prefix()));
        rules.add(Rights.channels(space.prefix()));
        rules.addAll(Rights.commands(consumer.access()));
        return List.copyOf(rules);
    }

    private static List<Step> kept(List<Step> steps, Snapshot seen) {
        return steps.isEmpty() || !seen.keepsUsers()
                ? steps
                : Stream.concat(steps.stream(), Stream.of(new Step.KeepUsers())).toList();
    }
}
