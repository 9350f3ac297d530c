package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;
import java.util.Map;

@JsonClassDescription("One service of the shop: what runs, how many, and what it needs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.image.matches('" + Syntax.IMAGE + "')",
        message = "image must be an image name in lower case with a tag or digest, such as registry.example/shop/orders:2.3.0",
        fieldPath = ".image")
@ValidationRule(value = "has(self.version) || !self.image.matches('" + Syntax.IMAGE + "') || "
                + "self.image.matches(':[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?(@sha256:[a-f0-9]{64})?$')",
        message = "version must be given, because the image has no tag that can serve as version (1 to 63 letters, "
                + "digits, '-', '_' and '.', letter or digit first and last)", fieldPath = ".version")
@ValidationRule(value = "!has(self.ports) || self.ports.all(p, self.ports.exists_one(q, q.port == p.port))",
        message = "each port number may be used once", fieldPath = ".ports")
@ValidationRule(value = "!has(self.health) || (has(self.ports) && size(self.ports) > 0)",
        message = "health needs a port: add one to ports, or leave health out", fieldPath = ".health")
@ValidationRule(value = "!has(self.health) || !has(self.health.port) || !has(self.ports) || self.ports.exists(p, p.name "
                + "== self.health.port)",
        message = "health.port must be the name of one of ports", fieldPath = ".health.port")
@ValidationRule(value = "!has(self.config) || self.config.all(k, size(k) <= 253 && k.matches('^[-._a-zA-Z0-9]+$'))",
        message = "a key must be 1 to 253 letters, digits, '-', '_' and '.'", fieldPath = ".config")
@ValidationRule(value = "!has(self.files) || self.files.all(f, self.files.exists_one(g, g.mountPath == f.mountPath) && "
                + "(!has(self.scratch) || !self.scratch.exists(s, s.mountPath == f.mountPath)))",
        message = "each mountPath may be used once, scratch included", fieldPath = ".files")
@ValidationRule(value = "!has(self.autoscaling) || (has(self.resources) && has(self.resources.requests) && "
                + "has(self.resources.requests.cpu) && (!isQuantity(string(self.resources.requests.cpu)) || "
                + "quantity(string(self.resources.requests.cpu)).isGreaterThan(quantity('0'))))",
        message = "autoscaling needs resources.requests.cpu above 0, which cpuPercent is a share of", fieldPath = ".autoscaling")
public record ShopServiceSpec(
        @JsonPropertyDescription("Name of the ShopEnvironment that provides for this service. Default: default. A missing one "
                + "makes the service wait with reason EnvironmentMissing.")
        @Default("default")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String environment,

        @JsonPropertyDescription("Container image with its tag or digest, such as registry.example/shop/orders:2.3.0. A change "
                + "makes a new revision.")
        @Required
        @Size(min = 1, max = Syntax.IMAGE_LENGTH)
        String image,

        @JsonPropertyDescription("Version of the service, for people and for SHOPFLEET_VERSION. Default: the tag of image. Must be "
                + "given when the image has no tag, or one that is no label value.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.VERSION)
        String version,

        @JsonPropertyDescription("Ports the container listens on; names and numbers are unique. Inside the cluster port 80 of the "
                + "Service leads to the first one, and each is also published at its own number. Absent: a worker "
                + "that nobody calls. At most 8.")
        @Size(max = 8)
        @ListMapKey("name")
        List<Port> ports,

        @JsonPropertyDescription("Number of pods, 0 to 1000. Default: 1. Written by kubectl scale as well. A change makes no new "
                + "revision. Ignored while autoscaling is set.")
        @Default("1")
        @Min(0)
        @Max(1000)
        @SpecReplicas
        Integer replicas,

        @JsonPropertyDescription("Lets the number of pods follow the load; replicas is ignored then. Needs resources.requests.cpu, "
                + "and a cluster that measures its pods (metrics-server). While a new revision takes over the number stands "
                + "still. Absent: replicas pods.")
        Autoscaling autoscaling,

        @JsonPropertyDescription("Processor and memory of one pod. Absent: no request and no limit.")
        Resources resources,

        @JsonPropertyDescription("Replaces the entry point of the image. Absent: the one of the image. At most 32 words of up "
                + "to 1024 characters.")
        @Size(max = 32)
        List<@Size(max = 1024) String> command,

        @JsonPropertyDescription("Arguments of the entry point. Absent: those of the image. At most 64 words of up to 1024 characters.")
        @Size(max = 64)
        List<@Size(max = 1024) String> args,

        @JsonPropertyDescription("Environment variables. Names that begin with SHOPFLEET_ belong to the operator. At most 64.")
        @Size(max = 64)
        @ListMapKey("name")
        List<EnvVar> env,

        @JsonPropertyDescription("ConfigMaps and Secrets mounted as folders, read-only. Mount paths are unique, scratch included. "
                + "At most 16.")
        @Size(max = 16)
        @ListMapKey("name")
        List<FileMount> files,

        @JsonPropertyDescription("Settings handed to the application under config in /etc/shopfleet/config.json. No secrets. A "
                + "change makes a new revision. At most 128 entries; keys of letters, digits, - _ and . up to 253 "
                + "long, values up to 4096.")
        @Size(max = 128)
        Map<String, @Size(max = 4096) String> config,

        @JsonPropertyDescription("HTTP probes. Absent: a pod is ready when its first port accepts a connection, or, without ports, "
                + "when its process runs.")
        Health health,

        @JsonPropertyDescription("Empty writable folders; the rest of the file system is read-only. Emptied when the pod ends. At "
                + "most 8.")
        @Size(max = 8)
        @ListMapKey("mountPath")
        List<Scratch> scratch,

        @JsonPropertyDescription("What this service needs. The name is used in the address variable: catalog gives "
                + "SHOPFLEET_CATALOG_URL. At most 32.")
        @Size(max = 32)
        @ListMapKey("name")
        List<Dependency> dependencies,

        @JsonPropertyDescription("Who of other namespaces may depend on this service; services of its own namespace always may. "
                + "A change makes no new revision. At most 64.")
        @Size(max = 64)
        List<Grant> grants,

        @JsonPropertyDescription("Further settings of the pods and of the service account.")
        @Default("{}")
        PodOptions pod,

        @JsonPropertyDescription("How a new revision takes over.")
        @Default("{}")
        Rollout rollout,

        @JsonPropertyDescription("true: the operator changes nothing of this service until it is false again; status says Paused. "
                + "Default: false.")
        @Default("false")
        Boolean paused) {

    public ShopServiceSpec {
        ports = ports == null ? List.of() : ports;
        command = command == null ? List.of() : command;
        args = args == null ? List.of() : args;
        env = env == null ? List.of() : env;
        files = files == null ? List.of() : files;
        config = config == null ? Map.of() : config;
        scratch = scratch == null ? List.of() : scratch;
        dependencies = dependencies == null ? List.of() : dependencies;
        grants = grants == null ? List.of() : grants;
    }
}
