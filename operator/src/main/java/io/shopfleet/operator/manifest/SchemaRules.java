package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.operator.manifest.SchemaCheck.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The expressions of a schema ({@code x-kubernetes-validations}), each where it stands, with Kubernetes' own functions. */
final class SchemaRules {
    /** The language knows integers of 64 bits only. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addVar("self", SimpleType.DYN)
            .addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration("isQuantity", CelOverloadDecl.newGlobalOverload(
                            "is_quantity", SimpleType.BOOL, SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration("quantity", CelOverloadDecl.newGlobalOverload(
                            "to_quantity", QUANTITY, SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration("compareTo", CelOverloadDecl.newMemberOverload(
                            "compare_quantities", SimpleType.INT, QUANTITY, QUANTITY)),
                    CelFunctionDecl.newFunctionDeclaration("isGreaterThan", CelOverloadDecl.newMemberOverload(
                            "greater_quantity", SimpleType.BOOL, QUANTITY, QUANTITY)),
                    CelFunctionDecl.newFunctionDeclaration("isLessThan", CelOverloadDecl.newMemberOverload(
                            "less_quantity", SimpleType.BOOL, QUANTITY, QUANTITY)))
            .addFunctionBindings(
                    CelFunctionBinding.from("is_quantity", String.class, SchemaRules::isQuantity),
                    CelFunctionBinding.from("to_quantity", String.class, SchemaRules::quantity),
                    CelFunctionBinding.from("compare_quantities", BigDecimal.class, BigDecimal.class,
                            (first, second) -> (long) first.compareTo(second)),
                    CelFunctionBinding.from("greater_quantity", BigDecimal.class, BigDecimal.class,
                            (first, second) -> first.compareTo(second) > 0),
                    CelFunctionBinding.from("less_quantity", BigDecimal.class, BigDecimal.class,
                            (first, second) -> first.compareTo(second) < 0))
            .build();

    private static final Map<String, CelRuntime.Program> COMPILED = new ConcurrentHashMap<>();

    private SchemaRules() {}

    /** Adds what is broken in a value and in all that lies in it. */
    static void collect(JsonNode value, JsonNode schema, String path, List<Fault> faults) {
        schema.path("x-kubernetes-validations").forEach(rule -> {
            if (!speaksOfChanges(rule)) {
                evaluate(rule, value, path).ifPresent(faults::add);
            }
        });
        if (value instanceof ObjectNode object) {
            object.properties().forEach(field -> collect(
                    field.getValue(), schema.at(JsonPointer.empty().appendProperty("properties").appendProperty(field.getKey())),
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(), faults));
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), schema.path("items"), path + "[" + i + "]", faults);
            }
        }
    }

    /** The server asks these of changes alone. */
    private static boolean speaksOfChanges(JsonNode rule) {
        return rule.path("rule").asText().contains("oldSelf");
    }

    private static Optional<Fault> evaluate(JsonNode rule, JsonNode value, String path) {
        String field = (path + rule.path("fieldPath").asText()).replaceFirst("^[.]", "");
        try {
            Object answer = program(rule.get("rule").asText()).eval(Map.of("self", JSON.convertValue(value, Object.class)));
            return Boolean.TRUE.equals(answer)
                    ? Optional.empty()
                    : Optional.of(new Fault(field, rule.path("message").asText("breaks the rule " + rule.get("rule").asText())));
        } catch (CelEvaluationException e) {
            return Optional.of(new Fault(field, "a rule of the schema cannot be evaluated: " + e.getMessage()));
        }
    }

    static CelRuntime.Program program(String rule) {
        return COMPILED.computeIfAbsent(rule, text -> {
            try {
                return CEL.createProgram(CEL.compile(text).getAst());
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException("a rule of the schema uses what is not known here: " + text, e);
            }
        });
    }

    private static boolean isQuantity(String text) {
        try {
            quantity(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigDecimal quantity(String text) {
        return Quantity.getAmountInBytes(Quantity.parse(text));
    }
}
