package io.shopfleet.operator.preview;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.offline.Admission;
import io.shopfleet.operator.offline.Document;
import io.shopfleet.operator.offline.Folder;
import io.shopfleet.operator.offline.FolderCluster;
import io.shopfleet.operator.offline.UnusableInput;
import io.shopfleet.operator.offline.Vicinity;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.Move;
import io.shopfleet.operator.preview.Preview.PodsPreview;
import io.shopfleet.operator.preview.Preview.RevisionPreview;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview.StepPreview;
import io.shopfleet.operator.preview.Preview.Unmet;
import io.shopfleet.operator.preview.Rehearsal.Course;
import io.shopfleet.operator.rollout.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a folder to what would be done: admitted, rehearsed, and told service by service. */
public final class Previewer {
    private final Folder folder;
    private final FolderCluster cluster;
    private final Admission admission;
    private final Vicinity vicinity;

    private Previewer(Folder folder) {
        this.folder = folder;
        this.admission = new Admission(folder);
        this.vicinity = admission.vicinity();
        this.cluster = new FolderCluster(vicinity, admission.services(), admission.objects());
    }

    public static Preview preview(Folder folder) throws UnusableInput {
        return new Previewer(folder).preview();
    }

    private Preview preview() throws UnusableInput {
        List<ShopService> order = StartOrder.of(cluster.services());
        for (ShopService service : order) {
            requireObjects(service);
        }
        Map<String, Course> courses = new Rehearsal(cluster, order).run();
        return new Preview(
                order.stream().map(service -> service(service, courses.get(StartOrder.key(service)))).toList(),
                admission.findings(),
                notes(order, courses));
    }

    /** Without its objects a service that runs would look like one whose objects somebody deleted. */
    private void requireObjects(ShopService service) throws UnusableInput {
        Optional<String> serving = Optional.ofNullable(service.getStatus())
                .map(status -> status.serving())
                .map(revision -> revision.revision());
        if (serving.isPresent() && cluster.made(service).isEmpty()) {
            throw new UnusableInput("ShopService " + StartOrder.key(service) + " serves revision " + serving.get()
                    + ", but none of its objects is in the folder: export them too, or leave out the exported ShopService");
        }
    }

    private List<String> notes(List<ShopService> order, Map<String, Course> courses) {
        Stream<String> namespaces = order.stream()
                .map(service -> service.getMetadata().getNamespace())
                .distinct()
                .filter(namespace -> vicinity.namespace(namespace).isEmpty())
                .sorted()
                .map(namespace -> "Namespace " + namespace + " is not in the folder; it is taken to have no labels of its own.");
        boolean blind = courses.values().stream()
                .flatMap(course -> course.before.values().stream())
                .anyMatch(object -> object.getMetadata().getManagedFields().isEmpty());
        String without = "Objects were exported without --show-managed-fields; they are taken to be as the operator left them.";
        return Stream.concat(namespaces, blind ? Stream.of(without) : Stream.empty()).toList();
    }

    private ServicePreview service(ShopService service, Course course) {
        Optional<RevisionRecord> wanted = course.last.wanted().or(course.first::wanted);
        Optional<RevisionRecord> serving = course.first.at().serving().flatMap(course.firstSeen::record);
        SortedMap<ObjectKey, HasMetadata> after = cluster.made(service);
        return new ServicePreview(
                StartOrder.key(service),
                file(service),
                course.first.outcome(),
                course.first.at().serving()
                        .map(name -> revision(name, serving, true))
                        .orElse(null),
                wanted.map(record -> revision(record.revision(), wanted, course.firstSeen.record(record.revision()).isPresent()))
                        .orElse(null),
                pods(course, after, serving, wanted),
                course.first.edges().stream()
                        .filter(edge -> edge.verdict() != Verdict.Ok)
                        .map(edge -> unmet(edge, course))
                        .toList(),
                ObjectChanges.between(course.before, after),
                steps(course.positions),
                service.getStatus().phase(),
                service.getStatus().problems());
    }

    private String file(ShopService service) {
        return folder.kind("ShopService").stream()
                .filter(document -> document.id().equals("ShopService " + StartOrder.key(service)))
                .map(Document::file)
                .findFirst()
                .orElseThrow();
    }

    private static RevisionPreview revision(String name, Optional<RevisionRecord> record, boolean recorded) {
        return new RevisionPreview(
                name,
                record.map(RevisionRecord::version).orElse(null),
                record.map(RevisionRecord::image).orElse(null),
                recorded);
    }

    private static Unmet unmet(Contribution edge, Course course) {
        boolean resolved = course.last.edges().stream()
                .anyMatch(later -> later.name().equals(edge.name()) && later.verdict() == Verdict.Ok);
        return new Unmet(edge.name(), edge.target(), edge.message(), edge.holdsBack(), resolved);
    }

    private static PodsPreview pods(
            Course course,
            SortedMap<ObjectKey, HasMetadata> after,
            Optional<RevisionRecord> serving,
            Optional<RevisionRecord> wanted) {
        boolean replaced = course.first.at().serving().isPresent()
                && !course.first.at().serving().equals(course.end().serving());
        List<Difference> because = serving.isPresent() && wanted.isPresent()
                        && !serving.get().revision().equals(wanted.get().revision())
                ? RevisionContent.differences(serving.get(), wanted.get())
                : List.of();
        return new PodsPreview(replicas(course.before), replicas(after), replaced, because);
    }

    private static int replicas(SortedMap<ObjectKey, HasMetadata> objects) {
        return objects.values().stream()
                .filter(Deployment.class::isInstance)
                .mapToInt(object -> Optional.ofNullable(((Deployment) object).getSpec().getReplicas()).orElse(1))
                .sum();
    }

    private static List<StepPreview> steps(List<Position> positions) {
        var steps = new ArrayList<StepPreview>();
        for (int i = 1; i < positions.size(); i++) {
            Position from = positions.get(i - 1);
            Position to = positions.get(i);
            if (to.moving()) {
                steps.add(new StepPreview(
                        Move.Step, to.candidate().get(), to.step().candidate(), to.step().serving(), to.step().weight()));
            } else if (from.moving()) {
                boolean promoted = to.serving().equals(from.candidate());
                steps.add(new StepPreview(
                        promoted ? Move.Promote : Move.Drop, from.candidate().get(), from.step().candidate(),
                        from.step().serving(), promoted ? 100 : 0));
            }
        }
        return steps.stream().distinct().collect(Collectors.toUnmodifiableList());
    }
}
