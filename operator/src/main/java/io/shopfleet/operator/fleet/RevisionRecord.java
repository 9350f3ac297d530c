package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.operator.migration.Migration;
import io.shopfleet.operator.source.Credentials;
import io.shopfleet.operator.source.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A revision as it was rendered once and recorded. Template and configuration are strings, since the server sorts the
 * keys of objects and rewrites numbers, and a revision must stay byte-equal.
 *
 * @param sequence grows with every start of a rollout, so it tells which revision is newer
 * @param renderer version of the renderer that made it
 * @param inputs digest of what was rendered, without the renderer's version
 * @param template pod template as JSON
 * @param config content of config.json
 * @param ports ports of the service as JSON
 * @param copies values from ConfigMaps as JSON, in base64 by the name of the copy
 * @param epochs pods read the Secrets that the template names as copies in an epoch, not themselves
 * @param migrations what its tables need
 * @param adopted what it keeps of its own, where it ran before there was a record of it
 */
public record RevisionRecord(
        String revision,
        long sequence,
        String renderer,
        String inputs,
        long generation,
        String version,
        String image,
        String template,
        String config,
        String ports,
        String copies,
        boolean epochs,
        List<Migration> migrations,
        Optional<Adopted> adopted) {

    /** One that was rendered. */
    public RevisionRecord(
            String revision, long sequence, String renderer, String inputs, long generation, String version, String image,
            String template, String config, String ports, String copies, boolean epochs) {
        this(
                revision, sequence, renderer, inputs, generation, version, image, template, config, ports, copies, epochs,
                List.of(), Optional.empty());
    }

    /**
     * What a revision that was taken over keeps of its own, since its pods shall not be made anew.
     *
     * @param deployment name of its Deployment
     * @param pods selector of its Deployment as JSON
     * @param traffic selector of the Service by which its pods are reached
     */
    public record Adopted(String deployment, String pods, TreeMap<String, String> traffic) {}

    /** A revision whose values have not been read yet; it is never written. */
    public static final String UNREAD = "unread";

    private static final String NO_COPIES = "{}";

    /** Empty when the object's content is not what a record looks like: somebody else's object, or damage. */
    public static Optional<RevisionRecord> of(ControllerRevision object) {
        Object content = object.getData() instanceof AnyType any
                ? any.getValue()
                : object.getData();
        String revision = object.getMetadata().getLabels().get(Marks.REVISION);
        if (!(content instanceof Map<?, ?> data)
                || revision == null
                || !data.keySet().containsAll(KEYS)
                || !text(data, "generation").matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new RevisionRecord(
                revision,
                object.getRevision() == null ? 0 : object.getRevision(),
                text(data, "renderer"),
                text(data, "inputs"),
                Long.parseLong(text(data, "generation")),
                text(data, "version"),
                text(data, "image"),
                text(data, "template"),
                text(data, "config"),
                text(data, "ports"),
                data.containsKey("copies") ? text(data, "copies") : NO_COPIES,
                "epoch".equals(data.get("secrets")),
                data.containsKey("migrations") ? List.of(CanonicalJson.read(text(data, "migrations"), Migration[].class)) : List.of(),
                Optional.ofNullable(data.get("adopted")).map(text -> CanonicalJson.read(text.toString(), Adopted.class))));
    }

    private static final Set<String> KEYS = Set.of(
            "renderer", "inputs", "generation", "version", "image", "template", "config", "ports");

    private static String text(Map<?, ?> data, String key) {
        return String.valueOf(data.get(key));
    }

    /** The object's content. What a revision does not use is left out, as it was before there was such a thing. */
    public Map<String, String> data() {
        var data = new TreeMap<>(Map.of(
                "renderer", renderer,
                "inputs", inputs,
                "generation", Long.toString(generation),
                "version", version,
                "image", image,
                "template", template,
                "config", config,
                "ports", ports));
        if (!copies.equals(NO_COPIES)) {
            data.put("copies", copies);
        }
        if (epochs) {
            data.put("secrets", "epoch");
        }
        if (!migrations.isEmpty()) {
            data.put("migrations", CanonicalJson.text(migrations));
        }
        adopted.ifPresent(own -> data.put("adopted", CanonicalJson.text(own)));
        return data;
    }

    public List<Port> openPorts() {
        return List.of(CanonicalJson.read(ports, Port[].class));
    }

    public boolean whole() {
        return !copies.equals(UNREAD);
    }

    public String named() {
        return named(version, new Pair(revision, Optional.empty()));
    }

    /** People think in versions; the revision tells two of the same version apart. */
    public static String named(String version, Pair pair) {
        return version == null ? pair.words() : "version " + version + " (" + pair.words() + ")";
    }

    /** Places in the template that name Secrets. */
    public Stream<Use> secrets() {
        return new Credentials(CanonicalJson.read(template, PodTemplateSpec.class)).uses();
    }

    public RevisionRecord withSequence(long number) {
        return new RevisionRecord(
                revision, number, renderer, inputs, generation, version, image, template, config, ports, copies, epochs,
                migrations, adopted);
    }
}
