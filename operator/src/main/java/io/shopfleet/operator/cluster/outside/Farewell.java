package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.claim.Claimant;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.holding.Ending;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Seen;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a resource: what it stands for is kept or destroyed, its claim is released or deleted. What it never owned is
 * not touched. To keep something needs no server outside.
 *
 * @param <R> the resource
 */
final class Farewell<R extends CustomResource<?, ExternalStatus>, S extends Seen> {
    /** Each takes as long as others are waited for, to be asked for together: the time of a blink in all. */
    private static final int LOOKS = 10;

    private final Kind<R, S> kind;
    private final GatewaySource<S> gateways;
    private final InstantSource clock;
    private final Chronicle<R> chronicle;

    Farewell(Kind<R, S> kind, GatewaySource<S> gateways, InstantSource clock) {
        this.kind = kind;
        this.gateways = gateways;
        this.clock = clock;
        this.chronicle = new Chronicle<>(clock);
    }

    /** Empty when the resource may go; else when to try again. */
    Optional<Duration> take(R resource, Surroundings<R> around) {
        Claimant who = Claimant.of(resource);
        var happened = new ArrayList<Turn>();
        try {
            around.claims().of(kind.claimed(), who).stream()
                    .filter(claim -> claim.getSpec().owner().equals(who.owner()) && claim.getSpec().state() == ClaimState.Held)
                    .forEach(claim -> end(resource, claim, around, happened));
        } catch (BackendFailure failure) {
            Problem blocked = new Problem("spec.deletionPolicy", Severity.Error, Reason.DeletionBlocked,
                    failure.getMessage(), "it is tried again and again; the annotation " + Marks.FORCE_ORPHAN
                            + ": \"true\" lets the resource go and keeps what it stands for");
            return Optional.of(chronicle.record(resource, Standing.failed(blocked), List.of(), around));
        }
        new Guests<>(kind, resource, around).leave();
        happened.forEach(turn -> around.tell(resource, Chronicle.happening(turn, resource)));
        return Optional.empty();
    }

    private void end(R resource, ShopClaim claim, Surroundings<R> around, List<Turn> happened) {
        ShopClaimSpec spec = claim.getSpec();
        Ending ending = resource.getSpec() == null
                ? Ending.Retain
                : Ending.of(resource, kind.terms(resource).deletion(), spec, awaited(resource, spec, around));
        if (ending == Ending.Destroy && destroyed(resource, claim, around)) {
            around.claims().delete(claim);
            happened.add(new Turn(false, Reason.Synced, "Delete", spec.name() + " was deleted with its data", ""));
        } else {
            release(claim, around);
            happened.add(kept(ending, spec));
        }
    }

    /** False when it cannot be done and nobody wants to wait any longer. */
    private boolean destroyed(R resource, ShopClaim claim, Surroundings<R> around) {
        try {
            destroy(resource, claim, around);
            return true;
        } catch (BackendFailure failure) {
            if (failure.reason() != Reason.StaleView && Ending.overdue(resource, clock.instant())) {
                return false;
            }
            throw failure;
        }
    }

    /** A claim that changed since it was read is read again by the next try. */
    private void release(ShopClaim claim, Surroundings<R> around) {
        if (around.claims().release(claim).isEmpty()) {
            throw new BackendFailure(Reason.StaleView, "the claim has just changed");
        }
    }

    private static Turn kept(Ending ending, ShopClaimSpec claim) {
        String still = claim.name() + " is kept, and so is its claim";
        return switch (ending) {
            case Orphan, Destroy -> new Turn(true, Reason.Orphaned, "Release", still + ": an annotation asks for it", "");
            case HandOver -> new Turn(true, Reason.Retained, "Release", still + ": another resource asks for its name", "");
            case Retain -> new Turn(false, Reason.Retained, "Release", still, "");
        };
    }

    /** Others that would be called the same; they make no claim and wait. */
    private boolean awaited(R resource, ShopClaimSpec claim, Surroundings<R> around) {
        String environment = kind.environment(resource);
        return around.environment(environment)
                .map(found -> found.getSpec())
                .filter(spec -> kind.endpoint(spec).isPresent())
                .map(spec -> around.neighbours(environment, resource).stream()
                        .filter(other -> other.getMetadata().getDeletionTimestamp() == null)
                        .filter(other -> kind.provider(other).equals(kind.provider(resource)))
                        .anyMatch(other -> kind.name(other, spec).equals(claim.name())))
                .orElse(false);
    }

    /**
     * On the strength of what the API server says now, never of a cache: an old view of a resource that was deleted and made
     * again must not take the data of the new one.
     */
    private void destroy(R resource, ShopClaim claim, Surroundings<R> around) {
        boolean still = around.live(resource)
                .filter(live -> live.getMetadata().getUid().equals(resource.getMetadata().getUid()))
                .filter(live -> live.getMetadata().getDeletionTimestamp() != null)
                .isPresent();
        if (!still) {
            throw new BackendFailure(Reason.StaleView, "the resource has just changed");
        }
        ShopClaimSpec spec = claim.getSpec();
        Gateway<S> gateway = gateway(resource, around);
        if (!gateway.server().equals(spec.server())) {
            throw new BackendFailure(Reason.WrongBackend, "another server answers at the address of the environment");
        }
        Optional.ofNullable(spec.id())
                .or(() -> gateway.see(spec.name()).map(Seen::id))
                .ifPresent(id -> destroy(resource, gateway, spec.name(), id));
    }

    private static <S extends Seen> void destroy(HasMetadata resource, Gateway<S> gateway, String name, String id) {
        if (Ending.forces(resource)) {
            gateway.destroyInUse(name, id);
        } else {
            gateway.destroy(name, id);
        }
        untilGone(gateway, name, id);
    }

    /** Servers may tell of it for a moment longer; the next resource of its name would take over what is no more. */
    private static <S extends Seen> void untilGone(Gateway<S> gateway, String name, String id) {
        int looks = 0;
        while (gateway.see(name).filter(seen -> seen.id().equals(id)).isPresent()) {
            looks++;
            if (looks == LOOKS) {
                throw new BackendFailure(Reason.StaleView, "it is being deleted");
            }
        }
    }

    private Gateway<S> gateway(R resource, Surroundings<R> around) {
        return switch (Premises.of(resource, kind, around)) {
            case Premises.Open open -> gateways.of(open.server(), open.account());
            case Premises.Closed closed -> {
                Problem first = closed.standing().problems().getFirst();
                throw new BackendFailure(first.reason(), first.message());
            }
        };
    }
}
