package io.shopfleet.orders.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server in the place of catalog, whose answers a test chooses. */
public class CatalogPeer implements QuarkusTestResourceLifecycleManager {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile HttpHandler answer;
    private volatile CountDownLatch released = new CountDownLatch(0);
    /** Long, so that a busy machine is not taken for a slow catalog. */
    private String timeLimit = "60000";
    private HttpServer server;
    private int port;

    @Override
    public void init(Map<String, String> args) {
        timeLimit = args.getOrDefault("timeLimitMillis", timeLimit);
    }

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("quarkus.rest-client.catalog.url", "http://localhost:" + port,
                "quarkus.rest-client.catalog.connect-timeout", timeLimit,
                "quarkus.rest-client.catalog.read-timeout", timeLimit);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(CatalogPeer.class));
    }

    @Override
    public void stop() {
        released.countDown();
        down();
        threads.shutdownNow();
    }

    /** Back to a catalog that answers every question with the same body. */
    void answers(int status, String body) {
        reset(exchange -> send(exchange, status, body));
    }

    /** Takes the question and says nothing until {@link #release}. */
    void keepsSilent() {
        reset(exchange -> {
            awaitRelease();
            exchange.close();
        });
    }

    /** Begins an answer of 200 and stops in the middle until {@link #release}. */
    void stopsInTheMiddle() {
        reset(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"items\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitRelease();
            exchange.close();
        });
    }

    /** Closes the connection of the first question without an answer, then answers. */
    void losesTheFirstConnection(String body) {
        reset(exchange -> {
            if (queries.size() == 1) {
                exchange.close();
            } else {
                send(exchange, 200, body);
            }
        });
    }

    void release() {
        released.countDown();
    }

    /** Nobody listens at the address any more. */
    void down() {
        server.stop(0);
    }

    void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            queries.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer.handle(exchange);
        });
        server.start();
    }

    /** What was asked since the answer was chosen. */
    List<String> asked() {
        return List.copyOf(queries);
    }

    private void reset(HttpHandler handler) {
        release();
        released = new CountDownLatch(1);
        queries.clear();
        answer = handler;
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
