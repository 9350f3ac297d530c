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
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("A PostgreSQL that CloudNativePG runs in backendNamespace, with TLS. It outlives the environment: the operator makes and "
        + "corrects the Cluster, and does not delete it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CloudNativePostgres(
        @JsonPropertyDescription("Number of servers: one that is written to, and standbys. Default: 3.")
        @Default("3")
        @Min(1)
        @Max(15)
        Integer instances,

        @JsonPropertyDescription("Image of PostgreSQL 16 or later, made for CloudNativePG. Absent: the one that CloudNativePG takes.")
        @Size(min = 1, max = Syntax.IMAGE_LENGTH)
        @Pattern(Syntax.IMAGE)
        String image,

        @JsonPropertyDescription("Size of the volume of each server, of the cluster's default storage class.")
        @Required
        Quantity storage,

        @JsonPropertyDescription("Processor and memory of each server. Absent: no requests and no limits.")
        Resources resources) {
}
