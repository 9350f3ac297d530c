package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the operator is compared with: a program that knows the finished objects of every service and applies them one after the
 * other, many services at a time. It reads nothing, waits for nothing and tells nothing.
 */
public final class BareClient {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("bare").withForce(true).build();

    private BareClient() {
    }

    /** Takes a file of templates and one of services, each "namespace name", line by line. Prints the nanoseconds of CPU used. */
    public static void main(String... files) throws IOException {
        List<String> templates = Files.readAllLines(Path.of(files[0]));
        List<String> services = Files.readAllLines(Path.of(files[1]));
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Crowd.each(services, service -> templates.forEach(template -> {
                String[] name = service.split(" ");
                String text = Templates.of(template, new Estate.Name(name[0], name[1]));
                client.resource(Serialization.unmarshal(text, HasMetadata.class)).patch(APPLY);
            }));
        }
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(system.getProcessCpuTime());
    }
}
