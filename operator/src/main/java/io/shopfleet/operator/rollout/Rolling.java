package io.shopfleet.operator.rollout;

/**
 * Pod by pod: the candidate grows by the surge, and an old pod leaves for every new one that is available. Never more
 * than replicas + a quarter (rounded up) are asked for, never fewer than replicas are available.
 */
public final class Rolling implements Strategy {

    @Override
    public Step next(int replicas, int available) {
        int surge = Math.ceilDiv(replicas, 4);
        int serving = Math.max(0, replicas - available);
        int candidate = Math.min(replicas, replicas + surge - serving);
        return new Step(serving, candidate);
    }
}
