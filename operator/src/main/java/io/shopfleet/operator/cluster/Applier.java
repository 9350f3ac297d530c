package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Repairs.Contest;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.OwnedFields;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.plan.Plan.Number;
import io.shopfleet.operator.plan.Plan.Scale;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.status.Applied.Repair;
import io.shopfleet.operator.status.Applied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries a plan out, object by object, and writes only what differs. What the server refuses for good becomes a problem
 * and the rest goes on; what may pass is an exception and is tried again.
 */
public final class Applier {
    private final Repairs allowance = new Repairs();

    public Applied apply(ShopService service, Fleet fleet, Plan plan, Cluster cluster) {
        var pass = new Pass(service, fleet, plan, cluster, allowance);
        // An autoscaler that has to go would undo what comes after it.
        plan.prune().stream().filter(Child::isAutoscaler).forEach(pass::prune);
        plan.objects().forEach(pass::put);
        // Pods go before others come, so that not even between two writes more are asked for than the surge allows.
        plan.scales().stream().filter(pass::shrinks).forEach(pass::scale);
        plan.owned().forEach(pass::own);
        if (pass.problems.isEmpty()) {
            plan.prune().stream().filter(child -> !child.isAutoscaler()).forEach(pass::prune);
        }
        plan.scales().stream().filter(scale -> !pass.shrinks(scale)).forEach(pass::scale);
        List<Contest> contests = allowance.contested(service.getMetadata().getUid(), fleet.now());
        return new Applied(
                pass.writes,
                List.copyOf(pass.repairs),
                List.copyOf(pass.taken),
                List.copyOf(pass.problems),
                contests.stream().map(Applier::problem).toList(),
                contests.stream().map(Contest::again).min(Comparator.naturalOrder())
                        .map(again -> Duration.between(fleet.now(), again)));
    }

    private static Problem problem(Contest contest) {
        return new Problem(
                "metadata.name",
                Severity.Error,
                Reason.ObjectContested,
                contest.object() + " is changed again and again, by " + contest.by() + "; it is put right every "
                        + Repairs.PACE.toSeconds() + " seconds",
                "find out who does that, and stop it");
    }

    private static final class Pass {
        private final ShopService service;
        private final Fleet fleet;
        private final Plan plan;
        private final Cluster cluster;
        private final List<Repair> repairs = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> taken = new ArrayList<>();
        private final Repairs allowance;
        private final Takeover takeover;
        private int writes;

        Pass(ShopService service, Fleet fleet, Plan plan, Cluster cluster, Repairs allowance) {
            this.service = service;
            this.fleet = fleet;
            this.plan = plan;
            this.cluster = cluster;
            this.allowance = allowance;
            this.takeover = new Takeover(service, fleet, plan.at(), cluster);
        }

        void put(HasMetadata object) {
            ObjectKey key = ObjectKey.of(object);
            Child seen = fleet.children().get(key);
            String wanted = OwnedFields.wanted(object);
            if (seen != null && seen.ownedBy(uid()) && seen.digest().equals(wanted)) {
                return;
            }
            Takeover.Claim claim = takeover.of(object, seen);
            if (claim.refusal().isPresent()) {
                problems.add(claim.refusal().get());
                return;
            }
            if (!claim.later()) {
                put(object, seen, wanted, claim.taken());
            }
        }

        private void put(HasMetadata object, Child seen, String wanted, boolean takes) {
            ObjectKey key = ObjectKey.of(object);
            boolean repair = !takes && (seen == null
                    ? plan.expected().contains(key)
                    : seen.applied().filter(wanted::equals).isPresent());
            if (repair && !mayRepair(key.toString(), object)) {
                return;
            }
            stamp(object, wanted);
            write(key, object, FieldManager.Template).ifPresent(result -> {
                boolean changed = seen == null
                        || !seen.resourceVersion().equals(result.getMetadata().getResourceVersion());
                writes += changed ? 1 : 0;
                if (changed && repair) {
                    repaired(key.toString(), seen);
                }
                if (changed && takes) {
                    taken.add(key.toString());
                }
            });
        }

        /** What is kept as it is and had no owner gets one, and nothing else. */
        void own(HasMetadata object) {
            ObjectKey key = ObjectKey.of(object);
            write(key, object, FieldManager.Owner).ifPresent(result -> {
                writes++;
                taken.add(key.toString());
            });
        }

        private void repaired(String object, Child seen) {
            String version = seen == null ? service.getMetadata().getResourceVersion() : seen.resourceVersion();
            repairs.add(new Repair(object, seen == null, version));
        }

        private boolean mayRepair(String object, HasMetadata wanted) {
            boolean may = allowance.take(uid(), object, fleet.now());
            if (!may && !allowance.isContested(uid(), object)) {
                allowance.contest(uid(), object, cluster.live(wanted).flatMap(OwnedFields::lastChangedBy).orElse("somebody"));
            }
            return may;
        }

        private static void stamp(HasMetadata object, String digest) {
            Map<String, String> annotations = new HashMap<>(
                    Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
            annotations.put(Marks.APPLIED, digest);
            object.getMetadata().setAnnotations(annotations);
        }

        boolean shrinks(Scale scale) {
            Workload seen = fleet.workloads().get(scale.revision());
            return seen != null && seen.wanted() > scale.replicas();
        }

        void scale(Scale scale) {
            ObjectKey key = new ObjectKey(ManagedKind.Deployment, scale.deployment());
            Workload seen = fleet.workloads().get(scale.revision());
            boolean right = seen != null
                    && seen.wanted() == scale.replicas()
                    && seen.stamped()
                    && (plan.number() != Number.Taken || fleet.children().get(key).scaled());
            if (right || !problems.isEmpty()) {
                return;
            }
            HasMetadata scaled = scaled(scale);
            String number = "replicas of " + key;
            boolean repair = seen != null && seen.wanted() != scale.replicas() && scaledByOther(key, seen);
            if (repair && !mayRepair(number, scaled)) {
                return;
            }
            write(key, scaled, FieldManager.Scale).ifPresent(result -> {
                writes++;
                if (repair) {
                    repairs.add(new Repair(number, false, result.getMetadata().getResourceVersion()));
                }
            });
        }

        private HasMetadata scaled(Scale scale) {
            var annotations = new TreeMap<>(Map.of(Marks.BEAT, Long.toString(scale.beat())));
            plan.at().replicas().ifPresent(pods -> annotations.put(Marks.ROLLOUT, pods.toString()));
            return new DeploymentBuilder()
                    .withNewMetadata()
                    .withName(scale.deployment())
                    .withNamespace(service.getMetadata().getNamespace())
                    .withAnnotations(annotations)
                    .endMetadata()
                    .withNewSpec()
                    .withReplicas(scale.replicas())
                    .endSpec()
                    .build();
        }

        /** Whoever changes the number takes it from the operator, who had it once since the Deployment carries its stamp. */
        private boolean scaledByOther(ObjectKey deployment, Workload seen) {
            return plan.number() == Number.Operators && seen.stamped() && !fleet.children().get(deployment).scaled();
        }

        void prune(Child child) {
            writes += cluster.delete(service, child) ? 1 : 0;
        }

        private Optional<HasMetadata> write(ObjectKey key, HasMetadata object, FieldManager manager) {
            try {
                return Optional.of(cluster.apply(object, manager));
            } catch (KubernetesClientException e) {
                problems.add(Refusal.of(key, e).orElseThrow(() -> e));
                return Optional.empty();
            }
        }

        private String uid() {
            return service.getMetadata().getUid();
        }
    }
}
