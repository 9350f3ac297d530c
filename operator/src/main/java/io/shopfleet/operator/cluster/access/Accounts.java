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
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Encoded;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passwords of services, each in a Secret of the service's namespace that goes with the service. A password is there before
 * any server outside hears of it: so whatever ends an operator, the one that is stored is the one that is set at last.
 */
public final class Accounts {
    private static final String ACCOUNT = "shopfleet.io/account";
    private static final int TAKEN = 409;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;

    public Accounts(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Made where it is missing; of two who make it at once, both get the one that was first. The password of a binding that is
     * still there lives on: pods that run know no other.
     *
     * @param edges of the service that share the account
     */
    public Account of(ShopService service, String account, String server, Stream<String> edges) {
        String namespace = service.getMetadata().getNamespace();
        String name = service.getMetadata().getName() + "." + account + ".account";
        Secret secret = Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
                .orElseGet(() -> make(service, name, bound(service, edges).orElseGet(Accounts::random)));
        boolean usable = Optional.ofNullable(secret.getMetadata().getLabels()).filter(labels -> labels.containsKey(ACCOUNT)).isPresent()
                && Encoded.text(secret, Account.PASSWORD).isPresent();
        if (!usable) {
            throw new BackendFailure(Reason.NotOwned, "Secret " + name + " in namespace " + namespace
                    + " is in the way, or has lost its password; delete it");
        }
        return turned(new Account(secret, server), service);
    }

    private Optional<String> bound(ShopService service, Stream<String> edges) {
        var meta = service.getMetadata();
        return edges.map(edge -> Binding.secret(meta.getName(), edge))
                .flatMap(name -> Stream.ofNullable(client.secrets().inNamespace(meta.getNamespace()).withName(name).get()))
                .flatMap(secret -> Encoded.text(secret, Account.PASSWORD).stream())
                .findFirst();
    }

    /**
     * With a new password where the service asks for one. The one before lives on until nothing that runs knows it; so long
     * another request waits.
     */
    private Account turned(Account account, ShopService service) {
        Optional<String> request = Marks.rotation(service);
        if (account.previous().isPresent()) {
            return new Epochs(client).use(service, account.previous().get()) ? account : changed(account, Map.of(
                    Account.PASSWORD, account.password(), Account.SLOT, Character.toString(account.slot())), Map.of());
        }
        return account.rotatedFor(request) ? account : changed(account, Map.of(
                Account.PASSWORD, random(), Account.SLOT, Character.toString(account.otherSlot()), Account.PREVIOUS, account.password()),
                Map.of(Account.ROTATED, request.orElseThrow()));
    }

    private Secret make(ShopService service, String name, String password) {
        String namespace = service.getMetadata().getNamespace();
        var annotations = new HashMap<String, String>();
        Marks.rotation(service).ifPresent(request -> annotations.put(Account.ROTATED, request));
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Map.of(ACCOUNT, "true"))
                .withAnnotations(annotations)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(service.getApiVersion())
                        .withKind(service.getKind())
                        .withName(service.getMetadata().getName())
                        .withUid(service.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withData(Encoded.of(Map.of(Account.PASSWORD, password)))
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
    public Account applied(Account account) {
        return account.applied() ? account : changed(account, Map.of(), Map.of(Account.APPLIED, account.mark()));
    }

    /** Refused where somebody else changed it since it was read: then the next pass reads it again. */
    private Account changed(Account account, Map<String, String> values, Map<String, String> annotations) {
        var meta = account.secret().getMetadata();
        var all = new HashMap<>(Optional.ofNullable(meta.getAnnotations()).orElse(Map.of()));
        all.putAll(annotations);
        String patch = CanonicalJson.text(List.of(
                Map.of("op", "replace", "path", "/metadata/resourceVersion", "value", meta.getResourceVersion()),
                Map.of("op", "add", "path", "/metadata/annotations", "value", all),
                Map.of("op", "add", "path", "/data", "value",
                        values.isEmpty() ? account.secret().getData() : Encoded.of(values))));
        try {
            return new Account(client.resource(account.secret()).patch(JSON, patch), account.server());
        } catch (KubernetesClientException e) {
            if (e.getCode() == TAKEN) {
                throw new BackendFailure(Reason.StaleView, "the account has just changed", e);
            }
            throw e;
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
