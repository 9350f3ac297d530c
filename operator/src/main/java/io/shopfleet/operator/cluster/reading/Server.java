package io.shopfleet.operator.cluster.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.watch.LenientReading;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.source.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A real API server, asked without a cache. */
public final class Server implements Reading {
    private static final int NOT_FOUND = 404;
    private static final Map<Integer, String> REFUSALS = Map.of(
            401, "the server does not know who asks",
            403, "you have no right to read them");

    private final KubernetesClient client;

    private Server(KubernetesClient client) {
        this.client = client;
    }

    /** Unreadable where the server does not answer. */
    public static Server of(Config config) {
        var server = new Server(client(config));
        try {
            server.client.getKubernetesVersion();
            return server;
        } catch (KubernetesClientException e) {
            server.close();
            throw new Unreadable(said(e));
        }
    }

    /** One that cannot write, and gives up soon: nobody waits long for a plan. */
    static KubernetesClient client(Config config) {
        config.setConnectionTimeout((int) Duration.ofSeconds(5).toMillis());
        config.setRequestTimeout((int) Duration.ofSeconds(30).toMillis());
        config.setRequestRetryBackoffLimit(1);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("read-only", new ReadOnly()))
                .withKubernetesSerialization(new KubernetesSerialization(LenientReading.configure(new ObjectMapper()), true))
                .build();
    }

    @Override
    public List<ShopService> services() {
        return listed("ShopServices of all namespaces", () -> client.resources(ShopService.class).inAnyNamespace().list().getItems());
    }

    @Override
    public List<ShopService> services(String namespace) {
        return listed("ShopServices of namespace " + namespace, () ->
                client.resources(ShopService.class).inNamespace(namespace).list().getItems());
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return found("ShopEnvironment " + name, () -> client.resources(ShopEnvironment.class).withName(name).get());
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return found("Namespace " + name, () -> client.namespaces().withName(name).get());
    }

    @Override
    public Optional<HasMetadata> named(String namespace, Reference reference) {
        Class<? extends HasMetadata> type = reference.kind() == Reference.Kind.Secret ? Secret.class : ConfigMap.class;
        return found(reference + " of namespace " + namespace, () ->
                client.resources(type).inNamespace(namespace).withName(reference.name()).get());
    }

    @Override
    public List<HasMetadata> made(String namespace, ManagedKind kind) {
        return listed(kind + "s of namespace " + namespace, () -> client.resources(kind.type())
                .inNamespace(namespace)
                .withLabel(Marks.MANAGED_BY, Marks.MANAGER)
                .list().getItems().stream().<HasMetadata>map(object -> object).toList());
    }

    @Override
    public Optional<HasMetadata> object(HasMetadata like) {
        return found(like.getKind() + " " + like.getMetadata().getName(), () -> client.resource(like).get());
    }

    private static <T> Optional<T> found(String what, Supplier<T> question) {
        return Optional.ofNullable(answered(what, question, null));
    }

    /** Without the API's schemas on the server there is nothing of these kinds. */
    private static <T> List<T> listed(String what, Supplier<List<T>> question) {
        return answered(what, question, List.of());
    }

    private static <T> T answered(String what, Supplier<T> question, T none) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return none;
            }
            throw new Unreadable(what + ": " + said(e));
        }
    }

    /** The whole message would show addresses and stack traces of the way there. */
    private static String said(KubernetesClientException e) {
        return REFUSALS.getOrDefault(e.getCode(), e.getCode() > 0 ? "the server answers " + e.getCode() : "the server does not answer");
    }

    @Override
    public void close() {
        client.close();
    }
}
