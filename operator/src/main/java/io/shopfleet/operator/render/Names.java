package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Marks;
import java.util.Map;
import java.util.TreeMap;

/** Names, labels and owners of everything that is made for one service. */
public record Names(String service, String namespace, String uid, String apiVersion) {

    public static Names of(ShopService service) {
        return new Names(
                service.getMetadata().getName(),
                service.getMetadata().getNamespace(),
                service.getMetadata().getUid(),
                service.getApiVersion());
    }

    public String ofRevision(String revision) {
        return service + "-" + revision;
    }

    /** Selects the pods of all revisions. */
    public Map<String, String> selector() {
        return new TreeMap<>(Map.of(Marks.SERVICE, service));
    }

    Map<String, String> selector(String revision) {
        return new TreeMap<>(Map.of(Marks.SERVICE, service, Marks.REVISION, revision));
    }

    Map<String, String> labels() {
        return new TreeMap<>(Map.of(Marks.MANAGED_BY, Marks.MANAGER, Marks.NAME, service, Marks.SERVICE, service));
    }

    Map<String, String> labels(String revision, String version) {
        Map<String, String> labels = labels();
        labels.put(Marks.REVISION, revision);
        labels.put(Marks.VERSION, version);
        return labels;
    }

    /** Metadata of an object that lives as long as the service. */
    ObjectMeta stable() {
        return meta(service, labels());
    }

    ObjectMeta ofRevision(String revision, String version) {
        return meta(ofRevision(revision), labels(revision, version));
    }

    private ObjectMeta meta(String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .addNewOwnerReference()
                .withApiVersion(apiVersion)
                .withKind("ShopService")
                .withName(service)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }
}
