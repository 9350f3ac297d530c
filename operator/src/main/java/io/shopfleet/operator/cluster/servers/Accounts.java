package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.embedded.Login;
import io.shopfleet.operator.embedded.Wanted;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.source.Encoded;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The administrators of servers, in the operator's own namespace as those of external servers are. A password is drawn once and
 * never changes. It has no owner: a volume that outlives its environment knows no other, so it must be there when the environment
 * comes back.
 */
final class Accounts {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;

    private final KubernetesClient client;
    private final String home;
    private final SecureRandom random = new SecureRandom();

    Accounts(KubernetesClient client, String home) {
        this.client = client;
        this.home = home;
    }

    Login of(Wanted wanted) {
        Secret kept = Optional.ofNullable(client.secrets().inNamespace(home).withName(wanted.name()).get())
                .orElseGet(() -> keep(wanted, copied(wanted).orElseGet(() -> drawn(wanted))));
        if (!labels(wanted).equals(kept.getMetadata().getLabels())) {
            throw new Obstacle(Reason.NotOwned, "Secret " + wanted.name() + " of the operator's namespace belongs to somebody else",
                    "rename or delete it, or give the environment another name");
        }
        return login(kept).orElseThrow(() -> new Obstacle(Reason.CredentialsMissing,
                "Secret " + wanted.name() + " of the operator's namespace has lost its username or password",
                "put them back as they are in the Secret of that name in " + wanted.namespace()
                        + ", or delete it and have it made anew of that"));
    }

    private Secret keep(Wanted wanted, Login login) {
        return client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(wanted.name())
                        .withNamespace(home)
                        .withLabels(labels(wanted))
                        .endMetadata()
                        .withType("Opaque")
                        .withData(login.account())
                        .build())
                .create();
    }

    /** Where the operator's own was deleted, the server still goes by what its pod was given. */
    private Optional<Login> copied(Wanted wanted) {
        return Optional.ofNullable(client.secrets().inNamespace(wanted.namespace()).withName(wanted.name()).get())
                .flatMap(Accounts::login);
    }

    private Login drawn(Wanted wanted) {
        var password = new StringBuilder();
        random.ints(LENGTH, 0, LETTERS.length()).forEach(index -> password.append(LETTERS.charAt(index)));
        return new Login(wanted.server().administrator(), password.toString());
    }

    private static Optional<Login> login(Secret secret) {
        return Encoded.text(secret, Login.USERNAME).flatMap(username ->
                Encoded.text(secret, Login.PASSWORD).map(password -> new Login(username, password)));
    }

    private static Map<String, String> labels(Wanted wanted) {
        return new TreeMap<>(Map.of(
                Marks.MANAGED_BY, Marks.MANAGER,
                Marks.NAME, wanted.name(),
                Marks.ENVIRONMENT, wanted.owner().getMetadata().getName()));
    }
}
