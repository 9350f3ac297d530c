package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Granted;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.limit.Amounts;
import io.shopfleet.operator.limit.Share;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the service asks for fits below the limits of its namespace, beside what the others have. What a service has it keeps:
 * only who asks for more can be refused. Of several that wait, the oldest that fits comes first.
 */
final class WithinLimits implements Check {

    /** One of the limits, and how to read it. */
    private record Limit(
            String name, String path, Function<Limits, BigDecimal> most, Function<Amounts, BigDecimal> of) {

        boolean exceeded(Limits limits, Amounts others, Share share) {
            BigDecimal limit = most.apply(limits);
            BigDecimal asks = of.apply(share.asks());
            return limit != null
                    && asks.compareTo(of.apply(share.has())) > 0
                    && of.apply(others).add(asks).compareTo(limit) > 0;
        }
    }

    private static final List<Limit> ALL = List.of(
            new Limit("services", "metadata.namespace", limits -> number(limits.services()), Amounts::services),
            new Limit("replicas", "spec.replicas", limits -> number(limits.replicas()), Amounts::replicas),
            new Limit(
                    "cpu", "spec.resources.requests.cpu",
                    limits -> limits.cpu() == null ? null : Amounts.number(limits.cpu()), Amounts::cpu),
            new Limit(
                    "memory", "spec.resources.requests.memory",
                    limits -> limits.memory() == null ? null : Amounts.number(limits.memory()), Amounts::memory));

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return limits(fleet).flatMap(limits -> {
            Share own = own(service, fleet);
            Amounts others = others(limits, own, fleet.neighbours());
            return ALL.stream()
                    .filter(limit -> limit.exceeded(limits, others, own))
                    .map(limit -> problem(limit, limits, others, own, service));
        });
    }

    private static Stream<Limits> limits(Fleet fleet) {
        return fleet.environment().value().stream().flatMap(environment -> Stream.ofNullable(environment.limits()));
    }

    /** A service whose status was lost still has what runs. */
    private static Share own(ShopService service, Fleet fleet) {
        Share share = Share.of(service);
        if (!share.has().equals(Amounts.NONE) || fleet.workloads().isEmpty()) {
            return share;
        }
        int pods = fleet.workloads().values().stream().mapToInt(Workload::wanted).sum();
        Granted asked = Granted.asked(service.getSpec());
        Amounts runs = Amounts.of(new Granted(pods, asked.cpu(), asked.memory()));
        return new Share(share.service(), share.environment(), share.created(), share.decided(), share.asks(), runs);
    }

    /**
     * What the others have, and what of them comes first: the older ones that fit, and the younger ones about whose latest
     * specification nothing is known yet, since they may be granted it at this moment.
     */
    private static Amounts others(Limits limits, Share own, List<Share> neighbours) {
        Amounts used = neighbours.stream()
                .map(share -> undecided(share, own) ? share.asks().orMore(share.has()) : share.has())
                .reduce(Amounts.NONE, Amounts::plus);
        List<Share> older = neighbours.stream()
                .filter(share -> Share.BY_AGE.compare(share, own) < 0)
                .sorted(Share.BY_AGE)
                .toList();
        for (Share share : older) {
            Amounts rest = used.minus(share.has());
            boolean fits = ALL.stream().noneMatch(limit -> limit.exceeded(limits, rest, share));
            used = fits ? rest.plus(share.asks().orMore(share.has())) : used;
        }
        return used;
    }

    private static boolean undecided(Share share, Share own) {
        return !share.decided() && Share.BY_AGE.compare(share, own) > 0;
    }

    private static Problem problem(Limit limit, Limits limits, Amounts others, Share own, ShopService service) {
        return new Problem(
                limit.path(),
                Severity.Error,
                Reason.LimitExceeded,
                "limit " + limit.name() + " of ShopEnvironment " + own.environment() + " for namespace "
                        + service.getMetadata().getNamespace() + " is " + text(limit.most().apply(limits))
                        + "; other services use " + text(limit.of().apply(others)) + ", this one asks for "
                        + text(limit.of().apply(own.asks())),
                "ask for less, free some, or have spec.limits." + limit.name() + " of the environment raised");
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal number(Integer limit) {
        return limit == null ? null : BigDecimal.valueOf(limit);
    }
}
