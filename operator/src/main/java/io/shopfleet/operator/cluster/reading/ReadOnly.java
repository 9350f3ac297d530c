package io.shopfleet.operator.cluster.reading;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/** Lets nothing out of the process but reads. Every request passes here, retries included. */
final class ReadOnly implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.method() != null && !request.method().equals("GET")) {
            throw new IllegalStateException("a plan writes nothing, yet it was about to " + request.method() + " " + request.uri());
        }
    }
}
