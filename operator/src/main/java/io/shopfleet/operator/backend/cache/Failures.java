package io.shopfleet.operator.backend.cache;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What went wrong, told by the first word of the server's answer. */
final class Failures {
    private static final Set<String> LOGIN = Set.of("WRONGPASS", "NOAUTH");
    /** It is there but cannot serve now, as after a start or while another server takes over. */
    private static final Set<String> NOT_NOW = Set.of("LOADING", "BUSY", "MASTERDOWN", "READONLY", "CLUSTERDOWN", "TRYAGAIN");

    private Failures() {}

    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (JedisDataException e) {
            throw refusal(e);
        } catch (JedisException e) {
            throw new BackendFailure(Reason.DependencyUnreachable, untrusted(e)
                    ? "the certificate of the cache cannot be trusted; correct ca.crt of its Secret, or the certificate"
                    : "the cache does not answer", e);
        }
    }

    private static BackendFailure refusal(JedisDataException e) {
        String answer = e.getMessage() == null ? "" : e.getMessage();
        String kind = answer.split(" ", 2)[0];
        if (LOGIN.contains(kind)) {
            return new BackendFailure(Reason.AuthFailed, "the cache refuses the operator's account", e);
        }
        if (NOT_NOW.contains(kind)) {
            return new BackendFailure(Reason.DependencyUnreachable, "the cache cannot serve now: " + kind, e);
        }
        Reason reason = kind.equals("NOPERM") ? Reason.PermissionDenied : Reason.BackendRefused;
        return new BackendFailure(reason, "the cache answers: " + withoutFingerprints(answer), e);
    }

    private static String withoutFingerprints(String answer) {
        return answer.replaceAll("#?[0-9a-f]{64}", "(fingerprint)");
    }

    private static boolean untrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
