package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Free ports on the loopback address. A port is free for a moment before its server takes it, and test processes choose at the
 * same time; so whoever chooses one holds the UDP port of the same number, which servers do not use, until the process ends.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    /** Below the range from which the kernel serves outgoing connections, so that a stopped server finds its port again. */
    private static final int END = 32_000;
    private static final int PLACE = 10;

    private static final List<DatagramSocket> HELD = new ArrayList<>();
    /** Each process begins at a place of its own, to find one soon. */
    private static int next = FIRST + (int) (ProcessHandle.current().pid() % ((END - FIRST) / PLACE)) * PLACE;

    private Ports() {
    }

    public static synchronized int free() {
        for (int attempt = FIRST; attempt < END; attempt++) {
            int port = next;
            next = next + 1 < END ? next + 1 : FIRST;
            if (isMine(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + END + " on the loopback address");
    }

    private static boolean isMine(int port) {
        DatagramSocket hold;
        try {
            hold = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        } catch (SocketException chosen) {
            return false;
        }
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            HELD.add(hold);
            return true;
        } catch (IOException taken) {
            hold.close();
            return false;
        }
    }
}
