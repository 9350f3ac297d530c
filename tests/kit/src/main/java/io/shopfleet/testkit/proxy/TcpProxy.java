package io.shopfleet.testkit.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Stands before a server of any protocol where the client waits for an answer before it asks on, such as PostgreSQL's, Redis'
 * or that of Kafka's admin client. With TLS the bytes say nothing, and requests can only be counted.
 */
public final class TcpProxy implements AutoCloseable {
    private final Rules<TcpRequest> rules = new Rules<>(false);
    private final Door door;
    private volatile InetSocketAddress target;

    private TcpProxy(InetAddress host) {
        door = new Door(host, (client, number) -> new TcpLink(client, server(), number, rules));
    }

    /** An address whose server comes later: until {@link #target} connections are refused. */
    public static TcpProxy reserve() {
        return new TcpProxy(InetAddress.getLoopbackAddress());
    }

    public static TcpProxy to(int port) {
        return at(InetAddress.getLoopbackAddress(), port);
    }

    /** The same at another loopback address, for which no certificate of these tests is made out. */
    public static TcpProxy at(InetAddress host, int port) {
        TcpProxy proxy = new TcpProxy(host);
        proxy.target(port);
        return proxy;
    }

    public int port() {
        return door.port;
    }

    /** From now on another server of the loopback address is behind this one. Connections to the one before end. */
    public void target(int port) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        door.cut();
        door.up();
    }

    /** A rule for requests like these. It does nothing until it is told what. */
    public Rule<TcpRequest> when(Predicate<TcpRequest> request) {
        return rules.add(request);
    }

    /** Takes all rules away; whatever is held goes on. */
    public void clear() {
        rules.clear();
    }

    /** Ends all connections and refuses new ones. */
    public void down() {
        door.close();
    }

    /** Refuses new connections. Those there are stay. */
    public void refuse() {
        door.refuse();
    }

    /** Takes connections again. */
    public void up() {
        server();
        door.up();
    }

    /** Ends all connections; new ones are taken. */
    public void cut() {
        door.cut();
    }

    /** No byte passes either way, on any connection, until {@link #thaw}. */
    public void freeze() {
        rules.all.set(false);
    }

    public void thaw() {
        rules.all.set(true);
    }

    @Override
    public void close() {
        door.close();
        rules.clear();
    }

    private InetSocketAddress server() {
        if (target == null) {
            throw new IllegalStateException("no server is behind port " + port() + " yet");
        }
        return target;
    }
}
