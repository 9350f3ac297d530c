package io.shopfleet.operator.rollout;

/** The one thing that strategies differ in: the step that follows from what is available. */
public interface Strategy {

    /**
     * @param replicas pods that the service shall have
     * @param available pods of the candidate that are available
     */
    Step next(int replicas, int available);
}
