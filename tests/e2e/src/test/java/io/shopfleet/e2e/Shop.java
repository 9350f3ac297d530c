package io.shopfleet.e2e;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace with the sample shop in it, from the files that users apply. Pods there must meet the level restricted. */
final class Shop {
    static final String CATALOG = "catalog";
    static final String ORDERS = "orders";
    static final String ORDER = "{\"lines\": [{\"sku\": \"MUG-01\", \"quantity\": 2}]}";
    private static final String SERVICE = "shopfleet.io/service";
    private static final String REVISION = "shopfleet.io/revision";
    private static Shop shared;

    private final String namespace = "e2e-" + Long.toString(ThreadLocalRandom.current().nextLong(46_656, 1_679_616), 36);
    private final Map<String, String> versions = new HashMap<>(Map.of(CATALOG, "1.0.0", ORDERS, "1.0.0"));
    private Visitor visitor;

    private Shop() {
        Node.apply("""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels: {shopfleet.io/environment: %s, pod-security.kubernetes.io/enforce: restricted}
                """.formatted(namespace, namespace));
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    private void remove() {
        Node.kubectl("delete", "namespace/" + namespace, "shopenvironment/" + namespace, "--ignore-not-found", "--wait=false");
    }

    /** The namespace that all tests share, as the test found it. */
    static synchronized Shop place() {
        if (shared == null) {
            shared = new Shop();
        }
        return shared;
    }

    /** One shop for all tests, with both services in place, each with two pods. */
    static Shop shared() {
        Shop shop = place();
        shop.applyEnvironment();
        shop.apply(CATALOG);
        shop.apply(ORDERS);
        shop.awaitOnlyServing(CATALOG);
        shop.awaitOnlyServing(ORDERS);
        return shop;
    }

    String namespace() {
        return namespace;
    }

    void applyEnvironment() {
        applyEnvironment("");
    }

    /** With one more line of its spec. */
    void applyEnvironment(String line) {
        Node.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %s}}}
                  images: {allowedRepositories: [shopfleet.local/]}
                  %s
                """.formatted(namespace, namespace, line));
    }

    /**
     * The service's file of the repository, for this namespace and its environment, at the version that was applied last. Without edges to
     * servers outside: what these tests are about are pods, and a shop that keeps everything in memory starts in no time.
     */
    String file(String service) {
        try {
            return Files.readString(Node.ROOT.resolve("sample-services").resolve(service).resolve("shopservice.yaml"))
                    .replace("namespace: shop\n", "namespace: " + namespace + "\n")
                    .replace("spec:\n", "spec:\n  environment: " + namespace + "\n")
                    .replaceAll("(?m)^    - \\{name: [a-z]+, (topic|database|cache): .*\n", "")
                    .replaceAll("(?m)^    # Each gives .*\n", "")
                    .replaceAll("  dependencies:\n\\z", "")
                    .replace(":1.0.0", ":" + versions.get(service));
        } catch (IOException e) {
            throw new IllegalStateException("the file of " + service + " cannot be read", e);
        }
    }

    void apply(String service) {
        Node.apply(file(service));
    }

    /** Changes the image tag in the file and applies it. */
    void applyVersion(String service, String version) {
        versions.put(service, version);
        apply(service);
    }

    ShopService get(String service) {
        ShopService found = Node.client().resources(ShopService.class).inNamespace(namespace).withName(service).get();
        if (found == null) {
            throw new AssertionError("there is no ShopService " + service + " in " + namespace);
        }
        return found;
    }

    Optional<ShopServiceStatus> status(String service) {
        return Optional.ofNullable(get(service).getStatus());
    }

    Optional<Condition> condition(String service, String type) {
        return status(service).stream().flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals(type)).findFirst();
    }

    /** Ready at what its spec says now. */
    void awaitReady(String service) {
        Await.until(service + " to be Ready in " + namespace, () -> {
            ShopService now = get(service);
            return now.getStatus() != null && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
                    && condition(service, "Ready").filter(ready -> ready.getStatus().equals("True")).isPresent();
        });
    }

    /** Until the last pod of other revisions is gone, its drain included. */
    void awaitOnlyServing(String service) {
        awaitReady(service);
        String serving = serving(service);
        Await.until("only pods of revision " + serving + " to be left", () -> pods(service).stream()
                .allMatch(pod -> serving.equals(revisionOf(pod))));
    }

    String serving(String service) {
        return status(service).map(ShopServiceStatus::serving).orElseThrow().revision();
    }

    /** Of the serving revision. */
    Deployment deployment(String service) {
        return Node.client().apps().deployments().inNamespace(namespace).withName(service + "-" + serving(service)).get();
    }

    static String revisionOf(Pod pod) {
        return pod.getMetadata().getLabels().get(REVISION);
    }

    List<Pod> pods(String service) {
        return Node.client().pods().inNamespace(namespace).withLabel(SERVICE, service).list().getItems();
    }

    synchronized Visitor visitor() {
        if (visitor == null) {
            visitor = Visitor.in(namespace);
        }
        return visitor;
    }

    /** Load on both services: products are read, and orders are placed, for which orders asks catalog. */
    Load load() {
        return Load.start(namespace, 20, Load.Target.get(url(CATALOG, "/products")), Load.Target.post(url(ORDERS, "/orders"), ORDER));
    }

    String url(String service, String path) {
        return "http://%s.%s.svc.cluster.local%s".formatted(service, namespace, path);
    }

    String kubectl(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add(1, "--namespace=" + namespace);
        return Node.kubectl(all.toArray(String[]::new));
    }
}
