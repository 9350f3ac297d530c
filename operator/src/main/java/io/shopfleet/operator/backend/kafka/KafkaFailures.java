package io.shopfleet.operator.backend.kafka;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** What Kafka's failures mean to people. */
final class KafkaFailures {
    private KafkaFailures() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException || failure instanceof ExecutionException
                ? cause(failure.getCause())
                : failure;
    }

    static BackendFailure of(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case BackendFailure own -> own;
            case AuthenticationException e ->
                new BackendFailure(Reason.AuthFailed, "Kafka refuses the account of the operator", e);
            case AuthorizationException e ->
                new BackendFailure(Reason.PermissionDenied, "Kafka does not let the account of the operator do this", e);
            case InvalidTopicException e when String.valueOf(e.getMessage()).contains("collides") ->
                new BackendFailure(Reason.Conflict, "Kafka holds a topic whose name differs in '.' and '_' alone", e);
            case RetriableException e -> unreachable(e);
            case SecurityDisabledException e -> refused(e);
            case ApiException e -> refused(e);
            case KafkaException e -> unreachable(e);
            case null, default -> throw new IllegalStateException("an unexpected failure of the Kafka client", cause);
        };
    }

    private static BackendFailure refused(Exception e) {
        return new BackendFailure(Reason.BackendRefused, "Kafka refused it: " + e.getMessage(), e);
    }

    private static BackendFailure unreachable(Exception e) {
        return new BackendFailure(Reason.DependencyUnreachable, "Kafka does not answer", e);
    }
}
