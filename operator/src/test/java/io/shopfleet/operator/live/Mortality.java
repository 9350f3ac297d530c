package io.shopfleet.operator.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ends an operator for one namespace right after its n-th accepted write there: nothing that it sends later arrives. So one
 * run ends an operator at every write, in as many namespaces.
 */
final class Mortality implements Interceptor {
    private static final Pattern OBJECT = Pattern.compile("/namespaces/([^/]+)/([a-z]+)");

    private final Map<String, Integer> left = new ConcurrentHashMap<>();

    /** In this namespace the operator lives for so many writes. */
    void allow(String namespace, int writes) {
        left.put(namespace, writes);
    }

    boolean isDead(String namespace) {
        return left.getOrDefault(namespace, 1) <= 0;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        Matcher path = OBJECT.matcher(request.uri().getPath());
        if (path.find() && isDead(path.group(1))) {
            throw new IllegalStateException("the operator is dead in namespace " + path.group(1));
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Matcher path = OBJECT.matcher(request.uri().getPath());
        boolean write = !request.method().equals("GET") && response.code() < 300;
        if (write && path.find() && !path.group(2).equals("events")) {
            left.computeIfPresent(path.group(1), (namespace, writes) -> writes - 1);
        }
    }
}
