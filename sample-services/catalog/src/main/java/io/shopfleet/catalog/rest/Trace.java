package io.shopfleet.catalog.rest;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** The W3C trace context that a request came with, for whatever is told on because of it. */
@RequestScoped
public class Trace {
    private static final String HEADER = "traceparent";
    private static final String FORM = "[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

    private String parent;

    Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    /** That of the request under way, if there is one. */
    public static Optional<String> current() {
        return Arc.container().requestContext().isActive()
                ? Arc.container().instance(Trace.class).get().parent()
                : Optional.empty();
    }

    @Provider
    static class Reader implements ContainerRequestFilter {
        @Inject
        Trace trace;

        @Override
        public void filter(ContainerRequestContext request) {
            String given = request.getHeaderString(HEADER);
            trace.parent = given != null && given.matches(FORM) ? given : null;
        }
    }
}
