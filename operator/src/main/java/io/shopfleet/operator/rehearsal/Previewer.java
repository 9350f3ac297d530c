package io.shopfleet.operator.rehearsal;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.manifest.Admission.Admitted;
import io.shopfleet.operator.manifest.Document;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.preview.Preview.Basis;
import io.shopfleet.operator.preview.Preview.Refusal;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview.Unplanned;
import io.shopfleet.operator.preview.StartOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From a folder and a cluster to what would be done: laid over each other, rehearsed, and told service by service. */
public final class Previewer {
    private final Reading live;
    private final Admitted folder;
    private final Set<String> home;
    private final List<String> notes = new ArrayList<>();
    private final List<Unplanned> unplanned = new ArrayList<>();

    private Previewer(Reading live, Admitted folder) {
        this.live = live;
        this.folder = folder;
        this.home = folder.all(ShopService.class).stream()
                .map(service -> service.getMetadata().getNamespace())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static Preview preview(Reading live, Basis basis, Admitted folder) {
        return new Previewer(live, folder).preview(basis);
    }

    private Preview preview(Basis basis) {
        var services = new Services(new Overlay(live, folder.objects()), home);
        List<ShopService> order = StartOrder.of(new Scope(folder.objects()).of(services.known()));
        Map<String, ServicePreview> before = isAlone(order) ? Map.of() : asItIs();
        List<ServicePreview> told = told(new Overlay(live, folder.objects()), services, order, true).values().stream()
                .filter(service -> service.place() != null || !service.equals(before.get(service.service())))
                .toList();
        note(services, order);
        return new Preview(basis, told, List.copyOf(unplanned), refused(), List.copyOf(notes));
    }

    /** Nobody else is concerned, so that nobody has to be told apart from those who would change anyway. */
    private boolean isAlone(List<ShopService> order) {
        return order.stream().noneMatch(service -> place(service).isEmpty());
    }

    /** What would happen without the folder. */
    private Map<String, ServicePreview> asItIs() {
        var services = new Services(live, home);
        return told(live, services, StartOrder.of(new Scope(folder.objects()).of(services.known())), false);
    }

    private Map<String, ServicePreview> told(Reading reading, Services services, List<ShopService> order, boolean wanted) {
        var stage = new Stage(reading, services);
        var told = new LinkedHashMap<String, ServicePreview>();
        Map<Provider.Id, Course> courses = Rehearsal.of(stage, order);
        for (ShopService service : order) {
            Course course = courses.get(Provider.Id.of(service));
            String name = Provider.Id.of(service).toString();
            if (course.obstacle.isEmpty()) {
                String place = place(service).map(Document::place).orElse(null);
                told.put(name, new Telling(stage, service, course).told(place));
            } else if (wanted) {
                unplanned.add(new Unplanned(name, course.obstacle.get().getMessage()));
            }
        }
        return told;
    }

    private Optional<Document> place(ShopService service) {
        return Optional.ofNullable(folder.places().get("ShopService " + Provider.Id.of(service)));
    }

    private boolean missing(String namespace) {
        try {
            return new Overlay(live, folder.objects()).namespace(namespace).isEmpty();
        } catch (Unreadable e) {
            return false;
        }
    }

    private List<Refusal> refused() {
        return folder.findings().stream()
                .map(finding -> new Refusal(finding.place(), finding.object(), finding.path(), finding.message(), finding.cure()))
                .toList();
    }

    private void note(Services services, List<ShopService> order) {
        home.stream().filter(this::missing).forEach(namespace -> notes.add(
                "Namespace " + namespace + " is neither in the folder nor in the cluster: taken to have no labels of its own."));
        if (!services.all()) {
            notes.add("You may not read the ShopServices of all namespaces: what changes elsewhere through this folder is not shown.");
        }
        var left = new TreeMap<>(folder.others());
        if (!left.isEmpty()) {
            notes.add("The operator does not read " + left.entrySet().stream()
                    .map(kind -> kind.getKey() + (kind.getValue() == 1 ? "" : " (" + kind.getValue() + ")"))
                    .collect(Collectors.joining(", ")) + ": left aside.");
        }
        if (order.isEmpty()) {
            notes.add("Nothing in the folder concerns a ShopService.");
        }
    }
}
