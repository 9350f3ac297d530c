package io.shopfleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.testkit.ApiServer;
import java.util.List;
import java.util.Map;

/** What the real API server says to an object, with strict validation as kubectl asks for it. */
final class Admission {
    private final KubernetesClient client = ApiServer.shared().admin();
    private final String namespace = ApiServer.shared().newNamespace("api", Map.of());

    /** Creates the object for real and returns it as the server stored it. */
    JsonNode create(JsonNode object) {
        return Serialization.unmarshal(client.raw(path(object) + "?fieldValidation=Strict", "POST", object), JsonNode.class);
    }

    /** Applies the object as GitOps does, and returns it as the server stored it. */
    JsonNode apply(JsonNode object) {
        var resource = Serialization.jsonMapper().convertValue(object, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(isNamespaced(object) ? namespace : null);
        var serverSide = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("team")
                .withFieldValidation("Strict").withForce(true).build();
        return Serialization.jsonMapper().valueToTree(client.resource(resource).patch(serverSide));
    }

    void delete(JsonNode object) {
        client.raw(path(object) + "/" + object.at("/metadata/name").asText(), "DELETE", null);
    }

    /** The errors of the object, without creating it: "field: message" each, none when it would be accepted. */
    List<String> errors(JsonNode object) {
        try {
            client.raw(path(object) + "?fieldValidation=Strict&dryRun=All", "POST", object);
            return List.of();
        } catch (KubernetesClientException e) {
            return errors(e.getStatus());
        }
    }

    /** The same for a change of what is stored. */
    List<String> errorsOfChange(JsonNode object) {
        try {
            String path = path(object) + "/" + object.at("/metadata/name").asText();
            client.raw(path + "?fieldValidation=Strict&dryRun=All", "PUT", object);
            return List.of();
        } catch (KubernetesClientException e) {
            return errors(e.getStatus());
        }
    }

    private static List<String> errors(Status status) {
        if (status.getDetails() == null || status.getDetails().getCauses().isEmpty()) {
            return List.of(status.getMessage());
        }
        return status.getDetails().getCauses().stream()
                .filter(cause -> !cause.getMessage().contains("some validation rules were not checked"))
                // The scale subresource looks at the number of replicas once more.
                .filter(cause -> !cause.getField().equals(".spec.replicas"))
                .map(Admission::text).toList();
    }

    private static String text(StatusCause cause) {
        return cause.getField() + ": " + cause.getMessage();
    }

    String path(JsonNode object) {
        String scope = isNamespaced(object) ? "/namespaces/" + namespace : "";
        return "/apis/shopfleet.io/v1alpha1" + scope + "/" + definition(object).getNames().getPlural();
    }

    private static boolean isNamespaced(JsonNode object) {
        return definition(object).getScope().equals("Namespaced");
    }

    private static CustomResourceDefinitionSpec definition(JsonNode object) {
        return Schemas.definition(object.path("kind").asText()).getSpec();
    }
}
