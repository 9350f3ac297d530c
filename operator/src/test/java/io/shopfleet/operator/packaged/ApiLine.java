package io.shopfleet.operator.packaged;

import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.shopfleet.testkit.ApiServer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * The line between one operator and the API server, on which things happen: a deed just before a request arrives, a watch
 * that tells nothing. Plain on the operator's side, so that the line can read it; what arrives at the
 * server comes from the user the line was made for.
 */
public final class ApiLine implements AutoCloseable {
    private static final String EXPIRED = "{\"type\": \"ERROR\", \"object\": {\"kind\": \"Status\", \"apiVersion\": \"v1\", "
            + "\"status\": \"Failure\", \"reason\": \"Expired\", \"code\": 410, \"message\": \"too old resource version\"}}";

    /** A request on its way, as its first line says it. */
    public record Request(String method, String path) {
        public boolean isWrite() {
            return !method.equals("GET");
        }

        boolean is(String wanted, String part) {
            return method.equals(wanted) && path.contains(part);
        }
    }

    private record Deed(Predicate<Request> when, Runnable what) {}

    private record Refusal(Predicate<Request> when, int status, String reason) {}

    private final ServerSocket door;
    private final Path kubeconfig;
    private final SocketFactory upstream;
    private final URI server;
    private final List<Deed> deeds = new CopyOnWriteArrayList<>();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Map<Socket, String> watches = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Predicate<String> held = path -> false;
    private volatile Predicate<String> forgotten = path -> false;
    private volatile Refusal refusal = new Refusal(request -> false, 0, "");

    private ApiLine(ApiServer api, String user, String... groups) {
        try {
            var config = api.config(user, groups);
            server = URI.create(config.getMasterUrl());
            upstream = SSLUtils.sslContext(config).getSocketFactory();
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            kubeconfig = Files.writeString(Files.createTempFile("line-", ".kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: line
                    clusters: [{name: line, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: line, user: {}}]
                    contexts: [{name: line, context: {cluster: line, user: line}}]
                    """.formatted(door.getLocalPort()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no line to the API server could be made", e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public static ApiLine of(ApiServer api, String user, String... groups) {
        return new ApiLine(api, user, groups);
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** The deed is done before such a request is passed on, each time. */
    void before(Predicate<Request> when, Runnable what) {
        deeds.add(new Deed(when, what));
    }

    /** From now on such requests do not reach the server; the answer is this one, and to come again in a second. */
    public void refuse(Predicate<Request> when, int status, String reason) {
        refusal = new Refusal(when, status, reason);
    }

    /** Ends every watch, as a server does that restarts or has watched for long enough. */
    public void endWatches() {
        watches.keySet().forEach(ApiLine::end);
    }

    /** From now on a watch of such a path is told that its place is forgotten, as a server does that has compacted its history. */
    public void forgetPlaces(Predicate<String> paths) {
        forgotten = paths;
    }

    /** What watches of these paths tell from now on arrives only when the line is closed. */
    public void holdWatches(Predicate<String> paths) {
        held = paths;
    }

    @Override
    public void close() {
        closed.countDown();
        end(door);
        open.forEach(ApiLine::end);
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client; Socket api = upstream.createSocket(server.getHost(), server.getPort())) {
            open.add(api);
            Thread.ofVirtual().start(() -> answers(api, client));
            requests(new BufferedInputStream(client.getInputStream()), client.getOutputStream(), api);
        } catch (IOException ended) {
            // Either side may hang up at any time; the other one notices by its own connection.
        } finally {
            open.remove(client);
        }
    }

    private void requests(InputStream from, OutputStream back, Socket api) throws IOException {
        OutputStream to = api.getOutputStream();
        for (String head = head(from); !head.isEmpty(); head = head(from)) {
            String[] words = head.split(" ", 3);
            var request = new Request(words[0], words[1]);
            deeds.stream().filter(deed -> deed.when().test(request)).forEach(deed -> deed.what().run());
            byte[] body = from.readNBytes(length(head));
            Refusal refused = refusal;
            if (refused.when().test(request)) {
                back.write(answer(refused));
                continue;
            }
            to.write(head.getBytes(StandardCharsets.ISO_8859_1));
            to.write(body);
            to.flush();
            if (head.toLowerCase().contains("\nupgrade: websocket")) {
                watches.put(api, request.path());
                from.transferTo(to);
            }
        }
    }

    private static byte[] answer(Refusal refusal) {
        String body = "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"reason\": \"%s\", \"code\": %d}"
                .formatted(refusal.reason(), refusal.status());
        return "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nRetry-After: 1\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(refusal.status(), refusal.reason(), body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A text that fits into one frame of a WebSocket. */
    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    /** Up to and with the empty line; nothing at the end of the stream. */
    private static String head(InputStream from) throws IOException {
        var head = new StringBuilder();
        for (int next = from.read(); next >= 0; next = from.read()) {
            head.append((char) next);
            if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private void answers(Socket api, Socket client) {
        try (api; client) {
            byte[] bytes = new byte[65536];
            InputStream from = api.getInputStream();
            boolean begun = false;
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                if (watches.containsKey(api) && held.test(watches.get(api))) {
                    closed.await();
                }
                client.getOutputStream().write(bytes, 0, count);
                String watch = watches.get(api);
                if (watch != null && !begun && forgotten.test(watch)) {
                    client.getOutputStream().write(frame(EXPIRED));
                }
                begun = watch != null;
            }
        } catch (IOException | InterruptedException ended) {
            // As above.
        } finally {
            open.remove(api);
            watches.remove(api);
        }
    }

    private static void end(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("a connection could not be closed", e);
        }
    }
}
