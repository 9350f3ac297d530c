package io.shopfleet.operator.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * One object that cannot be read must not stop the watch of all others. An unknown enumeration value becomes null, which
 * the checks report; a value of the wrong type takes only its spec or status away, and the object says which field it was.
 */
public final class LenientReading {
    private LenientReading() {}

    public static ObjectMapper configure(ObjectMapper mapper) {
        mapper.getFactory().setStreamReadConstraints(CanonicalJson.AS_THE_SERVER);
        return mapper.enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .registerModule(new SimpleModule().setDeserializerModifier(new Modifier()));
    }

    private static final class Modifier extends BeanDeserializerModifier {
        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
            return CustomResource.class.isAssignableFrom(bean.getBeanClass())
                    ? new Tolerant(deserializer)
                    : deserializer;
        }
    }

    private static final class Tolerant extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        Tolerant(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new Tolerant(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            ObjectNode tree = (ObjectNode) context.readTree(parser);
            for (int part = 0; part < 2; part++) {
                try {
                    return read(tree, parser, context);
                } catch (JsonMappingException e) {
                    drop(tree, e);
                }
            }
            return read(tree, parser, context);
        }

        /** The part at fault goes. */
        private static void drop(ObjectNode tree, JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            boolean spec = path.startsWith(".spec");
            tree.remove(spec ? "spec" : "status");
            if (spec) {
                tree.withObject("/metadata/annotations").put(Marks.UNREADABLE, path.substring(1));
            }
        }

        private Object read(ObjectNode tree, JsonParser parser, DeserializationContext context) throws IOException {
            try (JsonParser again = tree.traverse(parser.getCodec())) {
                again.nextToken();
                return super.deserialize(again, context);
            }
        }
    }
}
