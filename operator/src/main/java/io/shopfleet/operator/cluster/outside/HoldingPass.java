package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.claim.Claimant;
import io.shopfleet.operator.claim.ExternalName;
import io.shopfleet.operator.claim.Tenure;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.embedded.AsExternal;
import io.shopfleet.operator.holding.Course;
import io.shopfleet.operator.holding.Identity;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Seen;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.holding.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
            Gateway<S> gateway = gateways.of(kind.environment(resource), open.account());
            var name = new ExternalName(kind.claimed(), gateway.server(), kind.name(resource, open.environment()));
            if (lost(resource, name, open)) {
                forget(resource, name, around, happened);
                return new Visit(resource, open, name, gateway, around.claims(), guests, happened).stand();
            }
            return other(resource, name)
                    .map(Standing::held)
                    .orElseGet(() -> new Visit(resource, open, name, gateway, around.claims(), guests, happened).stand());
        } catch (BackendFailure failure) {
            return Standing.failed(new Problem(
                    "spec", Severity.Error, failure.reason(), failure.getMessage(), "it is tried again and again"));
        } catch (KubernetesClientException refusal) {
            if (!REFUSALS.contains(refusal.getCode())) {
                throw refusal;
            }
            return Standing.failed(new Problem(
                    "spec", Severity.Error, Reason.WriteRefused, "the API server refused what the operator wrote: " + refusal.getMessage(),
                    "it is tried again and again"));
        }
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

    /** What is done to one thing in one pass. */
    private final class Visit {
        private final R resource;
        private final Claimant who;
        private final ExternalName name;
        private final Gateway<S> gateway;
        private final Claims claims;
        private final Guests<R> guests;
        private final List<Turn> happened;
        private final Premises.Open open;
        private List<Consumer> consumers = List.of();

        Visit(
                R resource, Premises.Open open, ExternalName name, Gateway<S> gateway, Claims claims, Guests<R> guests,
                List<Turn> happened) {
            this.resource = resource;
            this.open = open;
            this.guests = guests;
            this.who = Claimant.of(resource);
            this.name = name;
            this.gateway = gateway;
            this.claims = claims;
            this.happened = happened;
        }

        Standing stand() {
            Optional<ShopClaim> claim = claims.of(name);
            // What belongs to others is not even looked at.
            Optional<S> seen = tenure(claim) == Tenure.Others ? Optional.empty() : gateway.see(name.name());
            Course course = course(claim, seen);
            // Each of these changes the claim, and none comes twice.
            while (!(course instanceof Course.Hold) && !(course instanceof Course.Proceed)) {
                claim = changed(course, claim);
                if (claim.isEmpty()) {
                    return Standing.overtaken();
                }
                Turn.of(course, name, seen).ifPresent(happened::add);
                course = course(claim, seen);
            }
            return course instanceof Course.Hold hold ? Standing.held(hold.problem()) : proceed(claim.orElseThrow(), seen);
        }

        private Tenure tenure(Optional<ShopClaim> claim) {
            return Tenure.of(claim.map(ShopClaim::getSpec), name, who);
        }

        private Course course(Optional<ShopClaim> claim, Optional<S> seen) {
            return Course.of(kind.terms(resource), tenure(claim), claim.map(ShopClaim::getSpec), seen.map(Seen::id));
        }

        /** Empty when somebody else changed it at the same time. */
        private Optional<ShopClaim> changed(Course course, Optional<ShopClaim> claim) {
            return switch (course) {
                case Course.Claim make -> claims.make(name, who, make.origin(), kind.settings(resource, List.of()));
                case Course.TakeBack() -> claims.takeBack(claim.orElseThrow(), who);
                case Course.Recognize recognize -> claims.recognize(claim.orElseThrow(), recognize.id());
                case Course.Hold hold -> claim;
                case Course.Proceed() -> claim;
            };
        }

        private Standing proceed(ShopClaim claim, Optional<S> seen) {
            consumers = guests.enter(name.server());
            List<Step> steps = next(claim, seen);
            var settings = new TreeSet<>(kind.settings(resource, consumers));
            settings.addAll(claim.getSpec().configured());
            Optional<ShopClaim> noted = settings.equals(new TreeSet<>(claim.getSpec().configured()))
                    ? Optional.of(claim)
                    : claims.configured(claim, settings);
            if (noted.isEmpty()) {
                return unsettled(seen);
            }
            steps.forEach(step -> {
                gateway.perform(step, guests.passwords(name.name()));
                happened.add(Turn.done(step, seen.isPresent()));
            });
            if (!steps.isEmpty()) {
                return again(noted.get());
            }
            return settled(noted.get(), seen.orElseThrow());
        }

        /** Seen once more after it was changed: so the status tells what is, and not what was asked for. */
        private Standing again(ShopClaim claim) {
            consumers = guests.opened();
            Optional<S> seen = gateway.see(name.name());
            Optional<String> id = seen.map(Seen::id);
            Optional<ShopClaim> known = id.filter(found -> !found.equals(claim.getSpec().id())).isPresent()
                    ? claims.recognize(claim, id.get())
                    : Optional.of(claim);
            if (seen.isEmpty() || known.isEmpty() || !next(known.get(), seen).isEmpty()) {
                return unsettled(seen);
            }
            return settled(known.get(), seen.get());
        }

        private List<Step> next(ShopClaim claim, Optional<S> seen) {
            return kind.steps(resource, name.name(), seen, claim.getSpec(), consumers);
        }

        private Standing settled(ShopClaim claim, S seen) {
            guests.admitted(name, open);
            forget(claim);
            return Standing.there(external(seen.id()), kind.unsupported(resource, Optional.of(seen)), true);
        }

        /** Settings that were taken back are no longer the resource's. */
        private void forget(ShopClaim claim) {
            var wanted = kind.settings(resource, consumers);
            if (!wanted.equals(new TreeSet<>(claim.getSpec().configured()))) {
                claims.configured(claim, wanted);
            }
        }

        private Standing unsettled(Optional<S> seen) {
            return Standing.there(external(seen.map(Seen::id).orElse(null)), List.of(), false);
        }

        private ExternalObject external(String id) {
            return new ExternalObject(name.server(), name.name(), id);
        }
    }
}
