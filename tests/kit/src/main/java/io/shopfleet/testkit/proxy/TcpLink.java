package io.shopfleet.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** One connection through a {@link TcpProxy}. */
final class TcpLink implements Door.Link {
    private static final int PIECE = 64 * 1024;
    /** Enough to tell a request by; the rest of a long one is not looked at. */
    private static final int LOOK = 1024 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final int connection;
    private final Rules<TcpRequest> rules;
    private final Set<Rule<TcpRequest>> counted = new HashSet<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private int number;
    private volatile boolean answered = true;
    private volatile boolean cutWithAnswer;
    private volatile Gate gate = new Gate(true);
    private volatile TcpRequest request;
    private volatile Thread answers;
    private volatile Thread requests;

    TcpLink(Socket client, InetSocketAddress target, int connection, Rules<TcpRequest> rules) throws IOException {
        this.client = client;
        this.connection = connection;
        this.rules = rules;
        request = TcpRequest.of(connection, 0, new byte[0]);
        server.connect(target);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
    }

    @Override
    public void serve() throws IOException, InterruptedException {
        requests = Thread.currentThread();
        answers = Thread.ofVirtual().start(this::answer);
        byte[] piece = new byte[PIECE];
        int length = client.getInputStream().read(piece);
        while (length >= 0) {
            arrived(piece, length);
            if (!act(rules.action(request, counted))) {
                return;
            }
            pass();
            server.getOutputStream().write(piece, 0, length);
            length = client.getInputStream().read(piece);
        }
    }

    private void arrived(byte[] piece, int length) {
        if (answered) {
            answered = false;
            number++;
            sent.reset();
            counted.clear();
        }
        if (sent.size() < LOOK) {
            sent.write(piece, 0, length);
        }
        request = TcpRequest.of(connection, number, sent.toByteArray());
    }

    /** Whether the server is to hear the request. */
    private boolean act(Action action) throws InterruptedException {
        switch (action) {
            case Action.Delay(var time) -> Thread.sleep(time);
            case Action.Freeze(var held) -> gate = held;
            case Action.Cut(var serverHears) -> {
                cutWithAnswer = serverHears;
                return serverHears;
            }
            default -> { }
        }
        return true;
    }

    private void pass() throws InterruptedException {
        gate.pass();
        rules.hold(request);
    }

    private void answer() {
        byte[] piece = new byte[PIECE];
        try (client; server) {
            int length = server.getInputStream().read(piece);
            while (length >= 0 && !cutWithAnswer) {
                pass();
                answered = true;
                client.getOutputStream().write(piece, 0, length);
                length = server.getInputStream().read(piece);
            }
        } catch (IOException ended) {
            // One side is gone; the other one is told by closing.
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Door.closeQuietly(client);
        Door.closeQuietly(server);
        // One that is held would not see it.
        for (Thread thread : new Thread[] {requests, answers}) {
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }
}
