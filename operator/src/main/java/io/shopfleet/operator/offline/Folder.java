package io.shopfleet.operator.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.operator.fleet.ManagedKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects in a folder of YAML and JSON files. An object with a uid exists already; the same one without is what will be
 * applied, and stands for its spec.
 *
 * @param existing by kind, namespace and name
 * @param wanted by kind, namespace and name
 */
public record Folder(SortedMap<String, Document> existing, SortedMap<String, Document> wanted) {
    public static final String API = "shopfleet.io/";
    private static final Set<String> OURS = Set.of("ShopService", "ShopEnvironment");
    private static final Set<String> AROUND = Set.of("Namespace", "Secret", "ConfigMap");
    private static final Set<String> MANAGED =
            Arrays.stream(ManagedKind.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("ShopEnvironment", "Namespace");

    /** Reads every file below a folder, but none in hidden folders. Objects without a namespace get the one given. */
    public static Folder read(Path root, String namespace) throws UnusableInput {
        if (!Files.isDirectory(root)) {
            throw new UnusableInput("there is no folder " + root);
        }
        var folder = new Folder(new TreeMap<>(), new TreeMap<>());
        for (Path file : files(root)) {
            String name = root.relativize(file).toString();
            for (ObjectNode object : objects(file, name)) {
                folder.add(new Document(name, object), namespace);
            }
        }
        if (folder.kind("ShopService").isEmpty()) {
            throw new UnusableInput("there is no ShopService in " + root);
        }
        return folder;
    }

    /** Objects of a kind: what is wanted, and what exists where nothing else is wanted. */
    public List<Document> kind(String kind) {
        var all = new TreeMap<>(existing);
        all.putAll(wanted);
        return all.values().stream().filter(document -> document.kind().equals(kind)).toList();
    }

    private void add(Document document, String namespace) throws UnusableInput {
        String kind = document.kind();
        boolean ours = OURS.contains(kind) && document.apiVersion().startsWith(API);
        if (!ours && !AROUND.contains(kind) && !MANAGED.contains(kind)) {
            return;
        }
        if (document.name().isEmpty()) {
            throw new UnusableInput(document.file() + ": a " + kind + " has no metadata.name");
        }
        if (!WITHOUT_NAMESPACE.contains(kind) && document.namespace().isEmpty()) {
            document.object().withObject("/metadata").put("namespace", namespace);
        }
        Document other = (document.exists() ? existing : wanted).put(document.id(), document);
        if (other != null) {
            throw new UnusableInput(document.id() + " stands in " + other.file()
                    + (other.file().equals(document.file()) ? " twice" : " and in " + document.file()));
        }
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*[.](ya?ml|json)"))
                    .filter(file -> Stream.of(root.relativize(file).toString().split("/")).noneMatch(part -> part.startsWith(".")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ObjectNode> objects(Path file, String name) throws UnusableInput {
        try {
            var objects = new ArrayList<ObjectNode>();
            Yaml.documents(file).forEach(document -> flatten(document, objects));
            return objects;
        } catch (UncheckedIOException e) {
            throw new UnusableInput(name + " is no YAML: " + said(e.getCause()));
        }
    }

    /** What kubectl get prints is one list. */
    private static void flatten(ObjectNode document, List<ObjectNode> objects) {
        if (document.path("kind").asText().equals("List")) {
            document.path("items").forEach((JsonNode item) -> {
                if (item instanceof ObjectNode object) {
                    flatten(object, objects);
                }
            });
        } else {
            objects.add(document);
        }
    }

    /** The parser shows the text around, too, which may hold a secret. */
    private static String said(Throwable cause) {
        return cause instanceof JsonProcessingException parsing && parsing.getLocation() != null
                ? "line " + parsing.getLocation().getLineNr() + ": "
                        + parsing.getOriginalMessage().lines().findFirst().orElse("cannot be read")
                : String.valueOf(cause.getMessage());
    }
}
