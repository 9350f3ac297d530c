package io.shopfleet.operator.backend.kafka;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;

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
            case SslAuthenticationException e -> new BackendFailure(Reason.DependencyUnreachable,
                    "the certificate of Kafka cannot be trusted; correct ca.crt of its Secret, or the certificate", e);
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

    /** What keeps the client from being made at all. Its own words are not told on: they may quote what they complain of. */
    static BackendFailure ofAccount(KafkaException failure) {
        String said = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .collect(Collectors.joining(" "));
        if (said.contains("No resolvable bootstrap urls")) {
            return new BackendFailure(Reason.DependencyUnreachable, 
                    "no address is known for the hosts of Kafka that the environment names", failure);
        }
        return said.contains("Invalid port")
                ? new BackendFailure(Reason.InvalidValue, "the environment names no port below 65536 for Kafka", failure)
                : new BackendFailure(Reason.CredentialsMissing, "ca.crt of the Secret of Kafka holds no certificates in PEM", failure);
    }

    private static BackendFailure refused(Exception e) {
        return new BackendFailure(Reason.BackendRefused, "Kafka refused it: " + e.getMessage(), e);
    }

    private static BackendFailure unreachable(Exception e) {
        return new BackendFailure(Reason.DependencyUnreachable, "Kafka does not answer", e);
    }
}
