package io.shopfleet.operator.rollout;

/** How many pods the serving and the candidate revision have. */
public record Step(int serving, int candidate) {

    /** Pods of the larger of the two. */
    public int larger() {
        return Math.max(serving, candidate);
    }

    /** Share of the pods that the candidate has, in percent: where one Service selects both, its share of the traffic. */
    public int weight() {
        int all = serving + candidate;
        return all == 0 ? 0 : Math.round(100f * candidate / all);
    }
}
