package io.shopfleet.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines before the body of a request or an answer of HTTP/1.1. */
record HttpHead(List<String> lines) {

    /** What a proxy does with a piece of a body. */
    interface Piece {
        void pass(byte[] bytes, int length) throws IOException, InterruptedException;
    }

    /** The next one, unless the other side has ended the connection. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
            if (line.get().isEmpty()) {
                return Optional.of(new HttpHead(List.copyOf(lines)));
            }
            lines.add(line.get());
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        throw new EOFException("the connection ended within a head");
    }

    byte[] bytes() {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    String startLine() {
        return lines.getFirst();
    }

    int status() {
        return Integer.parseInt(startLine().split(" ")[1]);
    }

    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream().skip(1).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).findFirst();
    }

    boolean closes() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** Whether only the end of the connection tells where the body of this answer ends. */
    boolean endless() {
        return header("Content-Length").isEmpty() && !chunked() && status() != 204 && status() != 304;
    }

    private boolean chunked() {
        return header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /** The body of a request, as it is sent. */
    byte[] body(InputStream in) throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        copy(in, (bytes, length) -> body.write(bytes, 0, length));
        return body.toByteArray();
    }

    /** Hands on the body piece by piece; one that is chunked chunk by chunk. */
    void copy(InputStream in, Piece piece) throws IOException, InterruptedException {
        if (chunked()) {
            copyChunks(in, piece);
        } else {
            copyLength(in, header("Content-Length").map(Long::parseLong).orElse(0L), piece);
        }
    }

    private static void copyChunks(InputStream in, Piece piece) throws IOException, InterruptedException {
        int size = -1;
        while (size != 0) {
            String line = line(in).orElseThrow(() -> new EOFException("the connection ended within a body"));
            size = Integer.parseInt(line.split(";")[0].strip(), 16);
            var chunk = new ByteArrayOutputStream();
            chunk.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunk.writeBytes(in.readNBytes(size));
            // After the last one come trailers, which end with an empty line; after others only that line.
            String end;
            do {
                end = line(in).orElseThrow(() -> new EOFException("the connection ended within a body"));
                chunk.writeBytes((end + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            } while (!end.isEmpty());
            piece.pass(chunk.toByteArray(), chunk.size());
        }
    }

    private static void copyLength(InputStream in, long length, Piece piece) throws IOException, InterruptedException {
        byte[] bytes = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (read < 0) {
                throw new EOFException("the connection ended within a body");
            }
            piece.pass(bytes, read);
            left -= read;
        }
    }

    /** Whatever comes until the other side ends the connection. */
    static void copyAll(InputStream in, Piece piece) throws IOException, InterruptedException {
        byte[] bytes = new byte[64 * 1024];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            piece.pass(bytes, read);
        }
    }

    private static Optional<String> line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int character = in.read(); character >= 0; character = in.read()) {
            if (character == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
            }
            line.write(character);
        }
        return Optional.empty();
    }
}
