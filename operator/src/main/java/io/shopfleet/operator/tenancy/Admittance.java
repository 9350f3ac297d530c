package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.AllowedNamespaces;
import io.shopfleet.api.v1alpha1.LabelRequirement;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import java.util.Map;

/** Whether an environment admits a namespace, as Kubernetes label selectors do. */
public final class Admittance {
    private Admittance() {}

    /** Without a selector, which only a looser schema lets through, nobody is admitted. */
    public static boolean of(AllowedNamespaces allowed, Map<String, String> labels) {
        if (allowed == null || allowed.selector() == null) {
            return false;
        }
        NamespaceSelector selector = allowed.selector();
        return selector.matchLabels().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && selector.matchExpressions().stream().allMatch(requirement -> holds(requirement, labels));
    }

    private static boolean holds(LabelRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.key());
        if (requirement.operator() == null) {
            return false;
        }
        return switch (requirement.operator()) {
            case In -> value != null && requirement.values().contains(value);
            case NotIn -> value == null || !requirement.values().contains(value);
            case Exists -> value != null;
            case DoesNotExist -> value == null;
        };
    }
}
