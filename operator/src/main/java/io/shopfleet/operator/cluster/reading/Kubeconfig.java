package io.shopfleet.operator.cluster.reading;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The current context of the kubeconfig file, or inside a cluster the service account of the pod. */
public final class Kubeconfig implements Target {
    private final Config config;

    public Kubeconfig() {
        this(Config.autoConfigure(null));
    }

    public Kubeconfig(Config config) {
        this.config = config;
    }

    @Override
    public boolean known() {
        return config.getCurrentContext() != null
                || config.getClientCertData() != null
                || Files.exists(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
    }

    @Override
    public String name() {
        return config.getCurrentContext() == null ? config.getMasterUrl() : "context " + config.getCurrentContext().getName();
    }

    @Override
    public String namespace() {
        return Optional.ofNullable(config.getNamespace()).orElse("default");
    }

    @Override
    public Reading open() {
        return Server.of(config);
    }
}
