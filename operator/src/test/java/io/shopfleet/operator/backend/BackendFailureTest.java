package io.shopfleet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Reason;
import org.junit.jupiter.api.Test;

class BackendFailureTest {

    @Test
    void fitsIntoACondition() {
        assertThat(new BackendFailure(Reason.BackendRefused, "x".repeat(1_000_000)).getMessage()).hasSize(700).endsWith("x…");
    }

    @Test
    void isOneLineWithoutAnythingThatATerminalWouldObey() {
        assertThat(new BackendFailure(Reason.BackendRefused, "no\nsuch \u001b[31mtopic\r\n").getMessage())
                .isEqualTo("no such  [31mtopic ");
    }
}
