package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.claim.Claimant;
import io.shopfleet.operator.claim.ExternalName;
import io.shopfleet.operator.embedded.AsExternal;
import io.shopfleet.operator.holding.Identity;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Seen;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at one resource and at what it stands for. Each write, to the API server as well as outside, may be the last: what
 * was begun is found again by the claim and by name, and gone on with.
 *
 * @param <R> the resource
 * @param <S> what is seen of the thing outside
 */
final class HoldingPass<R extends CustomResource<?, ExternalStatus>, S extends Seen> {
    /** So soon the password that nothing uses any more is closed. */
    private static final Duration WHILE_CHANGING = Duration.ofSeconds(5);

    private static final Set<Integer> REFUSALS = Set.of(400, 403, 422);

    private final Kind<R, S> kind;
    private final GatewaySource<S> gateways;
    private final Chronicle<R> chronicle;

    HoldingPass(Kind<R, S> kind, GatewaySource<S> gateways, InstantSource clock) {
        this.kind = kind;
        this.gateways = gateways;
        this.chronicle = new Chronicle<>(clock);
    }

    /** Says when to look again. */
    Duration run(R resource, Surroundings<R> around) {
        var happened = new ArrayList<Turn>();
        var guests = new Guests<>(kind, resource, around);
        Standing standing = stand(resource, around, guests, happened);
        guests.told(standing);
        happened.addAll(guests.troubles());
        Duration next = chronicle.record(resource, standing, happened, around);
        return guests.changing() && next.compareTo(WHILE_CHANGING) > 0 ? WHILE_CHANGING : next;
    }

    private Standing stand(R resource, Surroundings<R> around, Guests<R> guests, List<Turn> happened) {
        return switch (Premises.of(resource, kind, around)) {
            case Premises.Closed closed -> closed.standing();
            case Premises.Open open -> {
                List<Problem> problems = kind.problems(resource, open.environment());
                yield problems.isEmpty() ? outside(resource, open, around, guests, happened) : Standing.refused(problems);
            }
        };
    }

    private Standing outside(
            R resource, Premises.Open open, Surroundings<R> around, Guests<R> guests, List<Turn> happened) {
        try {
            Gateway<S> gateway = gateways.of(open.server(), open.account());
            var name = new ExternalName(kind.claimed(), gateway.server(), kind.name(resource, open.environment()));
            if (lost(resource, name, open)) {
                forget(resource, name, around, happened);
                return new Visit<>(kind, resource, open, name, gateway, around.claims(), guests, happened).stand();
            }
            return other(resource, name)
                    .map(Standing::held)
                    .orElseGet(() -> new Visit<>(kind, resource, open, name, gateway, around.claims(), guests, happened).stand());
        } catch (BackendFailure failure) {
            return failed(failure);
        } catch (KubernetesClientException refusal) {
            if (!REFUSALS.contains(refusal.getCode())) {
                throw refusal;
            }
            return failed(new BackendFailure(
                    Reason.WriteRefused, "the API server refused what the operator wrote: " + refusal.getMessage(), refusal));
        }
    }

    private static Standing failed(BackendFailure failure) {
        return Standing.failed(new Problem(
                "spec", Severity.Error, failure.reason(), failure.getMessage(), "it is tried again and again"));
    }

    /** What was made on another server, or under another name, is not looked for here. */
    private Optional<Problem> other(R resource, ExternalName name) {
        return Optional.ofNullable(resource.getStatus())
                .map(ExternalStatus::external)
                .flatMap(known -> Identity.problem(known, name));
    }

    /** A server that keeps nothing began anew; one that keeps its data is never taken for that. */
    private boolean lost(R resource, ExternalName name, Premises.Open open) {
        return AsExternal.forgets(kind.claimed(), open.environment())
                && Optional.ofNullable(resource.getStatus())
                        .map(ExternalStatus::external)
                        .filter(known -> !known.server().equals(name.server()))
                        .isPresent();
    }

    /** What was claimed on the server from before is gone with it. */
    private void forget(R resource, ExternalName name, Surroundings<R> around, List<Turn> happened) {
        Claimant who = Claimant.of(resource);
        around.claims().of(kind.claimed(), who).stream()
                .filter(claim -> claim.getSpec().owner().equals(who.owner()) && claim.getSpec().state() == ClaimState.Held)
                .filter(claim -> !claim.getSpec().server().equals(name.server()))
                .forEach(around.claims()::release);
        happened.add(Turn.reset(name));
    }
}
