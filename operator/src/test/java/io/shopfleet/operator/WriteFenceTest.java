package io.shopfleet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A lease lasts 15 seconds, and others count them from the time that a renewal carries, which is when it began. */
@DisplayName("The fence before writes")
class WriteFenceTest {
    private static final HttpRequest ASKED = request("GET", "/apis/coordination.k8s.io/v1/namespaces/system/leases/shopfleet");
    private static final HttpRequest RENEWED = request("PATCH", "/apis/coordination.k8s.io/v1/namespaces/system/leases/shopfleet");
    private static final HttpRequest WRITE = request("PATCH", "/api/v1/namespaces/shop/services/orders");
    private static final HttpRequest READ = request("GET", "/api/v1/namespaces/shop/pods");

    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
    private boolean ended;
    private final WriteFence fence = new WriteFence(() -> now, () -> ended = true);

    @BeforeEach
    void theLeaseIsTaken() {
        renew(Duration.ZERO, 200);
    }

    @Test
    void isOpenWhileTheLeaseIsSurelyHeld() {
        pass(Duration.ofSeconds(10));
        send(WRITE);
        assertThat(ended).isFalse();
    }

    @Test
    void endsTheProcessInsteadOfAWriteWhenNoRenewalHasSucceededForTooLong() {
        pass(Duration.ofSeconds(6));
        renew(Duration.ZERO, 409);
        pass(Duration.ofSeconds(5));
        send(READ);
        send(RENEWED);
        assertThat(ended).as("reads harm nobody, and a renewal may still succeed").isFalse();
        send(WRITE);
        assertThat(ended).isTrue();
    }

    @Test
    void countsFromTheBeginningOfARenewalHoweverLateItsAnswerCame() {
        renew(Duration.ofSeconds(8), 200);
        pass(Duration.ofSeconds(3));
        send(WRITE);
        assertThat(ended).isTrue();
    }

    @Test
    void isOpenAgainAfterARenewal() {
        pass(Duration.ofSeconds(6));
        renew(Duration.ofSeconds(1), 200);
        pass(Duration.ofSeconds(5));
        send(WRITE);
        assertThat(ended).isFalse();
    }

    @Test
    void isNoneWhereNoLeaseWasEverTaken() {
        var alone = new WriteFence(() -> now, () -> ended = true);
        pass(Duration.ofMinutes(1));
        alone.before(null, WRITE, null);
        assertThat(ended).isFalse();
    }

    /** As the elector does it: it asks for the lease and writes it. */
    private void renew(Duration takes, int answer) {
        send(ASKED);
        fence.after(ASKED, new Answer(200, ASKED), null);
        pass(takes);
        send(RENEWED);
        fence.after(RENEWED, new Answer(answer, RENEWED), null);
    }

    private void send(HttpRequest request) {
        fence.before(null, request, null);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static HttpRequest request(String method, String path) {
        return new StandardHttpRequest.Builder()
                .uri("https://api.example" + path)
                .method(method, "application/json", method.equals("GET") ? null : "{}")
                .build();
    }

    private static final class Answer extends StandardHttpHeaders implements HttpResponse<String> {
        private final int code;
        private final HttpRequest request;

        Answer(int code, HttpRequest request) {
            this.code = code;
            this.request = request;
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public String body() {
            return "";
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }
    }
}
