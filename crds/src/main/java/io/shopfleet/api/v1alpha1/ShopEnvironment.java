package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

@Group("shopfleet.io")
@Version("v1alpha1")
@Kind("ShopEnvironment")
@Singular("shopenvironment")
@Plural("shopenvironments")
@ShortNames("shopenv")
@Categories("shopfleet")
@AdditionalPrinterColumn(name = "READY", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "FROZEN", jsonPath = ".status.conditions[?(@.type==\"Frozen\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("What the platform offers to the services of some namespaces: which images may run, where telemetry goes.")
public class ShopEnvironment extends CustomResource<ShopEnvironmentSpec, ShopEnvironmentStatus> {

    /** Required: an environment without a specification says nothing. */
    @Override
    @Required
    public ShopEnvironmentSpec getSpec() {
        return super.getSpec();
    }
}
