package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.operator.source.Epoch;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Labels and annotations by which the operator recognises its own objects. */
public final class Marks {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String NAME = "app.kubernetes.io/name";
    public static final String VERSION = "app.kubernetes.io/version";
    public static final String MANAGER = "shopfleet";
    public static final String SERVICE = "shopfleet.io/service";
    public static final String REVISION = "shopfleet.io/revision";

    /** On what is made for an environment: its name. Namespaces carry it too, by custom, for environments to admit them by. */
    public static final String ENVIRONMENT = "shopfleet.io/environment";

    /** On an epoch's Secret, and on Deployments and pods that read it: its number. */
    public static final String EPOCH = "shopfleet.io/epoch";

    /** On an epoch's Secret: salted digest of what it holds. On the pod of a server: digest of its settings. */
    public static final String CONTENT = "shopfleet.io/content";

    /** On an epoch's Secret: what else went into that digest. */
    public static final String SALT = "shopfleet.io/salt";

    /** On a Secret or ConfigMap: services of its namespace may name it. */
    public static final String BINDABLE = "shopfleet.io/bindable";

    /** On the pods of a migration: its service. They carry no other mark, so that nothing takes them for pods that serve. */
    public static final String MIGRATION = "shopfleet.io/migration";

    /** On a ShopService, written by people: a command of the form {@code <verb> [argument] id=<id>}. */
    public static final String COMMAND = "shopfleet.io/command";

    /** On a ShopService, written by people: an id. While it is there nothing is done, and status says what would be. */
    public static final String PLAN = "shopfleet.io/plan";

    /** On a ShopService, written by people: any text. Another text asks for new passwords. */
    public static final String ROTATE = "shopfleet.io/rotate";

    /** On a ShopService, written by people: objects that it needs and nobody owns become its own. */
    public static final String ADOPT = "shopfleet.io/adopt";

    /** On what stands for something outside, written by people: "true" lets it go although what it stands for cannot be deleted. */
    public static final String FORCE_ORPHAN = "shopfleet.io/force-orphan";

    /** The same, written by people: for how long the deletion of what it stands for is tried, such as 30m; then it goes without. */
    public static final String DELETION_DEADLINE = "shopfleet.io/deletion-deadline";

    /** The same, written by people: "true" has spec.deletionPolicy hold for something that existed before the resource. */
    public static final String DELETE_ADOPTED = "shopfleet.io/delete-adopted";

    /** The same, written by people: "true" has what is deleted go even while somebody uses it, such as a database with sessions. */
    public static final String FORCE_DELETE = "shopfleet.io/force-delete";

    /** Number of the rollout step that last moved a pointer or a scale. It only ever grows. */
    public static final String BEAT = "shopfleet.io/beat";

    /** On a candidate's Deployment: pods that its rollout is for, in case the status is lost. */
    public static final String ROLLOUT = "shopfleet.io/rollout-replicas";

    /** On the stable Service: the promoted revision, from which a lost status is recovered. */
    public static final String SERVING = "shopfleet.io/serving";

    /** On a stable Service that was taken over: names that its ports keep, as {@code 80=web,9000=}. */
    public static final String PORT_NAMES = "shopfleet.io/port-names";

    /** Digest of what was last applied to the object. */
    public static final String APPLIED = "shopfleet.io/applied";

    /** Only in caches, never on the server: digest of the fields the operator owns. */
    public static final String OBSERVED_DIGEST = "cache.shopfleet.io/digest";

    /** Only in caches, never on the server: the number of replicas is still the operator's own. */
    public static final String SCALED = "cache.shopfleet.io/scaled";

    /** Only in caches, never on the server: the field at which reading the resource failed. */
    public static final String UNREADABLE = "cache.shopfleet.io/unreadable";

    private Marks() {}

    /** Keys that teams give no values to. */
    public static boolean ownsLabel(String key) {
        return key.startsWith("shopfleet.io/") || key.equals(NAME) || key.equals(VERSION) || key.equals(MANAGED_BY);
    }

    /** What stands there has new passwords made once, for everything that the service has a login to. */
    public static Optional<String> rotation(HasMetadata service) {
        return Optional.ofNullable(service.getMetadata().getAnnotations()).map(annotations -> annotations.get(ROTATE));
    }

    /** The service may take over what nobody owns. */
    public static boolean adopts(HasMetadata service) {
        return Optional.ofNullable(service.getMetadata().getAnnotations())
                .filter(annotations -> "true".equals(annotations.get(ADOPT)))
                .isPresent();
    }

    static Optional<Integer> rolloutOf(Map<String, String> annotations) {
        return Optional.of(annotations.getOrDefault(ROLLOUT, ""))
                .filter(number -> number.matches("[0-9]{1,6}"))
                .map(Integer::valueOf);
    }

    /** A Secret without these marks is no epoch. */
    public static Optional<Epoch> epochOf(Secret secret) {
        Map<String, String> labels = Optional.ofNullable(secret.getMetadata().getLabels()).orElse(Map.of());
        Map<String, String> annotations = Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of());
        String number = labels.getOrDefault(EPOCH, "");
        return number.matches("[0-9]{1,18}") && annotations.containsKey(CONTENT)
                ? Optional.of(new Epoch(
                        Long.parseLong(number), annotations.get(CONTENT), keys(secret), Optional.ofNullable(annotations.get(SALT))))
                : Optional.empty();
    }

    private static SortedSet<String> keys(Secret secret) {
        return new TreeSet<>(Optional.ofNullable(secret.getData()).orElse(Map.of()).keySet());
    }

    /** A beat that somebody scribbled over counts as none: the number is a safety net, not the truth. */
    static long beatOf(Map<String, String> annotations) {
        String beat = annotations.getOrDefault(BEAT, "");
        return beat.matches("[0-9]{1,18}") ? Long.parseLong(beat) : 0;
    }
}
