package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.testkit.AuditLog;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OnNode
@Order(8)
class ZeroWritesTest {

    @Test
    void whereNothingIsToBeDoneNothingIsWrittenNotEvenAfterARestart() {
        Shop shop = Shop.shared();
        AuditLog.Mark change = Node.audit().mark();
        shop.kubectl("delete", "poddisruptionbudget", Shop.CATALOG);
        Await.untilAsserted("one deliberate change to be counted", () -> assertThat(Operator.writes(shop.namespace(), change))
                .extracting(AuditLog.Entry::toString)
                .containsExactly("patch poddisruptionbudgets " + shop.namespace() + "/catalog 201 by shopfleet"));
        Operator.awaitIdle();

        AuditLog.Mark begun = Node.audit().mark();
        Operator.restart();
        Operator.awaitPasses(2);
        for (int round = 1; round <= 3; round++) {
            long before = Operator.passes();
            shop.kubectl("annotate", "--overwrite", "deployments", "--all", "team.example/round=" + round);
            Operator.awaitPasses(before + 2);
        }
        assertThat(Node.audit().writesBy(Operator.USER, begun)).isEmpty();
        assertThat(Node.audit().requestsBy(Operator.USER, begun)).as("nothing new was told").noneMatch(entry -> entry.resource().equals("events"));
    }
}
