package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Free ports on the loopback address. Each process begins at a place of its own: test processes start together, and a port
 * that is free now may be what another of them has just chosen.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    /** Below the range from which the kernel serves outgoing connections, so that a stopped server finds its port again. */
    private static final int END = 32_000;
    private static final int PLACE = 10;

    private static int next = FIRST + (int) (ProcessHandle.current().pid() % ((END - FIRST) / PLACE)) * PLACE;

    private Ports() {
    }

    public static synchronized int free() {
        for (int attempt = FIRST; attempt < END; attempt++) {
            int port = next;
            next = next + 1 < END ? next + 1 : FIRST;
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + END + " on the loopback address");
    }
}
