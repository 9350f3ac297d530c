package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The operator's image, run with a folder to plan, tells what would happen and writes nothing. */
@OnNode
@Order(12)
class PlanTest {

    @AfterAll
    static void remove() {
        Node.kubectl("delete", "clusterrolebinding", "planner-" + Shop.place().namespace(), "--ignore-not-found");
    }

    @Test
    void aPodOfTheImageTellsWhichPodsWouldRestartAndEnds() {
        Shop shop = Shop.shared();
        String wanted = shop.file(Shop.CATALOG).replaceFirst("image: (\\S+):\\S+", "image: $1:7.0.0");
        Node.client().resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("wanted")
                        .withNamespace(shop.namespace())
                        .endMetadata()
                        .addToData("catalog.yaml", wanted)
                        .build())
                .create();
        AuditLog.Mark before = Node.audit().mark();
        Node.apply(Resource.text("plan.yaml").replace("@NAMESPACE@", shop.namespace()));
        Await.until("the plan to be told", () ->
                List.of("Succeeded", "Failed").contains(shop.kubectl("get", "pod/plan", "--output=jsonpath={.status.phase}")));

        assertThat(shop.kubectl("logs", "pod/plan"))
                .contains(shop.namespace() + "/catalog: a new revision", "2, all restart because of", "-> shopfleet.local/catalog:7.0.0")
                .contains("Plan: 1 service");
        assertThat(shop.kubectl("get", "pod/plan", "--output=jsonpath={.status.phase}")).isEqualTo("Succeeded");
        assertThat(Node.audit().requestsBy("system:serviceaccount:" + shop.namespace() + ":planner", before))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.verb()).isIn("get", "list"));
    }
}
