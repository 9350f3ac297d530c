package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.AllowedNamespaces;
import io.shopfleet.api.v1alpha1.LabelRequirement;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.Map;
import java.util.stream.Stream;

/** The environment admits the service's namespace by its labels, as Kubernetes label selectors do. */
final class NamespaceAllowed implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return fleet.environment().value().stream()
                .filter(environment -> !admits(environment.allowedNamespaces(), fleet.namespaceLabels()))
                .map(environment -> new Problem(
                        "metadata.namespace",
                        Severity.Error,
                        Reason.NamespaceNotAllowed,
                        "ShopEnvironment " + service.getSpec().environment() + " does not admit namespace "
                                + service.getMetadata().getNamespace(),
                        "give the namespace the labels that spec.allowedNamespaces of the environment asks for"));
    }

    /** Without a selector, which only a looser schema lets through, nobody is admitted. */
    private static boolean admits(AllowedNamespaces allowed, Map<String, String> labels) {
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
