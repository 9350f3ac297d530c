package io.shopfleet.operator.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.golden.Stage.Look;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.status.Applied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder: {@code in-service.yaml} and what lies around it, told in {@code in-cluster.yaml}, {@code in-before-N.yaml}
 * (specs that were rolled out earlier), {@code in-meanwhile.yaml} and {@code in-moment.yaml}; and what follows from them in {@code out-*.yaml}.
 */
public record Golden(Path folder) {
    static final Path ROOT = Path.of("src/test/resources/golden");

    public static List<Golden> all() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory).sorted().map(Golden::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    List<String> files(String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(prefix))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inputs that {@link #look} reads. */
    List<String> inputs() {
        var read = new ArrayList<>(files("in-before-"));
        read.addAll(List.of(
                "in-cluster.yaml", "in-cluster-before.yaml", "in-cluster-meanwhile.yaml", "in-meanwhile.yaml", "in-moment.yaml",
                "in-service.yaml"));
        return read;
    }

    Moment moment() {
        return Files.exists(folder.resolve("in-moment.yaml"))
                ? CanonicalJson.read(documents("in-moment.yaml").getFirst().toString(), Moment.class)
                : Moment.PLAIN;
    }

    public Look look() {
        Moment moment = moment();
        Stage stage = stage();
        moment.forget().stream().filter(what -> what.startsWith("record ")).forEach(stage::forget);
        stage.pods(moment.pods());
        stage.migrations(moment.migrations());
        if (moment.meanwhile() > 0) {
            boolean other = Files.exists(folder.resolve("in-cluster-meanwhile.yaml"));
            stage.surroundings(Surroundings.of(documents(other ? "in-cluster-meanwhile.yaml" : "in-cluster.yaml")));
            stage.apply(service("in-meanwhile.yaml"));
            passes(stage, moment.meanwhile());
        }
        stage.surroundings(Surroundings.of(documents("in-cluster.yaml")));
        stage.apply(service("in-service.yaml"));
        passes(stage, moment.passes() - 1);
        stage.later(moment.later());
        moment.forget().stream().filter("status"::equals).forEach(stage::forget);
        boolean lost = moment.forget().contains("status");
        return stage.pass(
                lost ? View.Lost : moment.view(),
                new Applied(moment.repairs().size(), moment.repairs(), List.of(), moment.obstacles(), List.of(), Optional.empty()));
    }

    private static void passes(Stage stage, int number) {
        for (int pass = 0; pass < number; pass++) {
            stage.pass();
        }
    }

    /** The stage on which earlier specs have been rolled out. */
    private Stage stage() {
        List<String> before = files("in-before-");
        ShopService actor = service(before.isEmpty() ? "in-service.yaml" : before.getFirst());
        boolean other = Files.exists(folder.resolve("in-cluster-before.yaml"));
        var stage = new Stage(actor, Surroundings.of(documents(other ? "in-cluster-before.yaml" : "in-cluster.yaml")));
        before.forEach(file -> {
            stage.apply(service(file));
            stage.settle();
        });
        return stage;
    }

    private ShopService service(String file) {
        return Yaml.resource(documents(file).getFirst(), ShopService.class);
    }

    private List<ObjectNode> documents(String file) {
        return Files.exists(folder.resolve(file)) ? Yaml.documents(folder.resolve(file)) : List.of();
    }

    /** What follows, as text by file name. */
    SortedMap<String, String> outputs() {
        Look look = look();
        var outputs = new TreeMap<String, String>();
        outputs.put("out-decision.yaml", Yaml.text(decision(look)));
        if (look.report().status() != null) {
            outputs.put("out-status.yaml", Yaml.text(look.report().status()));
        }
        if (!look.report().happenings().isEmpty()) {
            outputs.put("out-events.yaml", Yaml.text(look.report().happenings()));
        }
        if (moment().objects() == Moment.Show.full) {
            outputs.put("out-objects.yaml", look.plan().objects().stream()
                    .map(object -> Yaml.text(readable(object)))
                    .collect(Collectors.joining("---\n")));
        }
        return outputs;
    }

    private static Map<String, Object> decision(Look look) {
        var decision = new TreeMap<String, Object>();
        decision.put("outcome", look.plan().outcome());
        decision.put("objects", look.plan().objects().stream().map(Golden::brief).toList());
        decision.put("scales", look.plan().scales());
        decision.put("prune", look.plan().prune().stream().map(child -> child.key().toString()).toList());
        decision.put("expected", look.plan().expected().stream().map(Object::toString).toList());
        decision.put("lookAgain", look.report().lookAgain().map(Object::toString).orElse("on events only"));
        decision.put("statusChanges", look.report().changed());
        decision.put("positionMoves", !RecordedPosition.read(look.report().status()).equals(look.plan().at()));
        return decision;
    }

    private static String brief(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** What a record or a config map holds as JSON in a string is shown as what it says. */
    private static JsonNode readable(HasMetadata object) {
        JsonNode tree = CanonicalJson.tree(object).deepCopy();
        if (tree.get("data") instanceof ObjectNode data) {
            for (String key : List.of("template", "config", "ports", "config.json")) {
                if (data.has(key)) {
                    data.set(key, CanonicalJson.read(data.get(key).asText(), JsonNode.class));
                }
            }
        }
        ((ObjectNode) tree.get("metadata")).remove(List.of("uid", "resourceVersion", "generation"));
        return tree;
    }
}
