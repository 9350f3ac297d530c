package io.shopfleet.e2e;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Before the first test the charts are installed, as their README tells. */
final class Installed implements BeforeAllCallback {
    private static int classes;

    /** How many test classes have begun. */
    static int classes() {
        return classes;
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        classes++;
        test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(Installed.class, first -> {
            install();
            return true;
        });
    }

    /** An operator that is there already may run an older image of the same tag, so it starts again. */
    static void install() {
        boolean there = !Node.kubectl("get", "deployments", "--namespace", Operator.NAMESPACE, "--output", "name").isBlank();
        Node.helm("upgrade", "--install", "shopfleet-crds", Node.chart("shopfleet-crds"), "--namespace", "default");
        Node.helm("upgrade", "--install", "shopfleet", Node.chart("shopfleet"), "--namespace", Operator.NAMESPACE,
                "--create-namespace", "--reset-then-reuse-values", "--wait", "--timeout", "3m");
        if (there) {
            Operator.restart();
        }
    }
}
