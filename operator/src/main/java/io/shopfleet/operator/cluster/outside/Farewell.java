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
    private final Kind<R, S> kind;
    private final GatewaySource<S> gateways;
    private final Chronicle<R> chronicle;

    Farewell(Kind<R, S> kind, GatewaySource<S> gateways, InstantSource clock) {
        this.kind = kind;
        this.gateways = gateways;
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
        if (ending == Ending.Destroy) {
            destroy(resource, claim, around);
            around.claims().delete(claim);
            happened.add(new Turn(false, Reason.Synced, "Delete", spec.name() + " was deleted with its data", ""));
        } else {
            release(claim, around);
            happened.add(kept(ending, spec));
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
            case Orphan -> new Turn(true, Reason.Orphaned, "Release", still + ": an annotation asks for it", "");
            case HandOver -> new Turn(true, Reason.Retained, "Release", still + ": another resource asks for its name", "");
            case Retain, Destroy -> new Turn(false, Reason.Retained, "Release", still, "");
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
        if (!(Premises.of(resource, kind, around) instanceof Premises.Open open)) {
            throw new BackendFailure(Reason.ProviderMissing, "the way to the server is not known");
        }
        ShopClaimSpec spec = claim.getSpec();
        Gateway<S> gateway = gateways.of(kind.environment(resource), open.account());
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
    }
}
