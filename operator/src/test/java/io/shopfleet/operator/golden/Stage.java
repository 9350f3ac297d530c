package io.shopfleet.operator.golden;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.migration.Run.State;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.plan.Plan.Scale;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.plan.Planner;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.status.Applied;
import io.shopfleet.operator.status.Report;
import io.shopfleet.operator.status.Reporter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service and what exists for it, moved on by the real Planner and Reporter: planned objects are put in place as they
 * are, Deployments have at once the pods they ask for.
 */
public final class Stage {

    /** Each autoscaler is looked at between its first sight and the next. */
    private static final HorizontalPodAutoscalerStatus ATTENDED = new HorizontalPodAutoscalerStatusBuilder()
            .addNewCondition()
            .withType("AbleToScale")
            .withStatus("True")
            .endCondition()
            .build();

    /** What one pass saw, decided and told. */
    public record Look(Fleet fleet, Plan plan, Report report) {}

    private final Map<ObjectKey, HasMetadata> objects = new TreeMap<>();
    private Surroundings surroundings;
    private final ShopService service;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Map<String, Integer> available = Map.of();
    private Map<String, State> migrations = Map.of();
    private int version = 100;

    public Stage(ShopService service, Surroundings surroundings) {
        this.service = service;
        this.surroundings = surroundings;
        service.getMetadata().setResourceVersion("100");
    }

    public void apply(ShopService changed) {
        service.setSpec(changed.getSpec());
        service.getMetadata().setAnnotations(changed.getMetadata().getAnnotations());
        Long generation = service.getMetadata().getGeneration();
        service.getMetadata().setGeneration(generation == null ? 1 : generation + 1);
    }

    public void surroundings(Surroundings changed) {
        surroundings = changed;
    }

    /** Available pods by version, or version and epoch; what is not named has all it asks for. */
    public void pods(Map<String, Integer> byVersion) {
        available = byVersion;
    }

    /** How the migration of a version stands; what is not named is done. */
    void migrations(Map<String, State> byVersion) {
        migrations = byVersion;
    }

    public void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    public void settle() {
        Look look = pass();
        for (int pass = 0; pass < 100 && (look.report().changed() || look.plan().next().moving()); pass++) {
            look = pass();
        }
    }

    public Look pass() {
        return pass(View.Current, Applied.NOTHING);
    }

    Look pass(View view, Applied applied) {
        Fleet fleet = surroundings.around(service, sighting(view)).fleet();
        Plan plan = new Planner().plan(service, fleet);
        if (!plan.unread().isEmpty()) {
            fleet = fleet.with(surroundings.contents(plan.unread()));
            plan = new Planner().plan(service, fleet);
        }
        Report report = new Reporter().report(service, fleet, plan, applied);
        plan.objects().forEach(this::put);
        plan.scales().forEach(this::scale);
        plan.prune().forEach(child -> objects.remove(child.key()));
        record(report);
        later(10);
        return new Look(fleet, plan, report);
    }

    private void record(Report report) {
        service.setStatus(report.status());
        if (report.changed()) {
            service.getMetadata().setResourceVersion(Integer.toString(++version));
        }
    }

    private Sighting sighting(View view) {
        var seen = new Sighting().at(now).view(view);
        objects.values().forEach(object -> {
            seen.child(Child.of(object));
            if (object instanceof Deployment deployment) {
                seen.workload(Workload.of(withStatus(deployment)));
            }
            if (object instanceof Job job) {
                see(job, seen);
            }
            if (object instanceof Secret secret) {
                Marks.epochOf(secret).ifPresent(seen::epoch);
            }
            if (object instanceof ControllerRevision record) {
                RevisionRecord.of(record).ifPresent(seen::record);
            }
            if (object instanceof HorizontalPodAutoscaler autoscaler) {
                autoscaler.setStatus(ATTENDED);
            }
        });
        objects.keySet().stream()
                .filter(key -> key.kind() == ManagedKind.Deployment)
                .map(key -> Workload.of((Deployment) objects.get(key)).revision())
                .forEach(revision -> Trouble.of(podsOf(revision)).ifPresent(trouble -> seen.trouble(revision, trouble)));
        if (Marks.adopts(service) && !serves()) {
            surroundings.foreign().stream()
                    .filter(object -> !objects.containsKey(ObjectKey.of(object)))
                    .forEach(seen::foreign);
        }
        return seen;
    }

