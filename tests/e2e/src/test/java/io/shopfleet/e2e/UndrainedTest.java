package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The control for {@link NewImageTest}: its checker is able to find lost requests. The pods are those of catalog in all but the
 * drain, and Kubernetes alone rolls them.
 */
@OnNode
@Order(6)
class UndrainedTest {
    private static final String NAME = "undrained";
    private static final Map<String, String> LABELS = Map.of("app", NAME);

    @Test
    void withoutTheDrainTheSameUpdateLosesRequests() {
        Shop shop = Shop.shared();
        Node.client().resource(withoutDrain(shop.deployment(Shop.CATALOG))).create();
        Node.client().resource(service(shop.namespace())).create();
        try {
            rolledOut(shop);
            try (Load load = Load.start(shop.namespace(), 50, Load.Target.get(shop.url(NAME, "/products")))) {
                shop.kubectl("set", "env", "deployment/" + NAME, "SHOPFLEET_REVISION=second");
                rolledOut(shop);
                load.awaitSecondsMore(2);
                Answers answers = load.answers();
                assertThat(answers.lost()).as("refused and reset connections, not just slow answers").anyMatch(lost -> lost.contains("code=0"));
                assertThat(answers.revisionsOf(Shop.CATALOG)).contains("first", "second");
            }
        } finally {
            shop.kubectl("delete", "deployment/" + NAME, "service/" + NAME);
        }
    }

    private static void rolledOut(Shop shop) {
        shop.kubectl("rollout", "status", "deployment/" + NAME, "--timeout=120s");
    }

    /** No sleep before the stop, and an application that ends as soon as it is told to. */
    private static Deployment withoutDrain(Deployment deployment) {
        return new DeploymentBuilder()
                .withNewMetadata().withName(NAME).withNamespace(deployment.getMetadata().getNamespace()).endMetadata()
                .withSpec(deployment.getSpec())
                .editSpec()
                .withReplicas(3)
                .withNewSelector().withMatchLabels(LABELS).endSelector()
                .editTemplate()
                .withNewMetadata().withLabels(LABELS).endMetadata()
                .editSpec()
                .editFirstContainer()
                .withLifecycle(null)
                .removeMatchingFromEnv(variable -> variable.getName().equals("SHOPFLEET_REVISION"))
                .addNewEnv().withName("SHOPFLEET_REVISION").withValue("first").endEnv()
                .addNewEnv().withName("QUARKUS_SHUTDOWN_DELAY").withValue("0S").endEnv()
                .addNewEnv().withName("QUARKUS_SHUTDOWN_TIMEOUT").withValue("0S").endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Service service(String namespace) {
        return new ServiceBuilder()
                .withNewMetadata().withName(NAME).withNamespace(namespace).endMetadata()
                .withNewSpec().withSelector(LABELS)
                .addNewPort().withPort(80).withTargetPort(new IntOrString("http")).endPort()
                .endSpec()
                .build();
    }
}
