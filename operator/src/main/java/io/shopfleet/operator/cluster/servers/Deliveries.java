package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.api.v1alpha1.ProvidedServer;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.embedded.Login;
import io.shopfleet.operator.foreign.Commission;
import io.shopfleet.operator.foreign.Progress;
import io.shopfleet.operator.source.Encoded;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes what another operator tells of its administrator into the operator's own namespace, where all accounts are. */
final class Deliveries {
    private static final String AUTHORITY = "ca.crt";

    private final KubernetesClient client;
    private final Yard yard;
    private final String home;

    Deliveries(KubernetesClient client, Yard yard, String home) {
        this.client = client;
        this.yard = yard;
        this.home = home;
    }

    /** The same each time, so that a password that the other operator changes is followed. */
    ProvidedServer take(Commission commission, Progress.Ready ready) {
        Secret account = secret(commission, ready.account());
        var values = new TreeMap<String, String>();
        values.put(Login.USERNAME, ready.username().orElseGet(() -> needed(account, Login.USERNAME)));
        values.put(Login.PASSWORD, needed(account, Login.PASSWORD));
        ready.authority()
                .or(() -> ready.authoritySecret().map(name -> needed(secret(commission, name), AUTHORITY)))
                .ifPresent(pem -> values.put(AUTHORITY, pem));
        yard.put(new SecretBuilder()
                .withNewMetadata()
                .withName(commission.account())
                .withNamespace(home)
                .withLabels(commission.labels())
                .endMetadata()
                .withType("Opaque")
                .withData(Encoded.of(values))
                .build());
        List<String> addresses = ready.addresses().isEmpty() ? List.of(address(commission, account)) : ready.addresses();
        return new ProvidedServer(commission.word(), addresses);
    }

    /** A host without a dot is a Service beside the server. */
    private static String address(Commission commission, Secret account) {
        String host = needed(account, "host");
        return (host.contains(".") ? host : host + "." + commission.namespace() + ".svc") + ":" + needed(account, "port");
    }

    private Secret secret(Commission commission, String name) {
        return Optional.ofNullable(client.secrets().inNamespace(commission.namespace()).withName(name).get())
                .orElseThrow(() -> new Obstacle(Reason.CredentialsMissing,
                        commission.contractor() + " says that the server is ready, but there is no Secret " + name + " in namespace "
                                + commission.namespace(),
                        "look what became of it; " + commission.contractor() + " makes it"));
    }

    private static String needed(Secret secret, String key) {
        return Encoded.text(secret, key).orElseThrow(() -> new Obstacle(Reason.CredentialsMissing,
                "Secret " + secret.getMetadata().getName() + " of namespace " + secret.getMetadata().getNamespace() + " has no " + key,
                "look who changed it"));
    }
}