    private void see(Job job, Sighting seen) {
        Run run = Run.of(withStatus(job));
        seen.migration(run);
        if (run.is(State.Failed) && run.attempt().equals(RecordedPosition.read(service.getStatus()).startedAt().toString())) {
            Pair.of(run.labels()).ifPresent(pair -> seen.trouble(
                    pair.id(), new Trouble(Reason.MigrationFailed, run.failure(List.of("no such column: colour")))));
        }
    }

    private Job withStatus(Job job) {
        State state = migrations.getOrDefault(job.getMetadata().getLabels().get(Marks.VERSION), State.Done);
        var condition = new JobConditionBuilder().withStatus("True");
        job.setStatus(switch (state) {
            case Waiting -> null;
            case UnderWay -> new JobStatusBuilder().withReady(1).build();
            case Done -> new JobStatusBuilder().withConditions(condition.withType("Complete").build()).build();
            case Failed -> new JobStatusBuilder()
                    .withConditions(condition.withType("Failed").withReason("BackoffLimitExceeded").build()).build();
        });
        return job;
    }

    private boolean serves() {
        return RecordedPosition.read(service.getStatus()).serving()
                .filter(id -> objects.values().stream()
                        .anyMatch(object -> object instanceof Deployment deployment && id.equals(Workload.of(deployment).revision())))
                .isPresent();
    }

    private List<Pod> podsOf(String revision) {
        String version = revisionLabels(revision).get(Marks.VERSION);
        return surroundings.pods().stream()
                .filter(pod -> version.equals(pod.getMetadata().getLabels().get(Marks.VERSION)))
                .toList();
    }

    private Map<String, String> revisionLabels(String revision) {
        return objects.values().stream()
                .filter(object -> object instanceof Deployment deployment && Workload.of(deployment).revision().equals(revision))
                .map(object -> object.getMetadata().getLabels())
                .findFirst()
                .orElseThrow();
    }

    private Deployment withStatus(Deployment deployment) {
        int wanted = deployment.getSpec().getReplicas() == null ? 0 : deployment.getSpec().getReplicas();
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(wanted)
                .withAvailableReplicas(Math.min(wanted, available(deployment.getMetadata().getLabels(), wanted)))
                .build());
        return deployment;
    }

    private int available(Map<String, String> labels, int wanted) {
        String version = labels.get(Marks.VERSION);
        return available.getOrDefault(version + "/" + labels.get(Marks.EPOCH), available.getOrDefault(version, wanted));
    }

    void put(HasMetadata planned) {
        HasMetadata object = CanonicalJson.read(CanonicalJson.text(planned), planned.getClass());
        HasMetadata before = objects.put(ObjectKey.of(object), object);
        object.getMetadata().setUid("uid-" + object.getMetadata().getName());
        object.getMetadata().setResourceVersion("1");
        object.getMetadata().setGeneration(1L);
        if (before instanceof Deployment old && object instanceof Deployment young) {
            young.getSpec().setReplicas(old.getSpec().getReplicas());
            young.getMetadata().setAnnotations(old.getMetadata().getAnnotations());
        }
        if (before instanceof HorizontalPodAutoscaler old && object instanceof HorizontalPodAutoscaler young) {
            young.setStatus(old.getStatus());
        }
    }

    private void scale(Scale scale) {
        var deployment = (Deployment) objects.get(new ObjectKey(ManagedKind.Deployment, scale.deployment()));
        deployment.getSpec().setReplicas(scale.replicas());
        deployment.getMetadata().setAnnotations(new TreeMap<>(Map.of(Marks.BEAT, Long.toString(scale.beat()))));
    }

    void forget(String what) {
        if (what.equals("status")) {
            service.setStatus(null);
        } else {
            String version = what.substring("record ".length());
            objects.values().removeIf(object -> object instanceof ControllerRevision
                    && version.equals(object.getMetadata().getLabels().get(Marks.VERSION)));
        }
    }

    public void remove(ManagedKind kind, String name) {
        objects.remove(new ObjectKey(kind, name));
    }

    public ShopService actor() {
        return service;
    }

    public ShopServiceStatus status() {
        return service.getStatus();
    }
}
