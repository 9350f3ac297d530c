package io.shopfleet.testkit.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/** One connection through an {@link ApiProxy}: its requests one after the other. */
final class ApiLink implements Door.Link {
    /** Before the server ends an idle connection, so that no request meets such an end. */
    private static final Duration FRESH = Duration.ofSeconds(20);

    /** Connects to the server. */
    interface Server {
        Socket connect() throws IOException;
    }

    private final Socket client;
    private final Server target;
    private final Rules<ApiRequest> rules;
    private final InputStream requests;
    private volatile Socket server;
    private InputStream answers;
    private long used;
    private volatile Thread worker;
    private volatile Thread back;

    ApiLink(Socket client, Server target, Rules<ApiRequest> rules) throws IOException {
        this.client = client;
        this.target = target;
        this.rules = rules;
        client.setTcpNoDelay(true);
        requests = new BufferedInputStream(client.getInputStream());
        connect();
    }

    @Override
    public void serve() throws IOException, InterruptedException {
        worker = Thread.currentThread();
        Optional<HttpHead> head = HttpHead.read(requests);
        while (head.isPresent() && serve(head.get())) {
            head = HttpHead.read(requests);
        }
    }

    /** Whether the connection may carry another request. */
    private boolean serve(HttpHead head) throws IOException, InterruptedException {
        byte[] body = head.body(requests);
        ApiRequest request = ApiRequest.of(head.startLine(), new String(body, StandardCharsets.ISO_8859_1));
        Action action = rules.action(request, new HashSet<>());
        switch (action) {
            case Action.Delay(var time) -> Thread.sleep(time);
            case Action.Freeze(var gate) -> gate.pass();
            case Action.Cut(var serverHears) when !serverHears -> {
                return false;
            }
            case Action.Answer answer -> {
                client.getOutputStream().write(answer.bytes());
                return true;
            }
            default -> { }
        }
        rules.hold(request);
        HttpHead answer = ask(head, body);
        return !(action instanceof Action.Cut) && pass(request, answer) && !head.closes();
    }

    private HttpHead ask(HttpHead head, byte[] body) throws IOException {
        if (System.nanoTime() - used > FRESH.toNanos()) {
            connect();
        }
        OutputStream out = server.getOutputStream();
        out.write(head.bytes());
        out.write(body);
        out.flush();
        return HttpHead.read(answers).orElseThrow(() -> new IOException("the server has ended the connection"));
    }

    private boolean pass(ApiRequest request, HttpHead answer) throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        HttpHead.Piece piece = (bytes, length) -> {
            rules.hold(request);
            out.write(bytes, 0, length);
        };
        piece.pass(answer.bytes(), answer.bytes().length);
        if (answer.status() == 101) {
            back = Thread.ofVirtual().start(this::passBack);
            HttpHead.copyAll(answers, piece);
            return false;
        }
        if (answer.endless()) {
            HttpHead.copyAll(answers, piece);
            return false;
        }
        if (!request.method().equals("HEAD")) {
            answer.copy(answers, piece);
        }
        used = System.nanoTime();
        return !answer.closes();
    }

    /** What the client says on a web socket. */
    private void passBack() {
        try (client; Socket mine = server) {
            HttpHead.copyAll(requests, (bytes, length) -> {
                rules.all.pass();
                mine.getOutputStream().write(bytes, 0, length);
                mine.getOutputStream().flush();
            });
        } catch (IOException ended) {
            // One side is gone; the other one is told by closing.
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws IOException {
        if (server != null) {
            Door.closeQuietly(server);
        }
        server = target.connect();
        answers = new BufferedInputStream(server.getInputStream());
        used = System.nanoTime();
    }

    @Override
    public void close() {
        Door.closeQuietly(client);
        Door.closeQuietly(server);
        // One that is held would not see it.
        for (Thread thread : new Thread[] {worker, back}) {
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }
}
