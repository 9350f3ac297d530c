package io.shopfleet.operator.check;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every field that the schema requires or gives a default is there. One may be missing when the resource was written through
 * a looser schema; nothing that reads the specification later has to think of that.
 */
final class RequiredFields implements Check {
    /** The operator can do without these: what runs stays as it is. Unknown enumeration values are another check. */
    private static final Set<String> DISPENSABLE = Set.of("replicas", "paused", "progressDeadline", "history");

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return Stream.ofNullable(service.getSpec()).flatMap(spec -> missing(spec, "spec"));
    }

    private static Stream<Problem> missing(Object part, String path) {
        return Arrays.stream(part.getClass().getRecordComponents()).flatMap(component -> {
            String where = path + "." + component.getName();
            Object value = value(part, component);
            if (value == null) {
                return needed(part.getClass(), component) ? Stream.of(problem(where)) : Stream.empty();
            }
            return below(value, where);
        });
    }

    private static Stream<Problem> below(Object value, String path) {
        if (value instanceof List<?> items) {
            return IntStream.range(0, items.size())
                    .filter(i -> items.get(i) instanceof Record)
                    .boxed()
                    .flatMap(i -> missing(items.get(i), path + "[" + i + "]"));
        }
        return value instanceof Record ? missing(value, path) : Stream.empty();
    }

    private static boolean needed(Class<?> type, RecordComponent component) {
        if (component.getType().isEnum() || DISPENSABLE.contains(component.getName())) {
            return false;
        }
        try {
            var field = type.getDeclaredField(component.getName());
            return field.isAnnotationPresent(Required.class)
                    || field.isAnnotationPresent(Default.class) && !component.getType().isRecord();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    private static Object value(Object part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the API's records are public", e);
        }
    }

    private static Problem problem(String path) {
        return new Problem(path, Severity.Error, Reason.InvalidValue, path + " is missing", "add it, and apply again");
    }
}
