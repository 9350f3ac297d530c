package io.shopfleet.operator.cluster.watch;

/** Who owns which fields under server-side apply. Never rename one: the fields of the old name would stay behind. */
public enum FieldManager {
    /** Everything but the number of replicas. */
    Template("shopfleet"),
    /** {@code spec.replicas} of Deployments, alone: it stays behind when an autoscaler has the number. */
    Scale("shopfleet-scale"),
    /** Owner references of what is taken over as it is: an apply of nothing else must not take the rest from its owner. */
    Owner("shopfleet-owner");

    public static final String TEMPLATE = "shopfleet";

    private final String id;

    FieldManager(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
