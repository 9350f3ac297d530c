package io.shopfleet.operator.tenancy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.Autoscaling;
import io.shopfleet.api.v1alpha1.ResourceAmounts;
import io.shopfleet.api.v1alpha1.Resources;
import io.shopfleet.api.v1alpha1.Share;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one service asks for with all its pods.
 *
 * @param cpu in cores
 * @param memory in bytes
 */
public record Amounts(int replicas, BigDecimal cpu, BigDecimal memory) {
    private static final int MILLI = 3;

    /** As exact as status tells them, and one number for one amount. */
    public Amounts {
        cpu = cpu.setScale(MILLI, RoundingMode.CEILING).stripTrailingZeros();
        memory = memory.setScale(0, RoundingMode.CEILING).stripTrailingZeros();
    }

    /** Pods at most, and for each what is reserved on its node. */
    static Amounts of(ShopServiceSpec spec) {
        int replicas = Optional.ofNullable(spec.autoscaling()).map(Autoscaling::max)
                .or(() -> Optional.ofNullable(spec.replicas()))
                .orElse(1);
        return new Amounts(
                replicas, each(spec, ResourceAmounts::cpu, replicas), each(spec, ResourceAmounts::memory, replicas));
    }

    static Amounts of(Share share) {
        return new Amounts(
                share.replicas() == null ? 0 : share.replicas(), Units.number(share.cpu()), Units.number(share.memory()));
    }

    /** A pod without a request gets its limit as one, by the rules of Kubernetes. */
    private static BigDecimal each(ShopServiceSpec spec, Function<ResourceAmounts, Quantity> amount, int replicas) {
        Optional<Resources> resources = Optional.ofNullable(spec.resources());
        Quantity one = resources.map(Resources::requests).map(amount)
                .or(() -> resources.map(Resources::limits).map(amount))
                .orElse(null);
        return Units.number(one).multiply(BigDecimal.valueOf(replicas));
    }

    /** Of each the smaller. */
    Amounts least(Amounts other) {
        return new Amounts(Math.min(replicas, other.replicas), cpu.min(other.cpu), memory.min(other.memory));
    }

    Share share(String environment) {
        return new Share(environment, replicas, Units.cores(cpu), Units.bytes(memory));
    }
}
