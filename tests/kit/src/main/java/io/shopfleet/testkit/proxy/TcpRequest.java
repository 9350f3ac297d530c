package io.shopfleet.testkit.proxy;

import java.nio.charset.StandardCharsets;

/**
 * What a client has sent since the server answered last, as far as it has arrived.
 *
 * @param connection which connection of the proxy, from 1
 * @param number which request of the connection, from 1
 * @param bytes what was sent, as text of one character per byte
 */
public record TcpRequest(int connection, int number, String bytes) {

    static TcpRequest of(int connection, int number, byte[] bytes) {
        return new TcpRequest(connection, number, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    public boolean contains(String text) {
        return bytes.contains(text);
    }
}
