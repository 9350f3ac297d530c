package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.plan.Wanted;
import io.shopfleet.operator.preview.CredentialChanges;
import io.shopfleet.operator.preview.ObjectChanges;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.Move;
import io.shopfleet.operator.preview.Preview.PodsPreview;
import io.shopfleet.operator.preview.Preview.RevisionPreview;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview.StepPreview;
import io.shopfleet.operator.preview.Preview.Unmet;
import io.shopfleet.operator.preview.RevisionContent;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.source.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the course of one service to what people are told of it. */
final class Telling {
    private final Stage stage;
    private final ShopService service;
    private final Course course;
    private final SortedMap<ObjectKey, HasMetadata> after;
    private final Optional<String> serving;
    private final Optional<Wanted> wanted;

    Telling(Stage stage, ShopService service, Course course) {
        this.stage = stage;
        this.service = service;
        this.course = course;
        this.after = stage.made(service);
        this.serving = course.start().serving();
        this.wanted = course.last.plan().aim().wanted().or(course.first.plan().aim()::wanted);
    }

    ServicePreview told(String place) {
        return new ServicePreview(
                Provider.Id.of(service).toString(),
                place,
                serving.map(this::revision).orElse(null),
                wanted.map(this::revision).orElse(null),
                pods(),
                course.first.plan().edges().stream()
                        .filter(edge -> edge.verdict() != Verdict.Ok)
                        .map(this::unmet)
                        .toList(),
                ObjectChanges.between(course.before, after),
                steps(),
                service.getStatus().phase(),
                service.getStatus().problems());
    }

    private RevisionPreview revision(String id) {
        Optional<RevisionRecord> record = course.first.fleet().record(id);
        return new RevisionPreview(
                Pair.of(id).revision(),
                Pair.of(id).epoch().orElse(null),
                record.map(RevisionRecord::version).orElse(null),
                record.map(RevisionRecord::image).orElse(null),
                true);
    }

    private RevisionPreview revision(Wanted wanted) {
        RevisionRecord record = wanted.record();
        return new RevisionPreview(
                record.revision(),
                wanted.epoch().map(Epoch::number).orElse(null),
                record.version(),
                record.image(),
                course.first.fleet().record(record.revision()).isPresent());
    }

    private PodsPreview pods() {
        boolean replaced = serving.isPresent() && !serving.equals(course.end().serving());
        return new PodsPreview(replicas(course.before), replicas(after), replaced, because());
    }

    private static int replicas(SortedMap<ObjectKey, HasMetadata> objects) {
        return objects.values().stream()
                .filter(Deployment.class::isInstance)
                .mapToInt(object -> Optional.ofNullable(((Deployment) object).getSpec().getReplicas()).orElse(1))
                .sum();
    }

    private List<Difference> because() {
        Optional<RevisionRecord> from = serving.flatMap(course.first.fleet()::record);
        if (from.isEmpty() || wanted.isEmpty() || wanted.get().id().equals(serving.get())) {
            return List.of();
        }
        var because = new ArrayList<Difference>();
        if (!from.get().revision().equals(wanted.get().record().revision())) {
            because.addAll(RevisionContent.differences(from.get(), whole(wanted.get().record())));
        }
        because.addAll(credentials());
        return List.copyOf(because);
    }

    /** Values are compared here and go no further: keys alone are told. */
    private List<Difference> credentials() {
        Optional<Long> old = serving.map(Pair::of).flatMap(Pair::epoch);
        if (old.isEmpty() && wanted.get().epoch().isEmpty()) {
            return List.of();
        }
        SortedMap<String, String> before = old.map(this::copies).orElseGet(Collections::emptySortedMap);
        SortedMap<String, String> now = wanted.get().record().epochs() ? originals() : Collections.emptySortedMap();
        List<Difference> differences = CredentialChanges.between(before, now);
        boolean lost = old.isPresent() && before.isEmpty() && !now.isEmpty();
        return lost ? List.of(Difference.of("the Secret " + name(old.get()) + ", which its pods read, is gone")) : differences;
    }

    private SortedMap<String, String> copies(long number) {
        return Optional.ofNullable(course.before.get(new ObjectKey(ManagedKind.Secret, name(number))))
                .map(secret -> new TreeMap<>(Optional.ofNullable(((Secret) secret).getData()).orElse(Map.of())))
                .orElseGet(TreeMap::new);
    }

    private SortedMap<String, String> originals() {
        return Copies.of(wanted.get().record().secrets(), this::values);
    }

    private SortedMap<String, String> values(Reference reference) {
        return stage.content(service.getMetadata().getNamespace(), reference).map(Content::values).orElseGet(TreeMap::new);
    }

    /** A revision that does not set out is not recorded, and its values of ConfigMaps have not been read. */
    private RevisionRecord whole(RevisionRecord record) {
        return record.whole()
                ? record
                : new RevisionRecord(
                        record.revision(), record.sequence(), record.renderer(), record.inputs(), record.generation(),
                        record.version(), record.image(), record.template(), record.config(), record.ports(),
                        CanonicalJson.text(Copies.of(Use.all(service.getSpec(), Reference.Kind.ConfigMap), this::values)),
                        record.epochs(), record.migrations(), record.adopted());
    }

    private String name(long epoch) {
        return Epoch.name(service.getMetadata().getName(), epoch);
    }

    private Unmet unmet(Contribution edge) {
        boolean resolved = course.last.plan().edges().stream()
                .anyMatch(later -> later.name().equals(edge.name()) && later.verdict() == Verdict.Ok);
        return new Unmet(edge.name(), edge.target(), edge.message(), edge.holdsBack(), resolved);
    }

    private boolean migrates(Position position) {
        return position.step().candidate() == 0
                && position.candidate().flatMap(course.last.fleet()::record).filter(record -> !record.migrations().isEmpty()).isPresent();
    }

    private List<StepPreview> steps() {
        var steps = new ArrayList<StepPreview>();
        for (int i = 1; i < course.positions.size(); i++) {
            Position from = course.positions.get(i - 1);
            Position to = course.positions.get(i);
            if (to.moving()) {
                steps.add(new StepPreview(
                        migrates(to) ? Move.Migrate : Move.Step, to.candidate().get(), to.step().candidate(), to.step().serving(), to.step().weight()));
            } else if (from.moving()) {
                boolean promoted = from.candidate().equals(to.serving());
                steps.add(new StepPreview(promoted ? Move.Promote : Move.Drop, from.candidate().get(), 0, 0, promoted ? 100 : 0));
            }
        }
        return List.copyOf(steps);
    }
}
