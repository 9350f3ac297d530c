package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.claim.Claimant;
import io.shopfleet.operator.claim.ExternalName;
import io.shopfleet.operator.claim.Tenure;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.holding.Course;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Seen;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.holding.Turn;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is done to one thing in one pass: claimed, looked at, brought in line, looked at once more.
 *
 * @param <R> the resource
 * @param <S> what is seen of the thing outside
 */
final class Visit<R extends CustomResource<?, ExternalStatus>, S extends Seen> {
    private final Kind<R, S> kind;
    private final R resource;
    private final Claimant who;
    private final ExternalName name;
    private final Gateway<S> gateway;
    private final Claims claims;
    private final Guests<R> guests;
    private final List<Turn> happened;
    private final Premises.Open open;
    private List<Consumer> consumers = List.of();

    /** @param happened what people want to hear of is added to it */
    Visit(
            Kind<R, S> kind, R resource, Premises.Open open, ExternalName name, Gateway<S> gateway, Claims claims,
            Guests<R> guests, List<Turn> happened) {
        this.kind = kind;
        this.resource = resource;
        this.who = Claimant.of(resource);
        this.open = open;
        this.name = name;
        this.gateway = gateway;
        this.claims = claims;
        this.guests = guests;
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
