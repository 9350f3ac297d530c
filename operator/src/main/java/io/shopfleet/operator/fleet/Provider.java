package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ServiceEdge;
import java.util.Comparator;
import java.util.List;

/**
 * What a dependant may know of another service. Gates look at the provider's serving revision, never at its Ready
 * condition: a provider whose next rollout failed still serves.
 *
 * @param version the version that serves; empty where the dependant takes any
 * @param cycle the services that wait for each other, the dependant and this one among them, always in the same order; empty
 *     where they do not
 */
public record Provider(boolean serves, boolean available, String version, List<Id> cycle) {

    /** A service in the whole cluster. */
    public record Id(String namespace, String name) implements Comparable<Id> {
        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::namespace).thenComparing(Id::name);

        /** A looser schema lets an edge through without a name; it leads to nothing, and a check says so. */
        public Id {
            name = name == null ? "" : name;
        }

        public static Id of(HasMetadata service) {
            return new Id(service.getMetadata().getNamespace(), service.getMetadata().getName());
        }

        /** Where an edge leads that a service of the namespace has. */
        public static Id of(ServiceEdge edge, String namespace) {
            return new Id(edge.namespace() == null ? namespace : edge.namespace(), edge.name());
        }

        /** The name as people of the namespace say it. */
        public String from(String here) {
            return namespace.equals(here) ? name : toString();
        }

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }
}
