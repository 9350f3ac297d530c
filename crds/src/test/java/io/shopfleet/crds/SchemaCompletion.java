package io.shopfleet.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.shopfleet.api.schema.ListMapKey;
import io.shopfleet.api.schema.Timestamp;
import io.shopfleet.api.v1alpha1.Reason;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to a generated schema what the generator cannot say. It walks the schema and the Java types side by side, so that
 * every fact stays next to the field it speaks of.
 */
final class SchemaCompletion implements CRDPostProcessor {
    private static final String QUANTITY = "^[0-9]+([.][0-9]+)?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";

    private final Map<String, Class<?>> kinds = new LinkedHashMap<>();

    SchemaCompletion(Collection<Class<? extends HasMetadata>> resources) {
        resources.forEach(type -> kinds.put(HasMetadata.getKind(type), type));
    }

    @Override
    public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
        var crd = (CustomResourceDefinition) resource;
        Class<?> type = kinds.get(crd.getSpec().getNames().getKind());
        crd.getSpec().getVersions().forEach(version -> complete(version, type));
        return crd;
    }

    private void complete(CustomResourceDefinitionVersion version, Class<?> type) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(type.getAnnotation(JsonClassDescription.class).value());
        root.getProperties().put("metadata", ResourceName.schemaFor(type));
        Type[] specAndStatus = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
        for (int i = 0; i < 2; i++) {
            JSONSchemaProps part = root.getProperties().get(i == 0 ? "spec" : "status");
            if (specAndStatus[i] == Void.class) {
                continue;
            }
            part.setDescription(describe(specAndStatus[i]));
            walk(part, specAndStatus[i]);
        }
        List<String> order = Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name).toList();
        version.getAdditionalPrinterColumns().sort((a, b) -> order.indexOf(a.getName()) - order.indexOf(b.getName()));
    }

    private void walk(JSONSchemaProps schema, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            walkItems(schema, generic.getActualTypeArguments()[0]);
        } else if (type == Condition.class) {
            ConditionSchema.complete(schema);
        } else if (type == Quantity.class) {
            schema.setPattern(QUANTITY);
            schema.setMinimum(0d);
        } else if (type == Reason.class) {
            openReason(schema);
        } else if (type == Integer.class || type == Long.class) {
            schema.setFormat(type == Integer.class ? "int32" : "int64");
        } else if (type instanceof Class<?> record && record.isRecord()) {
            walkFields(schema, record);
        }
    }

    private void walkItems(JSONSchemaProps schema, Type itemType) {
        JSONSchemaProps item = schema.getItems().getSchema();
        walk(item, itemType);
        if (item.getDescription() == null && itemType instanceof Class<?> record && record.isRecord()) {
            item.setDescription(describe(itemType));
        }
        if (schema.getXKubernetesListType() == null) {
            schema.setXKubernetesListType("atomic");
        }
    }

    private void walkFields(JSONSchemaProps schema, Class<?> record) {
        for (Field field : record.getDeclaredFields()) {
            JSONSchemaProps property = schema.getProperties().get(field.getName());
            if (property == null) {
                continue;
            }
            ListMapKey keys = field.getAnnotation(ListMapKey.class);
            if (keys != null) {
                property.setXKubernetesListType("map");
                property.setXKubernetesListMapKeys(List.of(keys.value()));
            }
            if (field.isAnnotationPresent(Timestamp.class)) {
                property.setFormat("date-time");
            }
            walk(property, field.getGenericType());
            Default value = field.getAnnotation(Default.class);
            if (value != null && value.value().equals("{}")) {
                property.setDefault(defaultsWithin(property));
            }
        }
    }

    /** In full, because the server checks the rules on a default before it fills the defaults within. */
    private static ObjectNode defaultsWithin(JSONSchemaProps object) {
        ObjectNode defaults = JsonNodeFactory.instance.objectNode();
        object.getProperties().forEach((name, property) -> {
            if (property.getDefault() != null && !property.getDefault().isNull()) {
                defaults.set(name, property.getDefault());
            }
        });
        return defaults;
    }

    /** A plain word, so that an older client can read the status that a newer operator wrote. */
    private static void openReason(JSONSchemaProps schema) {
        schema.setEnum(new ArrayList<>());
        schema.setPattern("^[A-Z][A-Za-z]*$");
        schema.setMaxLength(64L);
    }

    private static String describe(Type type) {
        return ((Class<?>) type).getAnnotation(JsonClassDescription.class).value();
    }
}
