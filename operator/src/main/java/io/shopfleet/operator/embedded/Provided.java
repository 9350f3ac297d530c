package io.shopfleet.operator.embedded;

import io.shopfleet.api.v1alpha1.ProvidedServer;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import java.util.List;
import java.util.stream.Stream;

/** Where servers are that other operators run: as these told, and until then where they always put them. */
public final class Provided {
    private Provided() {}

    /** Name of the Secret in the operator's namespace with the account that the operator uses there. */
    public static String account(Server server, String environment) {
        return server.name(environment) + "-provided";
    }

    static List<String> kafka(ShopEnvironment environment) {
        return told(Server.Kafka, environment, "-kafka-bootstrap", 9093);
    }

    static String postgres(ShopEnvironment environment) {
        return told(Server.Postgres, environment, "-rw", 5432).getFirst();
    }

    private static List<String> told(Server server, ShopEnvironment environment, String service, int port) {
        return Stream.ofNullable(environment.getStatus())
                .flatMap(status -> status.servers().stream())
                .filter(known -> known.name().equals(server.word()))
                .map(ProvidedServer::addresses)
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .orElseGet(() -> List.of(server.name(environment.getMetadata().getName()) + service + "."
                        + environment.getSpec().backendNamespace() + ".svc:" + port));
    }
}
