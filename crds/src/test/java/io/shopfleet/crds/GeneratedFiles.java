package io.shopfleet.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every committed file that is made from the Java types: path from the root of the repository, and what must be in it. */
final class GeneratedFiles {
    static final String COMMAND = "mvn -pl crds verify -Dcrds.write";

    private static final List<Class<? extends HasMetadata>> RESOURCES = List.of(
            ShopEnvironment.class, ShopService.class, ShopTopic.class, ShopDatabase.class, ShopCache.class, ShopClaim.class);
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private GeneratedFiles() {
    }

    static Map<String, String> all() {
        var files = new LinkedHashMap<String, String>();
        for (CustomResourceDefinition crd : definitions()) {
            files.put("crds/" + crd.getMetadata().getName() + ".yaml", yaml(crd));
            String kind = crd.getSpec().getNames().getKind();
            files.put("docs/reference/" + kind.toLowerCase() + ".md", new ReferencePage(crd).markdown());
        }
        files.put("docs/reference/reasons.md", ReasonsPage.markdown());
        return files;
    }

    static List<CustomResourceDefinition> definitions() {
        try {
            Path folder = Files.createTempDirectory("shopfleet-crds");
            var crds = new ArrayList<CustomResourceDefinition>();
            for (Class<? extends HasMetadata> type : RESOURCES) {
                new CRDGenerator().customResourceClasses(type)
                        .withPostProcessor(new SchemaCompletion(RESOURCES))
                        .inOutputDir(folder.toFile())
                        .generate();
                Path file = folder.resolve(HasMetadata.getPlural(type) + "." + HasMetadata.getGroup(type) + "-v1.yml");
                crds.add(Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class));
                Files.delete(file);
            }
            Files.delete(folder);
            return crds;
        } catch (IOException e) {
            throw new IllegalStateException("the definitions could not be generated", e);
        }
    }

    private static String yaml(CustomResourceDefinition crd) {
        try {
            JsonNode tree = Serialization.jsonMapper().valueToTree(crd);
            return "# Made from the Java types in crds/src/main; change those, then run: " + COMMAND + "\n"
                    + YAML.writeValueAsString(wholeNumbers(tree));
        } catch (IOException e) {
            throw new IllegalStateException("the definition could not be written as YAML", e);
        }
    }

    /** Limits are doubles in the model, and 1000.0 or 2.147483647E9 is no way to write a limit. */
    private static JsonNode wholeNumbers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isDouble()) {
                    field.setValue(LongNode.valueOf((long) field.getValue().doubleValue()));
                } else {
                    wholeNumbers(field.getValue());
                }
            });
        } else {
            node.forEach(GeneratedFiles::wholeNumbers);
        }
        return node;
    }
}
