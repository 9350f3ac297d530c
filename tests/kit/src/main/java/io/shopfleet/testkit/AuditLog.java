package io.shopfleet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the API server was asked, by whom. The server writes a line before it answers, so a request whose answer has arrived is
 * in the log.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> BESIDE_THE_POINT = Set.of("leases", "events", "selfsubjectrulesreviews", "selfsubjectaccessreviews",
            "selfsubjectreviews", "tokenreviews", "subjectaccessreviews");

    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /** The audit log of a server that somebody else runs. */
    public static AuditLog at(Path file) {
        return new AuditLog(file);
    }

    /** A place in the log: everything after it happened later. */
    public record Mark(long position) {
    }

    /**
     * One answered request. {@code pod}, {@code subresource} and {@code fieldManager} are empty where there is none; both times
     * are the server's own.
     *
     * @param pod name of the pod whose service account asked
     */
    public record Entry(Instant received, Instant answered, String user, String pod, String verb, String group, String resource, String subresource, String namespace, String name,
            int code, String uri, String fieldManager, boolean dryRun) {

        /** A write that the server accepted, other than to leases, events and questions about rights. */
        public boolean isWrite() {
            return WRITES.contains(verb) && code < 300 && !dryRun && !BESIDE_THE_POINT.contains(resource);
        }

        @Override
        public String toString() {
            String path = resource + (subresource.isEmpty() ? "" : "/" + subresource);
            return "%s %s %s/%s %d%s".formatted(verb, path, namespace, name, code, fieldManager.isEmpty() ? "" : " by " + fieldManager);
        }
    }

    public Mark mark() {
        try {
            return new Mark(Files.size(file));
        } catch (IOException e) {
            throw new IllegalStateException("the audit log cannot be read", e);
        }
    }

    /** Every request of the user since the mark, reads included, in the order in which they were answered. */
    public List<Entry> requestsBy(String user, Mark since) {
        return lines(since).stream().map(AuditLog::parse).filter(entry -> entry.user().equals(user)).toList();
    }

    /** Accepted writes of the user since the mark. */
    public List<Entry> writesBy(String user, Mark since) {
        return requestsBy(user, since).stream().filter(Entry::isWrite).toList();
    }

    /** Accepted writes since the mark that named the field manager. */
    public List<Entry> writesByManager(String user, String fieldManager, Mark since) {
        return writesBy(user, since).stream().filter(entry -> entry.fieldManager().equals(fieldManager)).toList();
    }

    private List<String> lines(Mark since) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            // The line in which the mark was set speaks of a request from before.
            long from = Math.max(0, since.position() - 1);
            log.seek(from);
            byte[] bytes = new byte[Math.toIntExact(log.length() - from)];
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int begin = since.position() == 0 ? 0 : text.indexOf('\n') + 1;
            // A line that is still being written speaks of a request that has no answer yet.
            int end = text.lastIndexOf('\n') + 1;
            return text.substring(begin, Math.max(begin, end)).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("the audit log cannot be read", e);
        }
    }

    private static Entry parse(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode object = event.path("objectRef");
            String uri = event.path("requestURI").asText();
            return new Entry(Instant.parse(event.path("requestReceivedTimestamp").asText()),
                    Instant.parse(event.path("stageTimestamp").asText()), event.path("user").path("username").asText(),
                    event.path("user").path("extra").path("authentication.kubernetes.io/pod-name").path(0).asText(), event.path("verb").asText(),
                    object.path("apiGroup").asText(), object.path("resource").asText(), object.path("subresource").asText(),
                    object.path("namespace").asText(), object.path("name").asText(),
                    event.path("responseStatus").path("code").asInt(), uri, parameter(uri, "fieldManager"),
                    !parameter(uri, "dryRun").isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException("not a line of an audit log: " + line, e);
        }
    }

    private static String parameter(String uri, String name) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return "";
        }
        for (String parameter : uri.substring(query + 1).split("&")) {
            if (parameter.startsWith(name + "=")) {
                return parameter.substring(name.length() + 1);
            }
        }
        return "";
    }
}
