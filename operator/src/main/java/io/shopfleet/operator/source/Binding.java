package io.shopfleet.operator.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Dependency;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on the Secret that an edge to a topic, a database or a cache is bound by: whoever looks after those writes it,
 * whoever renders the service reads it. The Secret itself holds the files of the edge, credentials among them.
 *
 * @param ready the service has access; else reason and message say what is missing
 * @param facts what the config document says about the edge; no secrets
 */
public record Binding(boolean ready, String reason, String message, Map<String, String> facts) {
    /** On the Secret: this, as JSON. */
    public static final String ANNOTATION = "shopfleet.io/binding";

    /** On the Secret: the kind of what it binds to, in lower case. */
    public static final String LABEL = "shopfleet.io/binds-to";

    /** On the Secret: namespace and name of what it binds to. */
    public static final String TARGET = "shopfleet.io/binding-target";

    private static final ObjectReader JSON = new ObjectMapper().readerFor(Binding.class);

    /** Empty where there is none, or one that cannot be read: then whoever looks after it writes it anew. */
    public static Optional<Binding> on(HasMetadata secret) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(ANNOTATION))
                .flatMap(Binding::read);
    }

    private static Optional<Binding> read(String text) {
        try {
            return Optional.of(JSON.readValue(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether an edge is bound by a Secret. */
    public static boolean binds(Dependency edge) {
        return edge.topic() != null || edge.database() != null || edge.cache() != null;
    }

    /** Names of services and edges have no dots, so no two edges share a name. */
    public static String secret(String service, String edge) {
        return service + "." + edge + ".binding";
    }
}
