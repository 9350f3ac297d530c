package io.shopfleet.testkit.proxy;

import io.shopfleet.testkit.machine.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One port of a loopback address. What comes in is served by a thread of its own until it ends or is cut. */
final class Door implements Closeable {

    /** Serves one connection to its end. Closing it ends it at once. */
    interface Link extends Closeable {
        void serve() throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** Makes what serves a connection. */
    interface Links {
        Link of(Socket client, int number) throws IOException;
    }

    final int port = Ports.free();
    private final InetAddress host;
    private final Links links;
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private ServerSocket socket;
    private Thread accepting;
    private int connections;
    private volatile int cuts;

    Door(Links links) {
        this(InetAddress.getLoopbackAddress(), links);
    }

    Door(InetAddress host, Links links) {
        this.host = host;
        this.links = links;
    }

    /** Takes connections; before, they are refused. */
    synchronized void up() {
        if (socket != null) {
            return;
        }
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " could not be opened", e);
        }
        ServerSocket mine = socket;
        accepting = Thread.ofVirtual().name("proxy-" + port).start(() -> accept(mine));
    }

    /** Refuses connections. Those there are stay. */
    synchronized void refuse() {
        if (socket == null) {
            return;
        }
        closeQuietly(socket);
        socket = null;
        try {
            // Until it has noticed, the kernel takes connections.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections. */
    synchronized void cut() {
        cuts++;
        open.forEach(Link::close);
    }

    private void accept(ServerSocket mine) {
        while (!mine.isClosed()) {
            try {
                Socket client = mine.accept();
                int age = cuts;
                if (mine.isClosed()) {
                    closeQuietly(client);
                    return;
                }
                int number = ++connections;
                Thread.ofVirtual().name("proxy-" + port + "-" + number).start(() -> serve(client, number, age));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, int number, int age) {
        try (client; Link link = links.of(client, number)) {
            open.add(link);
            try {
                // After a cut that did not see it, it would live on.
                if (age == cuts) {
                    link.serve();
                }
            } finally {
                open.remove(link);
            }
        } catch (IOException ended) {
            // One side is gone; the other one is told by closing.
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        refuse();
        cut();
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
