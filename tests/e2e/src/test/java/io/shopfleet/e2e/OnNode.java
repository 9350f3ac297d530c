package io.shopfleet.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need a real cluster run only when asked for. When one fails, what the cluster looks like is printed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "e2e", matches = ".*", disabledReason = "needs a cluster; run with -De2e, as make test does")
@ExtendWith({Installed.class, StateOnFailure.class})
@interface OnNode {
}
