package io.shopfleet.crds;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.LinkedHashMap;
import java.util.List;

/** The schema of a condition: the client's own type carries neither limits nor descriptions. */
final class ConditionSchema {
    private ConditionSchema() {
    }

    static void complete(JSONSchemaProps schema) {
        schema.setDescription("One aspect of the state, as Kubernetes conditions are.");
        schema.setRequired(List.of("status", "type"));
        var fields = new LinkedHashMap<String, JSONSchemaProps>();
        fields.put("lastTransitionTime", string("When status changed last.").withFormat("date-time").build());
        fields.put("message", string("What it means here, and what to do.").withMaxLength(1024L).build());
        fields.put("observedGeneration", new JSONSchemaPropsBuilder().withType("integer").withFormat("int64")
                .withDescription("The metadata.generation that the condition speaks of.")
                .withMinimum(0d).withMaximum(9007199254740991d).build());
        fields.put("reason", string("Why, in one word.").withPattern("^[A-Z][A-Za-z]*$").withMaxLength(64L).build());
        fields.put("status", string("True, False, or Unknown: under way or cannot tell.")
                .withEnum(new TextNode("False"), new TextNode("True"), new TextNode("Unknown")).build());
        fields.put("type", string("Which aspect.").withPattern("^[A-Z][A-Za-z]*$").withMaxLength(64L).build());
        schema.setProperties(fields);
    }

    private static JSONSchemaPropsBuilder string(String description) {
        return new JSONSchemaPropsBuilder().withType("string").withDescription(description);
    }
}
