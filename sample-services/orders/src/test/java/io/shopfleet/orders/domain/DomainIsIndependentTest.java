package io.shopfleet.orders.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DomainIsIndependentTest {

    @Test
    void theDomainKnowsNeitherFrameworkNorAdapter() {
        classes().that().resideInAPackage("io.shopfleet.orders.domain")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "io.shopfleet.orders.domain")
                .because("stores, transports and frameworks change; what an order or a product is does not")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.shopfleet.orders"));
    }
}
