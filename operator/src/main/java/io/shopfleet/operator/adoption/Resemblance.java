package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.source.Use;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether pods that run already are what the spec describes, so that taking them over needs no new ones. It looks at the
 * process, not at how the operator would have run it.
 */
record Resemblance(PodSpec running, Container wanted, ShopServiceSpec spec, List<Contribution> edges) {

    static Resemblance of(Legacy legacy, RevisionRecord rendered, ShopServiceSpec spec, List<Contribution> edges) {
        return new Resemblance(
                legacy.deployment().getSpec().getTemplate().getSpec(),
                CanonicalJson.read(rendered.template(), PodTemplateSpec.class).getSpec().getContainers().getFirst(),
                spec,
                edges);
    }

    boolean holds() {
        return alone() && selfContained() && sameProcess() && samePorts() && sameResources() && sameVariables();
    }

    /** Containers beside the application are nothing that a spec could describe. */
    private boolean alone() {
        return running.getContainers().size() == 1 && orEmpty(running.getInitContainers()).isEmpty();
    }

    /** Configuration and credentials reach pods as files and copies that these pods do not have. */
    private boolean selfContained() {
        return spec.config().isEmpty() && Use.all(spec).findAny().isEmpty();
    }

    private Container app() {
        return running.getContainers().getFirst();
    }

    private boolean sameProcess() {
        return app().getImage().equals(wanted.getImage())
                && orEmpty(app().getCommand()).equals(orEmpty(wanted.getCommand()))
                && orEmpty(app().getArgs()).equals(orEmpty(wanted.getArgs()));
    }

    /** By number, since names mean nothing to the process. Containers need not say what they listen on. */
    private boolean samePorts() {
        List<Integer> open = orEmpty(app().getPorts()).stream().map(ContainerPort::getContainerPort).toList();
        return open.isEmpty() || open.containsAll(wanted.getPorts().stream().map(ContainerPort::getContainerPort).toList());
    }

    private boolean sameResources() {
        return amounts(app(), true).equals(amounts(wanted, true)) && amounts(app(), false).equals(amounts(wanted, false));
    }

    private static Map<String, Quantity> amounts(Container container, boolean requests) {
        return Optional.ofNullable(container.getResources())
                .map(resources -> requests ? resources.getRequests() : resources.getLimits())
                .orElse(Map.of());
    }

    /** Further variables do no harm: the process runs with them. */
    private boolean sameVariables() {
        var given = new TreeMap<String, String>();
        edges.forEach(edge -> given.putAll(edge.env()));
        spec.env().forEach(variable -> given.put(variable.name(), Objects.toString(variable.value(), "")));
        return given.entrySet().stream().allMatch(variable -> orEmpty(app().getEnv()).stream()
                .anyMatch(known -> isSame(known, variable)));
    }

    private static boolean isSame(EnvVar known, Map.Entry<String, String> variable) {
        return known.getName().equals(variable.getKey())
                && known.getValueFrom() == null
                && Objects.toString(known.getValue(), "").equals(variable.getValue());
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
