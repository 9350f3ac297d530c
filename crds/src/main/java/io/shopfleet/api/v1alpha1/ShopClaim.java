package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
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
@Kind("ShopClaim")
@Singular("shopclaim")
@Plural("shopclaims")
@ShortNames("shopclaim")
@Categories("shopfleet")
@AdditionalPrinterColumn(name = "KIND", jsonPath = ".spec.kind",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "NAME", jsonPath = ".spec.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "STATE", jsonPath = ".spec.state",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "OWNER-NAMESPACE", jsonPath = ".spec.owner.namespace",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "OWNER", jsonPath = ".spec.owner.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@JsonClassDescription("Who owns a name outside the cluster. Written by the operator only, in its own namespace; a topic, a database or a key space is touched only by the resource that its claim names.")
public class ShopClaim extends CustomResource<ShopClaimSpec, Void> implements Namespaced {

    /** Required: a resource without a specification says nothing. */
    @Override
    @Required
    public ShopClaimSpec getSpec() {
        return super.getSpec();
    }
}
