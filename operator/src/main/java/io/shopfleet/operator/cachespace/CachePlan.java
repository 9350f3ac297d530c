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
    public static List<CacheStep> steps(KeySpace wanted, Snapshot seen) {
        Map<String, User> there = seen.users().stream().collect(Collectors.toMap(User::name, Function.identity()));
        Stream<CacheStep> made = seen.made() ? Stream.empty() : Stream.of(new CacheStep.CreateSpace(wanted.name()));
        Stream<CacheStep> removed = drops(seen).filter(drop -> !wanted.consumers().containsKey(drop.user())).map(drop -> drop);
        Stream<CacheStep> set = wanted.consumers().entrySet().stream()
                .flatMap(entry -> set(wanted, seen, entry.getKey(), entry.getValue(), there).stream());
        return Stream.of(made, removed, set).flatMap(Function.identity()).toList();
    }

    /** Users first: whoever is still connected would write the keys anew. That it was made is forgotten last. */
    public static List<CacheStep> removal(Snapshot seen) {
        var steps = new ArrayList<CacheStep>(drops(seen).toList());
        steps.add(new CacheStep.DropKeys(seen.keySpace()));
        if (seen.made()) {
            steps.add(new CacheStep.DropUser(KeySpace.marker(seen.keySpace())));
        }
        return steps;
    }

    private static Stream<CacheStep.DropUser> drops(Snapshot seen) {
        return seen.users().stream().map(User::name).sorted().map(CacheStep.DropUser::new);
    }

    private static Optional<CacheStep> set(
            KeySpace space, Snapshot seen, String user, Consumer consumer, Map<String, User> there) {
        User wanted = User.of(user, consumer, space.prefix(), seen.categories());
        Optional<User> now = Optional.ofNullable(there.get(user));
        return now.filter(wanted::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new CacheStep.SetUser(
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
}
