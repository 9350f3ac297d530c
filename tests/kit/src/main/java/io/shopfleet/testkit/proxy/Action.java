package io.shopfleet.testkit.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What happens to a request that a rule catches. */
sealed interface Action {

    record Pass() implements Action {
    }

    record Delay(Duration time) implements Action {
    }

    /** The connection ends: before the server has heard the request, or with the first byte of its answer. */
    record Cut(boolean serverHears) implements Action {
    }

    record Freeze(Gate gate) implements Action {
    }

    /** The proxy answers, and the server hears nothing. */
    record Answer(int status, List<String> headers) implements Action {

        /** In the form that Kubernetes gives to its own refusals. */
        byte[] bytes() {
            String body = """
                    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"a test says so","code":%d}"""
                    .formatted(status);
            var head = new StringBuilder("HTTP/1.1 " + status + " Test\r\nContent-Type: application/json\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            return (head + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
