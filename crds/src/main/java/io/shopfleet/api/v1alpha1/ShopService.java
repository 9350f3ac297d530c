package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
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
@Kind("ShopService")
@Singular("shopservice")
@Plural("shopservices")
@ShortNames("shopsvc")
@Categories("shopfleet")
@ValidationRule(value = "!has(self.spec.dependencies) || self.spec.dependencies.all(d, !has(d.service) || "
                + "has(d.service.namespace) || d.service.name != self.metadata.name)",
        message = "a service cannot depend on itself", fieldPath = ".spec.dependencies")
@AdditionalPrinterColumn(name = "READY", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "VERSION", jsonPath = ".status.version", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "WEIGHT", jsonPath = ".status.weight", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "REPLICAS", jsonPath = ".status.replicas", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "WAITING-ON", jsonPath = ".status.waitingOn", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("One service of the shop. The operator turns it into pods, addresses and configuration, and moves every new "
        + "revision into traffic step by step.")
public class ShopService extends CustomResource<ShopServiceSpec, ShopServiceStatus> implements Namespaced {

    /** Required: a service without a specification says nothing. */
    @Override
    @Required
    public ShopServiceSpec getSpec() {
        return super.getSpec();
    }
}
