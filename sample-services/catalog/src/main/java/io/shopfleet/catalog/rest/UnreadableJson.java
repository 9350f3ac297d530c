package io.shopfleet.catalog.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in the words of the API, not of the JSON library, what is wrong with a body that cannot be read. */
@ApplicationScoped
public class UnreadableJson implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        Throwable cause = context.cause instanceof JsonProcessingException ? context.cause : context.cause.getCause();
        if (!(cause instanceof JsonProcessingException fault)) {
            return problem;
        }
        return HttpProblem.builder()
                .withStatus(problem.getStatusCode())
                .withTitle(problem.getTitle())
                .withInstance(problem.getInstance())
                .withDetail("The body cannot be read; /q/openapi describes what to send")
                .with("violations", List.of(Violation.In.body.field(field(fault)).message(cure(fault))))
                .build();
    }

    private static String field(JsonProcessingException fault) {
        return fault instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining()).replaceFirst("^\\.", "")
                : "";
    }

    private static String cure(JsonProcessingException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> "is not known; send only " + new TreeSet<>(unknown.getKnownPropertyIds());
            case MismatchedInputException mismatch -> "must be " + wanted(mismatch.getTargetType());
            case JsonMappingException mapping when mapping.getCause() instanceof InputCoercionException -> "is out of range";
            default -> "is not JSON; look at line %d, column %d"
                    .formatted(fault.getLocation().getLineNr(), fault.getLocation().getColumnNr());
        };
    }

    private static String wanted(Class<?> type) {
        return switch (type == null ? "" : type.getSimpleName()) {
            case "Long", "Integer" -> "a whole number";
            case "String" -> "a text in quotes";
            case "Currency" -> "a three-letter ISO 4217 code, such as EUR";
            default -> "an object or a list as /q/openapi describes it";
        };
    }
}
