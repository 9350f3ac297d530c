package io.shopfleet.operator.outside;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.shopfleet.operator.backend.Journal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Everything that operators wrote, in one order: objects at the API server and things outside. After the entry that it was
 * told to stop at, nothing that the operator sends arrives any more, as if it had been killed there.
 */
final class Lifeline implements Journal {
    private final List<String> entries = new CopyOnWriteArrayList<>();
    private volatile int last = Integer.MAX_VALUE;

    /**
     * The same story again and again, each time with an operator that ends earlier or later in it.
     *
     * @param writes of the whole story
     * @param stride from one end to the next
     */
    static List<DynamicTest> ends(int writes, int stride, IntConsumer told) {
        return IntStream.iterate(1, last -> last < writes, last -> last + stride)
                .mapToObj(last -> DynamicTest.dynamicTest("write " + last, () -> told.accept(last)))
                .toList();
    }

    /** The operator lives for so many more entries. */
    void endAfter(int more) {
        last = entries.size() + more;
    }

    void endless() {
        last = Integer.MAX_VALUE;
    }

    boolean ended() {
        return entries.size() >= last;
    }

    List<String> entries() {
        return List.copyOf(entries);
    }

    /** How often something like this was written. */
    long count(String words) {
        return entries.stream().filter(entry -> entry.contains(words)).count();
    }

    @Override
    public void wrote(String system, String words) {
        // What was under way when the operator ended may have been done all the same.
        entries.add(system + ": " + words);
        if (ended()) {
            throw new IllegalStateException("the operator is dead");
        }
    }

    Interceptor atTheApiServer(String... namespaces) {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (ended() && concerns(request)) {
                    throw new IllegalStateException("the operator is dead");
                }
            }

            @Override
            public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
                if (!request.method().equals("GET") && response.code() < 300 && concerns(request)) {
                    entries.add(request.method() + " " + request.uri().getPath().replaceFirst(".*/namespaces/[^/]+/", ""));
                }
            }

            private boolean concerns(HttpRequest request) {
                String path = request.uri().getPath();
                return !path.contains("/events") && Stream.of(namespaces).anyMatch(one -> path.contains("/namespaces/" + one + "/"));
            }
        };
    }
}
