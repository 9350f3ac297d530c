package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.claim.ExternalName;
import io.shopfleet.operator.cluster.access.Account;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Turn;
import io.shopfleet.operator.source.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Services that may use one resource: their accounts are there before the server is told, their bindings are written when it
 * lets them in.
 *
 * @param <R> the resource
 */
final class Guests<R extends CustomResource<?, ExternalStatus>> {
    private final Kind<R, ?> kind;
    private final R resource;
    private final Surroundings<R> around;
    private final Map<ShopService, List<Dependency>> edges;
    private final List<Guest> guests = new ArrayList<>();
    private final List<Turn> troubles = new ArrayList<>();
    /** Bindings that this pass wrote, which no cache need know of yet. */
    private final Set<String> admitted = new HashSet<>();

    /** @param former the login before this one, while pods may use it */
    private record Guest(ShopService service, Consumer consumer, Optional<Consumer> former, Account account) {

        Stream<Consumer> logins() {
            return Stream.concat(Stream.of(consumer), former.stream());
        }
    }

    Guests(Kind<R, ?> kind, R resource, Surroundings<R> around) {
        this.kind = kind;
        this.resource = resource;
        this.around = around;
        this.edges = resource.getSpec() == null ? Map.of() : around.consumers(resource);
    }

    /** Those with at least one edge that is granted; each has an account from now on. One that cannot have one harms no other. */
    List<Consumer> enter(String server) {
        edges.forEach((service, granted) -> {
            if (!granted.isEmpty()) {
                apart(service, () -> guests.add(guest(service, granted, around.accounts().of(
                        service, kind.account(resource), server, granted.stream().map(Dependency::name)))));
            }
        });
        return logins();
    }

    /** What is in the way of one service in its namespace is told, and is no matter of the others. */
    private void apart(ShopService service, Runnable work) {
        try {
            work.run();
        } catch (BackendFailure failure) {
            if (failure.reason() != Reason.NotOwned) {
                throw failure;
            }
            troubles.add(new Turn(true, failure.reason(), "Bind", failure.getMessage(), service.getMetadata().getUid()));
        }
    }

    List<Turn> troubles() {
        return troubles;
    }

    private static Guest guest(ShopService service, List<Dependency> granted, Account account) {
        var who = service.getMetadata();
        return new Guest(
                service,
                new Consumer(who.getNamespace(), who.getName(), granted, account.slot(),
                        Account.fingerprint(account.password()), account.applied()),
                account.previous().map(former -> new Consumer(
                        who.getNamespace(), who.getName(), granted, account.otherSlot(), Account.fingerprint(former), true)),
                account);
    }

    private List<Consumer> logins() {
        return guests.stream().flatMap(Guest::logins).toList();
    }

    /** The server was told all passwords. */
    List<Consumer> opened() {
        guests.replaceAll(guest -> new Guest(
                guest.service(), guest.consumer().opened(), guest.former(), around.accounts().applied(guest.account())));
        return logins();
    }

    /** Pods are changing from one password to the next, so the one before is to be closed before long. */
    boolean changing() {
        return guests.stream().anyMatch(guest -> guest.former().isPresent());
    }

    UnaryOperator<String> passwords(String name) {
        var passwords = new HashMap<String, String>();
        guests.forEach(guest -> {
            guest.former().ifPresent(former -> passwords.put(kind.login(name, former), guest.account().previous().orElseThrow()));
            passwords.put(kind.login(name, guest.consumer()), guest.account().password());
        });
        return login -> Optional.ofNullable(passwords.get(login))
                .orElseThrow(() -> new IllegalStateException("nobody has the account " + login));
    }

    /** The server lets all of them in. */
    void admitted(ExternalName name, Premises.Open open) {
        guests.forEach(guest -> {
            guest.consumer().edges().forEach(edge -> {
                Bound bound = kind.bound(
                        resource, name.name(), open.environment(), guest.consumer(), edge, guest.account().password());
                Bound whole = open.account().authority().map(pem -> bound.trusting(edge.name(), pem)).orElse(bound);
                apart(guest.service(), () -> {
                    around.bind(resource, guest.service(), edge.name(),
                            new Binding(true, Reason.DependenciesMet.name(), "", whole.facts()), whole.files());
                    admitted.add(place(guest.service(), edge));
                });
            });
        });
    }

    /** Tells those that wait why, and takes the binding away where an edge is gone or no longer granted. */
    void told(Standing standing) {
        Set<String> kept = new HashSet<>();
        edges.forEach((service, granted) -> granted.forEach(edge -> {
            kept.add(place(service, edge));
            if (!admitted.contains(place(service, edge)) && !around.bound(service, edge.name())) {
                apart(service, () -> around.bind(resource, service, edge.name(), waiting(standing), new TreeMap<>()));
            }
        }));
        around.bindings(resource).stream()
                .filter(binding -> !kept.contains(binding.getMetadata().getNamespace() + "/" + binding.getMetadata().getName()))
                .forEach(around::unbind);
    }

    private static String place(ShopService service, Dependency edge) {
        var who = service.getMetadata();
        return who.getNamespace() + "/" + Binding.secret(who.getName(), edge.name());
    }

    private Binding waiting(Standing standing) {
        String what = resource.getKind() + " " + resource.getMetadata().getName();
        Optional<Problem> problem = standing.problems().stream().findFirst();
        return new Binding(
                false,
                Reason.DependencyNotReady.name(),
                what + problem.map(found -> " is not ready: " + found.message()).orElse(" is not ready yet"),
                Map.of());
    }

    /** The resource goes; what runs keeps the copies that it has. */
    void leave() {
        around.bindings(resource).forEach(around::unbind);
    }
}
