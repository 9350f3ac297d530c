package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.source.Binding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passwords of services, each in a Secret of the service's namespace that goes with the service. A password is there before
 * any server outside hears of it, and is never changed once it is: so whatever ends an operator, the one that is stored is the
 * one that is set at last.
 */
public final class Accounts {
    private static final String PASSWORD = "password";
    private static final String APPLIED = "shopfleet.io/applied-at";
    private static final String ACCOUNT = "shopfleet.io/account";
    private static final int TAKEN = 409;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;

    public Accounts(KubernetesClient client) {
        this.client = client;
    }

    /** A password, and whether this server was told. */
    public record Known(Secret secret, String password, String server) {

        public String fingerprint() {
            return sha256(password);
        }

        public boolean applied() {
            return mark().equals(Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of()).get(APPLIED));
        }

        private String mark() {
            return CanonicalJson.digest(List.of(server, secret.getMetadata().getUid(), password));
        }
    }

    /**
     * Made where it is missing; of two who make it at once, both get the one that was first. The password of a binding that is
     * still there lives on: pods that run know no other.
     *
     * @param edges of the service that share the account
     */
    public Known of(ShopService service, String account, String server, Stream<String> edges) {
        String namespace = service.getMetadata().getNamespace();
        String name = service.getMetadata().getName() + "." + account + ".account";
        Secret secret = Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
                .orElseGet(() -> make(service, name, bound(service, edges).orElseGet(Accounts::random)));
        String password = Optional.ofNullable(secret.getMetadata().getLabels())
                .filter(labels -> labels.containsKey(ACCOUNT))
                .flatMap(labels -> password(secret))
                .orElseThrow(() -> new BackendFailure(Reason.NotOwned, "Secret " + name + " in namespace " + namespace
                        + " is in the way, or has lost its password; delete it"));
        return new Known(secret, password, server);
    }

    private Optional<String> bound(ShopService service, Stream<String> edges) {
        var meta = service.getMetadata();
        return edges.map(edge -> Binding.secret(meta.getName(), edge))
                .flatMap(name -> Stream.ofNullable(client.secrets().inNamespace(meta.getNamespace()).withName(name).get()))
                .flatMap(secret -> password(secret).stream())
                .findFirst();
    }

    private static Optional<String> password(Secret secret) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(PASSWORD))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    private Secret make(ShopService service, String name, String password) {
        String namespace = service.getMetadata().getNamespace();
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Map.of(ACCOUNT, "true"))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(service.getApiVersion())
                        .withKind(service.getKind())
                        .withName(service.getMetadata().getName())
                        .withUid(service.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withStringData(Map.of(PASSWORD, password))
                .build();
        try {
            return client.resource(secret).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == TAKEN) {
                return client.secrets().inNamespace(namespace).withName(name).get();
            }
            throw e;
        }
    }

    /** From now on the server knows the password. */
    public void applied(Known account) {
        if (!account.applied()) {
            client.resource(account.secret()).patch(MERGE, CanonicalJson.text(
                    Map.of("metadata", Map.of("annotations", Map.of(APPLIED, account.mark())))));
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
